/** Reads news articles: `createAnalyzer()` in a browser, a worker, Node, Deno or Bun. */

import { LocalAnalyzer, WorkerAnalyzer } from "./analyzer.js";

/**
 * @param {{ worker?: boolean }} [options]
 * @returns {import("./index.js").Analyzer}
 */
export function createAnalyzer({ worker = typeof Worker === "function" } = {}) {
  return worker ? new WorkerAnalyzer() : new LocalAnalyzer();
}
