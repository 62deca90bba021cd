/**
 * `<nutgraf-article>`: an article with its names, dates and figures marked, and its summary.
 *
 * It reads its own text, or what is given to `text`. Importing this where there is no DOM does nothing.
 */

import { createAnalyzer } from "./index.js";

/** Where there is no DOM the class can be imported, but not used. */
const Base = globalThis.HTMLElement ?? class {};

const STYLE = `
:host { display: block; line-height: 1.6; }
:host([hidden]) { display: none; }
p, h2, h3 { margin: 0 0 1em; white-space: pre-line; }
.meta, .byline, .boilerplate, .caption { font-size: 0.85em; opacity: 0.75; }
.standfirst { font-style: italic; }
ul { margin: 0 0 1.5em; padding-left: 1.2em; }
mark {
  color: inherit;
  background: none;
  text-decoration: underline var(--nutgraf-line, 2px) var(--nutgraf-other, #6b7280);
  text-underline-offset: 3px;
}
mark[data-kind="person"] { text-decoration-color: var(--nutgraf-person, #0a6cc2); }
mark[data-kind="organization"] { text-decoration-color: var(--nutgraf-organization, #b4560a); text-decoration-style: dashed; }
mark[data-kind="location"], mark[data-kind="facility"] { text-decoration-color: var(--nutgraf-location, #1a7f4b); text-decoration-style: dotted; }
mark[data-kind="group"] { text-decoration-color: var(--nutgraf-group, #7c3aad); text-decoration-style: wavy; text-decoration-thickness: 1px; }
mark[data-entity] { cursor: pointer; }
mark.chosen { background: var(--nutgraf-chosen, #ffe9a8); color: var(--nutgraf-chosen-ink, #1a1a1a); }
`;

/** One analyzer for all elements of a page. @type {import("./index.js").Analyzer | undefined} */
let shared;

export class NutgrafArticle extends Base {
  static observedAttributes = ["published", "summary", "off"];

  /** @type {string | null} */
  #text = null;
  /** @type {import("./types.js").Analysis | null} */
  #analysis = null;
  #turn = 0;
  /** @type {MutationObserver | undefined} */
  #observer;

  connectedCallback() {
    if (!this.shadowRoot) {
      this.attachShadow({ mode: "open" }).addEventListener("click", (event) => this.#click(event));
    }
    this.#observer = new MutationObserver(() => this.#text === null && void this.#read());
    this.#observer.observe(this, { childList: true, characterData: true, subtree: true });
    void this.#read();
  }

  disconnectedCallback() {
    this.#observer?.disconnect();
    this.#turn += 1;
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (!this.isConnected || !this.shadowRoot) return;
    if (name === "published") void this.#read();
    else this.#show();
  }

  /** The text that is read: what was given, or the element's own. */
  get text() {
    return this.#text ?? this.textContent ?? "";
  }

  set text(/** @type {string} */ text) {
    this.#text = text;
    if (this.isConnected) void this.#read();
  }

  /** What was read, or null; what is given here is shown without reading. */
  get analysis() {
    return this.#analysis;
  }

  set analysis(/** @type {import("./types.js").Analysis | null} */ analysis) {
    this.#turn += 1;
    this.#analysis = analysis;
    this.#show();
  }

  /**
   * Chooses an entity, or none.
   * @param {number | null} entity
   */
  choose(entity) {
    for (const mark of this.shadowRoot?.querySelectorAll("mark[data-entity]") ?? []) {
      const chosen = entity !== null && mark.getAttribute("data-entity") === String(entity);
      mark.classList.toggle("chosen", chosen);
    }
  }

  async #read() {
    const turn = ++this.#turn;
    const { text } = this;
    const published = this.getAttribute("published");
    if (!text.trim()) return;
    try {
      shared ??= createAnalyzer();
      const analysis = await queue(shared, text, published ? { published } : {});
      if (turn !== this.#turn) return;
      this.#analysis = analysis;
      this.#show();
      this.#fire("nutgraf-analysis", { analysis });
    } catch (error) {
      if (turn === this.#turn) this.#fire("nutgraf-error", { error });
    }
  }

  /** @param {Event} event */
  #click(event) {
    const mark = event.target instanceof Element ? event.target.closest("mark[data-entity]") : null;
    if (!mark) return;
    const entity = Number(mark.getAttribute("data-entity"));
    this.choose(entity);
    this.#fire("nutgraf-choose", { entity, mention: Number(mark.getAttribute("data-mention")) });
  }

  /**
   * @param {string} type
   * @param {unknown} detail
   */
  #fire(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
  }

