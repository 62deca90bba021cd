/**
 * `dist/nutgraf.html`: the whole page, analyzer and model included, as one file that runs from a disk.
 *
 * A page from a file may load no module and start no module worker, so all scripts become two classic
 * ones: the page's own, and the worker's inside it as a string. The policy lets in those scripts and
 * styles alone, by their hashes.
 */

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { swap } from "./swap.js";

const FILE = "dist/nutgraf.html";

/** In the place of the engine where the page's own thread never reads. */
export const NO_ENGINE = `export const load = () => Promise.reject(new Error("Only the worker reads here."));`;

/** WebAssembly as base64: in markup a NUL or a carriage return would not stay what it is. */
const wasm = {
  name: "wasm",
  setup(/** @type {import("esbuild").PluginBuild} */ builder) {
    builder.onLoad({ filter: /\/pkg\/(exchange-)?module\.js$/ }, ({ path }) => {
      const library = path.endsWith("exchange-module.js") ? "nutgraf_exchange" : "nutgraf";
      const bytes = readFileSync(`www/pkg/${library}_bg.wasm`).toString("base64");
      return { contents: `export const wasm = atob("${bytes}");` };
    });
  },
};

/** @param {string} worker the script of the worker */
const inside = (worker) => ({
  name: "inside",
  setup(/** @type {import("esbuild").PluginBuild} */ builder) {
    builder.onLoad({ filter: /\/www\/bundled\.js$/ }, () => ({
      contents: `export const bundled = ${JSON.stringify(worker)};`,
    }));
    // A second copy of the analyzer would double the file.
    builder.onLoad({ filter: /\/www\/engine\.js$/ }, () => ({ contents: NO_ENGINE }));
  },
});

/**
 * @param {import("esbuild").BuildOptions} options
 */
async function bundle(options) {
  const { outputFiles = [] } = await build({
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2022",
    logLevel: "error",
    define: { "import.meta.url": "location.href" },
    ...options,
  });
  // What would end the script in the eyes of the markup.
  return (outputFiles[0]?.text ?? "").replace(/<(?=\/script|!--)/gi, "\\x3c").trimEnd();
}

/** @param {string} text */
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

export async function single() {
  mkdirSync("dist", { recursive: true });
  const worker = await bundle({ entryPoints: ["www/worker.js"], plugins: [wasm] });
  const app = await bundle({ entryPoints: ["www/app.js"], plugins: [wasm, inside(worker)] });
  const theme = await bundle({ entryPoints: ["www/theme.js"] });
  let html = readFileSync("www/index.html", "utf8");
  /** @type {string[]} */
  const styles = [];
  html = html.replace(
    /^ *<link\s+rel="stylesheet"\s+href="([^"]+)"( media="[^"]+")? \/>\n/gm,
    (_, path, media) => {
      const css = `\n${readFileSync(`www/${path}`, "utf8")}`;
      styles.push(css);
      return `    <style${media ?? ""}>${css}</style>\n`;
    },
  );
  html = html.replace(/^ *<link\s[^>]*rel="(modulepreload|manifest)"[^>]*>\n/gm, "");
  html = html.replace(/^ *<link\s+rel="(modulepreload|manifest)"[^>]*>\n/gm, "");
  html = html.replace(/^ *<script type="module"(?: async)? src="[^"]+"><\/script>\n/gm, "");
  const policy = /script-src [^;]*;|style-src [^;]*;|img-src [^;]*;|manifest-src [^;]*;\s*/g;
  html = html.replace(/content="default-src 'none';[^"]*"/, (content) =>
    content.replace(policy, (rule) => {
      const name = rule.slice(0, rule.indexOf(" "));
      if (name === "script-src")
        return `script-src ${hash(theme)} ${hash(app)} 'wasm-unsafe-eval';`;
      if (name === "style-src") return `style-src ${styles.map(hash).join(" ")};`;
      return name === "img-src" ? "img-src data:;" : "";
    }),
  );
  html = swap(html, [
    ['<script src="theme.js"></script>', `<script>${theme}</script>`],
    ["</body>", `<script>${app}</script>\n  </body>`],
  ]);
  const left = html
    .replaceAll(app, "")
    .match(/<(script|link|img)[^>]* (src|href)="(?!data:)[^"]*"/);
  if (left) throw new Error(`${left[0]} would be loaded from outside of ${FILE}`);
  writeFileSync(FILE, html);
}
