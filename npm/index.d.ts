import type { Analysis, AnalyzeOptions, Comparison } from "./types.js";

export type * from "./types.js";

/** Whoever reads articles. */
export interface Analyzer {
  /** Resolves with the version when the first article can be read. */
  readonly ready: Promise<string>;
  /** Reads an article; a newer call makes an older one reject with an `AbortError`. */
  analyze(text: string, options?: AnalyzeOptions): Promise<Analysis>;
  /** Reads two to five articles and sets them side by side. */
  compare(texts: readonly string[], options?: readonly AnalyzeOptions[]): Promise<Comparison>;
  /** Stops what is running; its promise rejects with an `AbortError`. */
  cancel(): void;
  /** Ends what is running and the worker, if there is one; a later article starts a new one. */
  close(): void;
}

export interface AnalyzerOptions {
  /**
   * Read in a worker, so that the calling thread stays free. The default where there are workers, as in
   * browsers; Node 20 has none of that kind and reads on the calling thread.
   */
  worker?: boolean;
}

export function createAnalyzer(options?: AnalyzerOptions): Analyzer;
