// @ts-check
/** The WebAssembly module, ready to read. It comes in by `import`, as text: the page may not fetch. */

import { bytesOf } from "./bytes.js";
import { initSync, Analyzer, version } from "./pkg/nutgraf.js";
import { wasm } from "./pkg/module.js";

/**
 * Loads the module and its model.
 * @returns {Promise<Pick<import("./protocol.js").Analyzer, "analyze" | "compare"> & { version: string }>}
 */
export async function load() {
  initSync({ module: await WebAssembly.compile(bytesOf(wasm)) });
  const analyzer = new Analyzer();
  return {
    version: version(),
    analyze: async (text, options) => analyzer.analyze(text, options),
    compare: async (texts, options) => analyzer.compare([...texts], options && [...options]),
  };
}
