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

self.onmessage = async (/** @type {MessageEvent<Request>} */ { data: { id, texts, options } }) => {
  try {
    const { analyze, compare } = await engine;
    const [text = ""] = texts;
    const several = texts.length > 1;
    const result = await (several ? compare(texts, options) : analyze(text, options[0]));
    tell({ type: "result", id, result });
  } catch (error) {
    tell({ type: "error", id, message: error instanceof Error ? error.message : String(error) });
  }
};
