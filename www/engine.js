// @ts-check
/** The WebAssembly module, ready to read. It comes in by `import`, as text: the page may not fetch. */

import { initSync, Analyzer, version } from "./pkg/nutgraf.js";
import { wasm } from "./pkg/module.js";

/**
 * Loads the module and its model.
 * @returns {Promise<{ version: string, analyze: import("./protocol.js").Analyzer["analyze"] }>}
 */
export async function load() {
  initSync({ module: await WebAssembly.compile(bytesOf(wasm)) });
  const analyzer = new Analyzer();
  return {
    version: version(),
    analyze: async (text, options) => analyzer.analyze(text, options),
  };
}

/**
 * The bytes that a string holds, a character a byte. A plain loop, because `Uint8Array.from` takes ten
 * times as long, and this is half of what it takes to start.
 * @param {string} text
 */
function bytesOf(text) {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
