// @ts-check
/**
 * Exports, back in, and saved pages: the second WebAssembly module, which only this file knows.
 *
 * It comes in when it is first asked for, or before, by `warm`; until then a visit does not pay for it.
 */

/** @typedef {import("./protocol.js").Analysis} Analysis */

/**
 * One file of an export; `suffix` goes behind the name of the article.
 * @typedef {{ suffix: string, type: string, content: string }} ExportFile
 */

/**
 * A format: its short name, what the reader is told of it, and whether it is one text that can be copied.
 * @typedef {{ name: string, label: string, what: string, copy: boolean }} ExportFormat
 */

/** @type {readonly ExportFormat[]} */
export const FORMATS = [
  { name: "markdown", label: "Markdown", what: "a note: summary, names, text", copy: true },
  { name: "html", label: "Web page", what: "the article with its marks", copy: false },
  { name: "csv", label: "Tables", what: "CSV, a file for each list", copy: false },
  { name: "json", label: "JSON", what: "everything; can be opened here again", copy: true },
  { name: "json-ld", label: "JSON-LD", what: "schema.org NewsArticle", copy: true },
  { name: "web-annotation", label: "Web Annotation", what: "W3C annotation page", copy: true },
  { name: "geojson", label: "GeoJSON", what: "the places on the map", copy: true },
  { name: "brat", label: "brat", what: "standoff marks and their text", copy: false },
  { name: "conll", label: "CoNLL", what: "a token a line", copy: true },
];

/** @type {Promise<typeof import("./pkg/nutgraf_exchange.js")> | null} */
let loaded = null;

/** Loads the module, so that nothing need be asked for later. */
export function warm() {
  loaded ??= load();
  // Whoever asks later meets a fresh attempt.
  loaded.catch(() => (loaded = null));
  return loaded;
}

async function load() {
  const [glue, { wasm }, { bytesOf }] = await Promise.all([
    import("./pkg/nutgraf_exchange.js"),
    import("./pkg/exchange-module.js"),
    import("./bytes.js"),
  ]);
  glue.initSync({ module: await WebAssembly.compile(bytesOf(wasm)) });
  return glue;
}

/**
 * The files of an article in a format.
 * @param {string} format
 * @param {string} text
 * @param {Analysis} analysis
 * @returns {Promise<ExportFile[]>}
 */
export async function write(format, text, analysis) {
  const { writeFiles } = await warm();
  return JSON.parse(writeFiles(format, text, JSON.stringify(analysis)));
}

/**
 * The article and analysis that were written as JSON.
 * @param {string} json
 * @returns {Promise<{ text: string, analysis: Analysis }>}
 */
export async function open(json) {
  const { openDocument } = await warm();
  const { text, analysis } = JSON.parse(openDocument(json));
  return { text, analysis: { ...analysis, timings: {} } };
}

/**
 * The article of a saved web page as one text, headline first; empty if the page holds none.
 * @param {string} html
 * @returns {Promise<string>}
 */
export async function articleOf(html) {
  const { readPage } = await warm();
  const { text, article } = JSON.parse(readPage(html));
  return text ? article : "";
}
