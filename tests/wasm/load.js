// The WebAssembly module in Node, by the glue that wasm-bindgen writes for browsers.
import { readFileSync } from "node:fs";
import { wasm } from "../../www/pkg/module.js";

const GLUE = readFileSync(new URL("../../www/pkg/nutgraf.js", import.meta.url), "utf8");

/** The bytes of the module, which the page has as a string of one character each. */
export const bytes = Buffer.from(wasm, "latin1");

let instances = 0;

/**
 * An instance of the module: each call gives one of its own, with its own memory.
 * @param {WebAssembly.Module} [module] if it is compiled already
 */
export async function load(module = new WebAssembly.Module(bytes)) {
  // The glue keeps its instance in its module; one with another text is another module.
  const glue = `${GLUE}\n// ${(instances += 1)}`;
  const { initSync, ...rest } = await import(
    "data:text/javascript;base64," + Buffer.from(glue).toString("base64")
  );
  return { ...rest, memory: initSync({ module }).memory };
}
