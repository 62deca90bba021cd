/** The WebAssembly module with its model, ready to read. */

import { load as bytes } from "./wasm.js";
import init, { Analyzer, version } from "./nutgraf.js";

export async function load() {
  await init({ module_or_path: await bytes("nutgraf") });
  const analyzer = new Analyzer();
  return {
    version: version(),
    analyze: async (text, options) => analyzer.analyze(text, options),
  };
}
