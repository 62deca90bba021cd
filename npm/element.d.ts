import type { Analysis } from "./types.js";

/**
 * `<nutgraf-article published="2025-12-14" summary="3" off="group law">`: an article with its names, dates
 * and figures marked.
 *
 * Attributes: `published` (ISO date), `summary` (how many lines; none without it), `off` (kinds that are
 * not marked). Events, which bubble: `nutgraf-analysis`, `nutgraf-choose`, `nutgraf-error`. CSS parts:
 * `article`, `summary`, `mark` with the kind, and the kind of each block. Custom properties:
 * `--nutgraf-person`, `-organization`, `-location`, `-group`, `-other`, `-chosen`, `-chosen-ink`, `-line`.
 */
export class NutgrafArticle extends HTMLElement {
  /** The text that is read: what was given, or the element's own. */
  text: string;
  /** What was read, or null; what is given here is shown without reading. */
  analysis: Analysis | null;
  /** Chooses an entity, or none. */
  choose(entity: number | null): void;
}

export interface NutgrafEvents {
  "nutgraf-analysis": CustomEvent<{ analysis: Analysis }>;
  "nutgraf-choose": CustomEvent<{ entity: number; mention: number }>;
  "nutgraf-error": CustomEvent<{ error: unknown }>;
}

declare global {
  interface HTMLElementTagNameMap {
    "nutgraf-article": NutgrafArticle;
  }
}
