/** Exports of an article, and back in. */

import { load as bytes } from "./wasm.js";
import init, { openDocument, readPage as page, writeFiles } from "./nutgraf_exchange.js";

/** @type {Promise<unknown> | undefined} */
let loaded;
const load = () =>
  (loaded ??= bytes("nutgraf_exchange").then((wasm) => init({ module_or_path: wasm })));

/** @type {typeof import("./exchange.js").exportArticle} */
export async function exportArticle(format, text, analysis) {
  await load();
  return JSON.parse(writeFiles(format, text, JSON.stringify(analysis)));
}

/** @type {typeof import("./exchange.js").readPage} */
export async function readPage(html) {
  await load();
  return JSON.parse(page(html));
}

/** @type {typeof import("./exchange.js").importArticle} */
export async function importArticle(json) {
  await load();
  const { text, analysis } = JSON.parse(openDocument(json));
  return { text, analysis: { ...analysis, timings: {} } };
}
