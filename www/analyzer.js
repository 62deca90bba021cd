// @ts-check
/** A promise for each article, whether a worker reads it or this thread does. */

import { startWorker } from "./trusted.js";

/** @typedef {import("./protocol.js").Analysis} Analysis */
/** @typedef {import("./protocol.js").AnalyzeOptions} AnalyzeOptions */
/** @typedef {import("./protocol.js").Analyzer} Analyzer */
/** @typedef {import("./protocol.js").Reply} Reply */
/** @typedef {import("./protocol.js").Request} Request */
/** @typedef {import("./protocol.js").Comparison} Comparison */
/** @typedef {PromiseWithResolvers<any>} Pending an {@link Analysis} or a {@link Comparison}, as was asked for */

/**
 * A stale request older than this, in milliseconds, is not waited for: a new worker reads its first
 * article after about 150 ms, so that restarting costs less than waiting for what nobody wants.
 */
const WORTH_WAITING = 150;

/**
 * @param {{ worker?: boolean }} [options] `worker: false` reads on the calling thread
 * @returns {Analyzer}
 */
export function createAnalyzer({ worker = true } = {}) {
  return worker ? new WorkerAnalyzer() : new LocalAnalyzer();
}

/** The modules that the worker imports, the largest first. */
const BEHIND = ["pkg/module.js", "pkg/nutgraf.js", "engine.js", "bytes.js", "warmup.js"].map(
  (path) => new URL(path, import.meta.url),
);

const aborted = () => new DOMException("The article was not read to its end.", "AbortError");

/** @implements {Analyzer} */
class WorkerAnalyzer {
  #id = 0;
  /** @type {{ request: Request, since: number, promise: Pending } | null} */
  #running = null;
  /** A worker hears nothing before its script has run: a request waits here until it says that it is ready. */
  #listening = false;
  /** @type {PromiseWithResolvers<string>} */
  #ready = Promise.withResolvers();
  /** @type {Worker | null} null after a failure, until the next article needs one */
  #worker = this.#start();

  get ready() {
    return this.#ready.promise;
  }

  /**
   * @param {string} text
   * @param {AnalyzeOptions} [options]
   */
  analyze(text, options = {}) {
    return /** @type {Promise<Analysis>} */ (this.#ask([text], [options]));
  }

  /**
   * @param {readonly string[]} texts
   * @param {readonly AnalyzeOptions[]} [options]
   */
  compare(texts, options = []) {
    return /** @type {Promise<Comparison>} */ (this.#ask(texts, options));
  }

  /**
   * @param {readonly string[]} texts
   * @param {readonly AnalyzeOptions[]} options
   */
  #ask(texts, options) {
    if (this.#running) {
      if (performance.now() - this.#running.since > WORTH_WAITING) this.#restart();
      this.#drop();
    }
    const promise = /** @type {Pending} */ (Promise.withResolvers());
    const id = ++this.#id;
    this.#running = { request: { id, texts, options }, since: performance.now(), promise };
    this.#worker ??= this.#start();
    if (this.#listening) this.#worker.postMessage(this.#running.request);
    return promise.promise;
  }

  cancel() {
    if (!this.#running) return;
    this.#restart();
    this.#drop();
  }

  /** Ends the worker; a later article starts a new one. */
  close() {
    this.#drop();
    this.#worker?.terminate();
    this.#worker = null;
  }

  #drop() {
    this.#running?.promise.reject(aborted());
    this.#running = null;
  }

  #restart() {
    this.#worker?.terminate();
    this.#worker = this.#start();
  }

  #start() {
    this.#listening = false;
    const worker = startWorker(new URL("./worker.js", import.meta.url), BEHIND);
    // What a stopped worker had still to say is not heard.
    worker.onmessage = (/** @type {MessageEvent<Reply>} */ { data }) => {
      if (worker === this.#worker) this.#hear(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      if (worker === this.#worker) this.#fail(event.message || "The analyzer did not start.");
    };
    return worker;
  }

  /** @param {Reply} reply */
  #hear(reply) {
    if (reply.type === "ready") {
      this.#listening = true;
      this.#ready.resolve(reply.version);
      if (this.#running) this.#worker?.postMessage(this.#running.request);
    } else if (reply.type === "failed") {
      this.#fail(reply.message);
    } else if (reply.id === this.#running?.request.id) {
      const { promise } = this.#running;
      this.#running = null;
      if (reply.type === "result") promise.resolve(reply.result);
      else promise.reject(new Error(reply.message));
    }
  }

  /**
   * The worker is of no more use: whoever waits is told, and the next article meets a new one.
   * @param {string} message
   */
  #fail(message) {
    const error = new Error(message);
    this.#ready.promise.catch(() => {});
    this.#ready.reject(error);
    this.#running?.promise.reject(error);
    this.#running = null;
    this.#worker?.terminate();
    this.#worker = null;
  }
}

/** @implements {Analyzer} */
class LocalAnalyzer {
  #id = 0;
  #engine = import("./engine.js").then(({ load }) => load());
  ready = this.#engine.then(({ version }) => version);

  /**
   * @param {string} text
   * @param {AnalyzeOptions} [options]
   */
  async analyze(text, options = {}) {
    const id = ++this.#id;
    const { analyze } = await this.#engine;
    if (id !== this.#id) throw aborted();
    return analyze(text, options);
  }

  /**
   * @param {readonly string[]} texts
   * @param {readonly AnalyzeOptions[]} [options]
   */
  async compare(texts, options = []) {
    const id = ++this.#id;
    const { compare } = await this.#engine;
    if (id !== this.#id) throw aborted();
    return compare(texts, options);
  }

  cancel() {
    this.#id += 1;
  }

  close() {
    this.cancel();
  }
}
