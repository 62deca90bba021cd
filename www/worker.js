// @ts-check
/** Reads articles off the page's thread: one request in, one reply out, in order. */

import { load } from "./engine.js";

/** @typedef {import("./protocol.js").Request} Request */
/** @typedef {import("./protocol.js").Reply} Reply */

/** @param {Reply} reply */
const tell = (reply) => self.postMessage(reply);

const engine = load();
engine.then(
  ({ version }) => tell({ type: "ready", version }),
  (error) => tell({ type: "failed", message: String(error) }),
);

self.onmessage = async (/** @type {MessageEvent<Request>} */ { data: { id, text, options } }) => {
  try {
    tell({ type: "result", id, analysis: await (await engine).analyze(text, options) });
  } catch (error) {
    tell({ type: "error", id, message: error instanceof Error ? error.message : String(error) });
  }
};
