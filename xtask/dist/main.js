/** Everything that goes out, into `dist/`. Run by `cargo xtask dist`, from the project's root. */

import { extension } from "./extension.js";
import { npm } from "./npm.js";
import { sbom } from "./sbom.js";
import { single } from "./single.js";
import { site } from "./site.js";

const PARTS = { site, single, npm, extension, sbom };

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in PARTS));
if (unknown)
  throw new Error(`there is no “${unknown}”; there are: ${Object.keys(PARTS).join(", ")}`);
for (const [name, part] of Object.entries(PARTS)) {
  if (!wanted.length || wanted.includes(name)) await part();
}
