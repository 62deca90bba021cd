import type { Analysis } from "./types.js";

export type ExportFormat =
  | "json"
  | "csv"
  | "markdown"
  | "html"
  | "web-annotation"
  | "json-ld"
  | "geojson"
  | "brat"
  | "conll";

/** One file of an export; `suffix` goes behind the name of the article: `.md`, `.mentions.csv`. */
export interface ExportFile {
  readonly suffix: string;
  readonly type: string;
  readonly content: string;
}

/** Writes an article in a format: one file, or several of tables. */
export function exportArticle(
  format: ExportFormat,
  text: string,
  analysis: Analysis,
): Promise<readonly ExportFile[]>;

/** The article of a saved web page; `article` is all of it as one text, `text` is empty if it holds none. */
export interface Page {
  readonly title: string | null;
  readonly authors: readonly string[];
  /** ISO date. */
  readonly published: string | null;
  readonly outlet: string | null;
  readonly text: string;
  readonly article: string;
}

/** Reads the article out of a saved web page. */
export function readPage(html: string): Promise<Page>;

/** Reads an article back that was written as `json`; rejects if it is something else. */
export function importArticle(json: string): Promise<{ text: string; analysis: Analysis }>;
