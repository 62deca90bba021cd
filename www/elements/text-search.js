// @ts-check
/**
 * Finds words in the article. In: `text` and `view`. What is found is painted with the CSS Custom
 * Highlight API, which leaves the article's own marks alone.
 */

import { el } from "../dom.js";
import { occurrences } from "../find.js";

/** @typedef {import("../protocol.js").Span} Span */
/** @typedef {import("./article-view.js").ArticleView} ArticleView */

/** More hits than this are counted but not painted. */
const PAINTED = 1000;

export class TextSearch extends HTMLElement {
  /** @type {ArticleView | null} where to look */
  view = null;
  #text = "";
  /** @type {Span[]} */
  #found = [];
  #at = -1;
  #input = el("input", {
    type: "search",
    placeholder: "Find",
    "aria-label": "Find in the article",
    "aria-keyshortcuts": "/",
    spellcheck: "false",
    autocomplete: "off",
  });
  #count = el("output", { class: "count", "aria-live": "polite" });

  connectedCallback() {
    this.replaceChildren(this.#input, this.#count);
    this.#input.addEventListener("input", () => this.#look());
    this.#input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        this.#step(event.shiftKey ? -1 : 1);
      } else if (event.key === "Escape") {
        event.stopPropagation();
        this.close();
      }
    });
  }

  /** The text of the article that is shown. */
  set text(/** @type {string} */ text) {
    this.#text = text;
    if (this.#input.value) this.#look();
  }

  focus() {
    this.#input.focus();
    this.#input.select();
  }

  /** Empties the search and gives the focus to the article. */
  close() {
    this.#input.value = "";
    this.#look();
    this.view?.focus({ preventScroll: true });
  }

  #look() {
    this.#found = occurrences(this.#text, this.#input.value);
    this.#at = -1;
    this.#count.textContent = this.#found.length
      ? this.#found.length.toLocaleString("en")
      : this.#input.value.trim() && "none";
    if (!CSS.highlights) return;
    const ranges = this.view?.ranges(this.#found.slice(0, PAINTED)) ?? [];
    CSS.highlights.delete("nutgraf-here");
    if (ranges.length) CSS.highlights.set("nutgraf-found", new Highlight(...ranges));
    else CSS.highlights.delete("nutgraf-found");
  }

  /** @param {1 | -1} by */
  #step(by) {
    const { length } = this.#found;
    if (!length) return;
    const top = this.view?.firstVisible() ?? 0;
    if (this.#at < 0) {
      const next = this.#found.findIndex(({ start }) => start >= top);
      this.#at = by > 0 ? Math.max(0, next) : (next <= 0 ? length : next) - 1;
    } else {
      this.#at = (this.#at + by + length) % length;
    }
    const span = this.#found[this.#at];
    if (!span) return;
    this.#count.textContent = `${(this.#at + 1).toLocaleString("en")} of ${length.toLocaleString("en")}`;
    const [range] = this.view?.ranges([span]) ?? [];
    if (range && CSS.highlights) CSS.highlights.set("nutgraf-here", new Highlight(range));
    this.view?.goToSpan(span);
  }
}
