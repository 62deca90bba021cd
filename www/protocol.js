// @ts-check
/**
 * The shapes that cross a border of the page: analysis from the WebAssembly module, messages between
 * page and worker, events between elements. Types only; nothing here runs.
 *
 * @typedef {import("./pkg/nutgraf.js").Analysis} Analysis
 * @typedef {import("./pkg/nutgraf.js").AnalyzeOptions} AnalyzeOptions
 * @typedef {import("./pkg/nutgraf.js").Block} Block
 * @typedef {import("./pkg/nutgraf.js").Comparison} Comparison
 * @typedef {import("./pkg/nutgraf.js").Entity} Entity
 * @typedef {import("./pkg/nutgraf.js").Figure} Figure
 * @typedef {import("./pkg/nutgraf.js").Interval} Interval
 * @typedef {import("./pkg/nutgraf.js").Mention} Mention
 * @typedef {import("./pkg/nutgraf.js").Place} Place
 * @typedef {import("./pkg/nutgraf.js").Role} Role
 * @typedef {import("./pkg/nutgraf.js").Site} Site
 * @typedef {import("./pkg/nutgraf.js").Span} Span
 * @typedef {import("./pkg/nutgraf.js").Statement} Statement
 *
 * What the page asks of the worker: one article, or several side by side; the answer carries the same `id`.
 * @typedef {{ id: number, texts: readonly string[], options: readonly AnalyzeOptions[] }} Request
 *
 * What the worker says: once that it is ready, then one reply to each request.
 * @typedef {{ type: "ready", version: string }
 *   | { type: "failed", message: string }
 *   | { type: "result", id: number, result: Analysis | Comparison }
 *   | { type: "error", id: number, message: string }} Reply
 *
 * Whoever reads articles, in a worker or not.
 * @typedef {object} Analyzer
 * @property {Promise<string>} ready resolves with the version when the first article can be read
 * @property {(text: string, options?: AnalyzeOptions) => Promise<Analysis>} analyze
 *   reads an article; a newer call makes an older one reject with an `AbortError`
 * @property {(texts: readonly string[], options?: readonly AnalyzeOptions[]) => Promise<Comparison>} compare
 *   reads two to five articles and sets them side by side; likewise
 * @property {() => void} cancel stops what is running; its promise rejects with an `AbortError`
 * @property {() => void} close ends it, with its worker if it has one
 *
 * A sample article.
 * @typedef {{ name: string, title: string, text: string }} Sample
 *
 * What was chosen: an entity, and one of its mentions to stand on, or none to leave the reader's place.
 * @typedef {{ entity: number, mention: number | null }} Choice
 */
export {};
