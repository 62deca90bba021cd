/**
 * `dist/site`: the page as it is put on a static host, with what keeps it for use without a network.
 * Run by `cargo xtask dist`, from the project's root.
 */

import { createHash } from "node:crypto";
import { cpSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { swap } from "./swap.js";

const SITE = "dist/site";

/** Files that no visit asks for: types, and the WebAssembly that is inside a script already. */
export const UNUSED =
  /\.d\.ts$|_bg\.wasm$|\/outlines\.js$|\.stamp$|\/www\/atlas\.js$|\/samples\/.*\.txt$/;
/** Not kept: the browser looks after the worker itself, and after what only an installer reads. */
const UNKEPT = /^(sw|precache)\.js$|^icons\/(?!icon\.svg)/;

export function site() {
  rmSync(SITE, { recursive: true, force: true });
  cpSync("www", SITE, { recursive: true, filter: (path) => !UNUSED.test(`/${path}`) });
  const index = join(SITE, "index.html");
  const html = readFileSync(index, "utf8");
  writeFileSync(index, swap(html, [['<html lang="en"', '<html lang="en" data-offline=""']]));
  const files = readdirSync(SITE, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(SITE, path)).isFile() && !UNKEPT.test(path))
    .sort();
  const hash = createHash("sha256");
  for (const path of files) hash.update(path).update(readFileSync(join(SITE, path)));
  const kept = files.map((path) => (path === "index.html" ? "./" : path));
  const precache = { version: hash.digest("hex").slice(0, 16), files: kept };
  writeFileSync(join(SITE, "precache.js"), `self.PRECACHE = ${JSON.stringify(precache)};\n`);
}

/** The version of the project, as Cargo states it. */
export function version() {
  const [, version] = /^version = "(.+)"$/m.exec(readFileSync("Cargo.toml", "utf8")) ?? [];
  if (!version) throw new Error("Cargo.toml states no version");
  return version;
}
