// @ts-check
/** Reads articles off the page's thread: one request in, one reply out, in order. */

import { load } from "./engine.js";
import { warmUp } from "./warmup.js";

/** @typedef {import("./protocol.js").Request} Request */
/** @typedef {import("./protocol.js").Reply} Reply */

/** @param {Reply} reply */
const tell = (reply) => self.postMessage(reply);

let asked = false;
const engine = load();
engine.then(
  ({ version, analyze }) => {
    tell({ type: "ready", version });
    void warmUp(analyze, () => asked);
  },
  (error) => tell({ type: "failed", message: String(error) }),
);

self.onmessage = async (/** @type {MessageEvent<Request>} */ { data: { id, texts, options } }) => {
  asked = true;
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