  #show() {
    const root = this.shadowRoot;
    const analysis = this.#analysis;
    if (!root || !analysis) return;
    const { text } = this;
    const style = make("style");
    style.textContent = STYLE;
    const parts = [style];
    const lines = this.#summary(analysis);
    if (lines.length) {
      const list = make("ul", { part: "summary" });
      for (const { start, end } of lines) {
        const item = make("li");
        item.textContent = text.slice(start, end).replace(/\s+/g, " ");
        list.append(item);
      }
      parts.push(list);
    }
    const article = make("div", { part: "article", role: "article" });
    const off = new Set((this.getAttribute("off") ?? "").split(/\s+/));
    const marks = layers(analysis).filter(({ kind }) => !off.has(kind));
    for (const { span, kind } of analysis.article.blocks) {
      const tag = kind === "title" ? "h2" : kind === "heading" ? "h3" : "p";
      const block = make(tag, { class: kind, part: kind });
      let at = span.start;
      for (const mark of marks) {
        if (mark.start < at || mark.end > span.end) continue;
        const { kind, entity, mention } = mark;
        const about =
          entity === undefined ? {} : { "data-entity": entity, "data-mention": mention };
        const element = make("mark", { part: `mark ${kind}`, "data-kind": kind, ...about });
        element.append(text.slice(mark.start, mark.end));
        block.append(text.slice(at, mark.start), element);
        at = mark.end;
      }
      block.append(text.slice(at, span.end));
      article.append(block);
    }
    parts.push(article);
    root.replaceChildren(...parts);
  }

  /**
   * The lines of the summary in text order; as many as the attribute `summary` says, none without it.
   * @param {import("./types.js").Analysis} analysis
   */
  #summary({ summary }) {
    if (!this.hasAttribute("summary")) return [];
    const many = Number(this.getAttribute("summary")) || summary.chosen;
    const lines = summary.lines.slice(0, many).map(({ span }) => span);
    return lines.sort((a, b) => a.start - b.start);
  }
}

/** Articles are read one after another: a newer request would cancel an older one. */
let last = Promise.resolve();

/**
 * @param {import("./index.js").Analyzer} analyzer
 * @param {string} text
 * @param {import("./types.js").AnalyzeOptions} options
 */
function queue(analyzer, text, options) {
  const result = last.then(() => analyzer.analyze(text, options));
  last = result.then(
    () => {},
    () => {},
  );
  return result;
}

/**
 * What is marked, in text order, no two crossing.
 * @param {import("./types.js").Analysis} analysis
 */
function layers({ mentions, timexes, quantities }) {
  const all = [
    ...mentions.map(({ span, kind, entity }, mention) => ({ ...span, kind, entity, mention })),
    ...[...timexes, ...quantities].map(({ span, kind }) => ({ ...span, kind })),
  ];
  all.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return all.filter((mark) => {
    const free = mark.start >= end;
    if (free) end = mark.end;
    return free;
  });
}

/**
 * @param {string} tag
 * @param {Record<string, string | number | undefined>} [attributes]
 */
function make(tag, attributes = {}) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

if (globalThis.customElements && !customElements.get("nutgraf-article")) {
  customElements.define("nutgraf-article", NutgrafArticle);
}
