/**
 * `dist/nutgraf-VERSION.cdx.json`: what is compiled into all that goes out, as CycloneDX 1.6. It holds no time
 * and no number drawn by chance: the same lock gives the same bytes.
 */

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { version } from "./site.js";

/** The crates that become WebAssembly. */
const OURS = ["nutgraf", "nutgraf-exchange"];
/** The packages that the map is made of; the other ones build and test, and are not handed on. */
const OF_THE_MAP = ["d3-array", "d3-geo", "internmap", "topojson-client", "world-atlas"];

export function sbom() {
  mkdirSync("dist", { recursive: true });
  const path = `dist/nutgraf-${version()}.cdx.json`;
  writeFileSync(path, `${JSON.stringify(bill(), null, 2)}\n`);
}

export function bill() {
  const { packages, resolve } = JSON.parse(
    execFileSync(
      "cargo",
      ["metadata", "--locked", "--format-version=1", "--filter-platform=wasm32-unknown-unknown"],
      { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] },
    ),
  );
  /** @type {Map<string, any>} */
  const crates = new Map(packages.map((/** @type {any} */ crate) => [crate.id, crate]));
  /** @type {Map<string, any>} */
  const nodes = new Map(resolve.nodes.map((/** @type {any} */ node) => [node.id, node]));
  const open = packages
    .filter((/** @type {any} */ crate) => OURS.includes(crate.name) && !crate.source)
    .map((/** @type {any} */ crate) => crate.id);
  const built = new Set(open);
  for (const id of open) {
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) {
      // `null` is a dependency of the code itself; the others are of its build and of its tests.
      const inside = kinds.some((/** @type {any} */ { kind }) => kind === null);
      if (inside && !built.has(pkg)) {
        built.add(pkg);
        open.push(pkg);
      }
    }
  }
  const sums = checksums();
  const fromCrates = [...built]
    .map((id) => crates.get(id))
    .filter(({ source }) => source)
    .map(({ name, version: number, license }) =>
      component("cargo", name, number, license.replaceAll("/", " OR "), {
        alg: "SHA-256",
        content: sums.get(`${name} ${number}`),
      }),
    );
  const locked = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  const fromNpm = OF_THE_MAP.map((name) => {
    const { version: number, license, integrity } = locked[`node_modules/${name}`];
    const content = Buffer.from(integrity.replace("sha512-", ""), "base64").toString("hex");
    return component("npm", name, number, license, { alg: "SHA-512", content });
  });
  const components = [...fromCrates, ...fromNpm];
  components.sort((a, b) => (a.purl < b.purl ? -1 : 1));
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      component: {
        type: "application",
        "bom-ref": "nutgraf",
        name: "nutgraf",
        version: version(),
        licenses: [{ license: { id: "MIT" } }],
      },
    },
    components,
  };
}

/**
 * @param {"cargo" | "npm"} registry
 * @param {string} name
 * @param {string} number
 * @param {string} licence an SPDX expression
 * @param {{ alg: string, content: string | undefined }} sum
 */
function component(registry, name, number, licence, sum) {
  const purl = `pkg:${registry}/${name}@${number}`;
  return {
    type: "library",
    "bom-ref": purl,
    name,
    version: number,
    purl,
    licenses: [{ expression: licence }],
    hashes: [sum],
  };
}

/** The checksum of each locked crate, by name and version. */
function checksums() {
  const entry = /name = "([^"]+)"\nversion = "([^"]+)"\nsource = "[^"]+"\nchecksum = "([^"]+)"/g;
  const lock = readFileSync("Cargo.lock", "utf8");
  return new Map(
    [...lock.matchAll(entry)].map(([, name, number, sum]) => [`${name} ${number}`, sum]),
  );
}
