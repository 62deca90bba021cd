/** What may be said about an article. */
export interface AnalyzeOptions {
  /** ISO date of publication, such as "2025-12-14"; wins over the one in the text. */
  published?: string;
  /** Length of the summary in sentences; 3 if absent. */
  summarySentences?: number;
}
/** UTF-16 code units, end exclusive: `text.slice(span.start, span.end)`. */
export interface Span { readonly start: number; readonly end: number }
export type Kind = "person" | "organization" | "location" | "facility" | "group" | "event" | "work" | "law" | "product";
export type BlockKind = "title" | "byline" | "meta" | "standfirst" | "paragraph" | "heading" | "item" | "caption" | "boilerplate";
export type TimexKind = "date" | "time" | "duration" | "set";
export type QuantityKind = "money" | "percent" | "count" | "measure" | "ordinal";
/** One plain sentence to the reader about the text as a whole. */
export interface Notice { readonly code: string; readonly message: string }
export interface Block { readonly span: Span; readonly kind: BlockKind }
export interface Byline { readonly span: Span; readonly authors: readonly Span[] }
/** `date` is an ISO date. */
export interface Published { readonly span: Span; readonly date: string }
export interface Dateline { readonly span: Span; readonly place: Span | null; readonly outlet: Span | null }
/** The parts of the article; absent ones are null. */
export interface Article {
  readonly title: Span | null;
  readonly byline: Byline | null;
  readonly published: Published | null;
  readonly updated: Published | null;
  readonly standfirst: Span | null;
  readonly dateline: Dateline | null;
  readonly outlet: Span | null;
  readonly blocks: readonly Block[];
}
/** `body` is `span` without a dateline or date at its front; `block` indexes `article.blocks`. */
export interface Sentence { readonly span: Span; readonly body: Span; readonly block: number }
/** `value` is TIMEX3 (ISO 8601 with X for what is not told); `anchor` is what it was counted from: the day of publication, or an earlier one of `timexes`. */
export interface Timex { readonly span: Span; readonly sentence: number; readonly kind: TimexKind; readonly value: string | null; readonly anchor: "published" | number | null; readonly score: number; readonly why: string }
export interface Quantity { readonly span: Span; readonly sentence: number; readonly kind: QuantityKind; readonly score: number; readonly why: string }
/** `entity` indexes `entities`. */
export interface Mention { readonly span: Span; readonly sentence: number; readonly kind: Kind; readonly entity: number; readonly score: number; readonly why: string }
/** `mentions` index `mentions`, in text order; entities stand in the order of their first mention. */
export interface Entity { readonly name: string; readonly kind: Kind; readonly mentions: readonly number[]; readonly salience: number }
/** `span` is what to show: the sentence without its dateline. */
export interface SummaryLine { readonly sentence: number; readonly span: Span; readonly score: number; readonly why: string }
/** `lines`: best first, any prefix is a summary; `chosen`: how many were asked for. */
export interface Summary { readonly lines: readonly SummaryLine[]; readonly chosen: number }
/** `language`: ISO 639-1 code if it is clear. */
export interface Reading { readonly words: number; readonly seconds: number; readonly language: string | null }
/** Everything that was read in an article. */
export interface Analysis {
  readonly version: string;
  readonly notices: readonly Notice[];
  readonly article: Article;
  readonly sentences: readonly Sentence[];
  readonly timexes: readonly Timex[];
  readonly quantities: readonly Quantity[];
  readonly mentions: readonly Mention[];
  readonly entities: readonly Entity[];
  readonly summary: Summary;
  readonly reading: Reading;
  /** Milliseconds of each stage. */
  readonly timings: Readonly<Record<string, number>>;
}
