/**
 * `dist/site`: the page as it is put on a static host, with what keeps it for use without a network.
 * Run by `cargo xtask dist`, from the project's root.
 *
 * A visit to `www/` asks for some seventy small files; here scripts and styles come in a few, without what is written for
 * people. What is large or comes later stays a file of its own.
 */

import { createHash } from "node:crypto";
import { cpSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { NO_ENGINE } from "./single.js";
import { swap } from "./swap.js";

const SITE = "dist/site";

/** Files that no visit asks for: types, and the WebAssembly that is inside a script already. */
export const UNUSED =
  /\.d\.ts$|_bg\.wasm$|\/outlines\.js$|\.stamp$|\/www\/atlas\.js$|\/samples\/.*\.txt$/;
/** Scripts that stay as they are: bytes as text, the map, and what is no module. */
const WHOLE = ["pkg/module.js", "pkg/exchange-module.js", "pkg/atlas.js", "theme.js", "sw.js"];
/** Where the page's scripts begin: the first starts the worker, and both share it. */
const PAGE = ["www/start.js", "www/app.js"];
/** Folders of which nothing stays as it is. */
const BUNDLED = ["elements", "paint", "samples", "style"];
/** All styles but those for paper. */
const STYLES = "style.css";
/** Not kept: the browser looks after the worker itself, and after what only an installer reads. */
const UNKEPT = /^(sw|precache)\.js$|^icons\/(?!icon\.svg)/;

/** The imports of what stays a file of its own, by where it will be. */
const whole = {
  name: "whole",
  setup(/** @type {import("esbuild").PluginBuild} */ builder) {
    builder.onResolve({ filter: /\/pkg\/(module|exchange-module|atlas)\.js$/ }, ({ path }) => ({
      path: path.replace(/^(\.\.?\/)+/, "./"),
      external: true,
    }));
  },
};

/** The page's side of the worker: it never reads on its own thread, and what the worker imports is inside it. */
const apart = {
  name: "apart",
  setup(/** @type {import("esbuild").PluginBuild} */ builder) {
    builder.onLoad({ filter: /\/www\/engine\.js$/ }, () => ({ contents: NO_ENGINE }));
    builder.onLoad({ filter: /\/www\/analyzer\.js$/ }, ({ path }) => ({
      contents: swap(readFileSync(path, "utf8"), [
        [/ = \["pkg\/module\.js", [^\]]*\]/, ' = ["pkg/module.js"]'],
      ]),
    }));
  },
};

export async function site() {
  rmSync(SITE, { recursive: true, force: true });
  const kept = (/** @type {string} */ path) => {
    const name = path.slice("www/".length);
    return !UNUSED.test(`/${path}`) && (!/\.(js|css)$/.test(path) || WHOLE.includes(name));
  };
  cpSync("www", SITE, { recursive: true, filter: kept });
  for (const folder of BUNDLED) rmSync(join(SITE, folder), { recursive: true });
  await scripts({ entryPoints: PAGE, splitting: true, plugins: [whole, apart] });
  await scripts({ entryPoints: ["www/worker.js"], plugins: [whole] });
  styled();
  const files = readdirSync(SITE, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(SITE, path)).isFile() && !UNKEPT.test(path))
    .sort();
  const hash = createHash("sha256");
  for (const path of files) hash.update(path).update(readFileSync(join(SITE, path)));
  const names = files.map((path) => (path === "index.html" ? "./" : path));
  const precache = { version: hash.digest("hex").slice(0, 16), files: names };
  writeFileSync(join(SITE, "precache.js"), `self.PRECACHE = ${JSON.stringify(precache)};\n`);
}

/** @param {import("esbuild").BuildOptions} options */
const scripts = (options) =>
  build({
    outdir: SITE,
    chunkNames: "[name]",
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    // To the browser: compile while it loads what the first article would wait for (16 of 100 ms).
    banner: { js: "//# allFunctionsCalledOnLoad" },
    logLevel: "error",
    ...options,
  });

/** The page with its styles in one file, and without the list of scripts that are no longer there. */
function styled() {
  const index = join(SITE, "index.html");
  let html = readFileSync(index, "utf8");
  /** @type {string[]} */
  const styles = [];
  html = html.replace(/^ *<link rel="stylesheet" href="([^"]+)" \/>\n/gm, (_, path) => {
    styles.push(readFileSync(`www/${path}`, "utf8"));
    return styles.length > 1 ? "" : `    <link rel="stylesheet" href="${STYLES}" />\n`;
  });
  for (const [, path] of html.matchAll(/href="(style\/[^"]+)"/g))
    cpSync(`www/${path}`, join(SITE, path));
  html = html.replace(/^ *<link rel="modulepreload" href="(?!pkg\/atlas)[^>]*>\n/gm, "");
  writeFileSync(index, swap(html, [['<html lang="en"', '<html lang="en" data-offline=""']]));
  writeFileSync(join(SITE, STYLES), styles.join("\n"));
}

/** The version of the project, as Cargo states it. */
export function version() {
  const [, version] = /^version = "(.+)"$/m.exec(readFileSync("Cargo.toml", "utf8")) ?? [];
  if (!version) throw new Error("Cargo.toml states no version");
  return version;
}
