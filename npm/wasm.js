/** Where the WebAssembly is: an address, which browsers and bundlers know by this form, or its bytes. */

const ADDRESSES = {
  nutgraf: new URL("./nutgraf_bg.wasm", import.meta.url),
  nutgraf_exchange: new URL("./nutgraf_exchange_bg.wasm", import.meta.url),
};

/** @param {keyof typeof ADDRESSES} name */
export async function load(name) {
  const address = ADDRESSES[name];
  // Node's `fetch` reads no files. Not imported, so that no bundler looks for it.
  const files = globalThis.process?.getBuiltinModule?.("node:fs");
  return files && address.protocol === "file:" ? files.readFileSync(address) : address;
}
