// @ts-check
/**
 * Who says what: every statement with the words that report it and who is behind it, by speaker or in the
 * order of the text.
 *
 * In: `show(text, analysis)`; `select(entity)` opens the speaker who was chosen elsewhere. Out: `stand` (a
 * span to go to), `choose` (a {@link Choice} without a mention), and `layer` (whether the article shows
 * its statements), which is remembered.
 */

import { el, fire } from "../dom.js";
import { SOURCES, UNSURE } from "../kinds.js";
import { recall, remember } from "../memory.js";
import { day } from "../words.js";

/** @typedef {import("../protocol.js").Analysis} Analysis */
/** @typedef {import("../protocol.js").Span} Span */
/** @typedef {import("../protocol.js").Statement} Statement */

/** Statements that are listed at most; the search finds the rest. */
const MOST = 400;

const SHOWN = /** @type {const} */ ({
  all: "everything",
  quoted: "in quotation marks",
  reported: "in the writer’s words",
});

const GRADES = /** @type {const} */ ({
  neutral: "",
  assertive: "firmly",
  doubting: "with doubt",
  promising: "as a promise",
  accusing: "as an accusation",
  denying: "as a denial",
  conceding: "as a concession",
});

const STANDINGS = /** @type {const} */ ({
  said: "",
  unsaid: "not said",
  supposed: "not said yet, or only perhaps",
});

/**
 * @typedef {object} Line
 * @property {Statement} statement
 * @property {number} id
 * @property {string} who the name of the speaker, or the words that name the source
 * @property {string} key of the group
 * @property {string} from the kind of source, or `unsaid`
 */

export class StatementLedger extends HTMLElement {
  #text = "";
  /** @type {Analysis | null} */
  #analysis = null;
  /** @type {Line[]} */
  #lines = [];
  #order = el(
    "select",
    { "aria-label": "Order" },
    el("option", { value: "speaker" }, "by speaker"),
    el("option", { value: "text" }, "in text order"),
  );
  #kind = el(
    "select",
    { "aria-label": "Which statements" },
    ...Object.entries(SHOWN).map(([value, words]) => el("option", { value }, words)),
  );
  #from = el("select", { "aria-label": "Whose statements" });
  #search = el("input", { type: "search", placeholder: "Find", "aria-label": "Find a statement" });
  #layer = el("input", { type: "checkbox", id: "layer" });
  #list = el("div", { class: "ledger" });
  #said = el("p", { class: "unseen", role: "status" });

  connectedCallback() {
    this.#order.value = recall("ledger", "speaker");
    this.#layer.checked = recall("statements", "") === "on";
    this.replaceChildren(
      el("p", { class: "controls" }, this.#order, this.#kind, this.#from, this.#search),
      el(
        "p",
        { class: "controls" },
        this.#layer,
        el("label", { for: "layer" }, "Show them in the article"),
      ),
      this.#list,
      this.#said,
    );
    this.#order.addEventListener("change", () => {
      remember("ledger", this.#order.value);
      this.#fill();
    });
    this.#kind.addEventListener("change", () => this.#fill());
    this.#from.addEventListener("change", () => this.#fill());
    this.#search.addEventListener("input", () => this.#fill());
    this.#layer.addEventListener("change", () => {
      remember("statements", this.#layer.checked ? "on" : "");
      fire(this, "layer");
    });
    this.#list.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && target.closest("button");
      if (!button) return;
      const { span, entity, copy, cite } = button.dataset;
      if (copy !== undefined) void this.#copy(Number(copy), button, false);
      else if (cite !== undefined) void this.#copy(Number(cite), button, true);
      else if (entity !== undefined)
        fire(this, "choose", { entity: Number(entity), mention: null });
      else if (span !== undefined) {
        const [start = 0, end = 0] = span.split(" ").map(Number);
        fire(this, "stand", { span: { start, end } });
      }
    });
  }

  /** Whether the article is to show its statements. */
  get layer() {
    return this.#layer.checked;
  }

  /**
   * @param {string} text
   * @param {Analysis} analysis
   * @returns {number} how many statements there are
   */
  show(text, analysis) {
    this.#text = text;
    this.#analysis = analysis;
    this.#search.value = "";
    /** @type {Map<number, string>} */
    const kinds = new Map();
    for (const { kind, statements } of analysis.sourcing.sources)
      for (const id of statements) kinds.set(id, kind);
    this.#lines = analysis.statements.map((statement, id) => {
      const { speaker, source } = statement;
      const words = source ? this.#words(source) : "";
      const who = speaker === null ? words : (analysis.entities[speaker]?.name ?? words);
      const key = speaker === null ? words.toLowerCase() : `#${speaker}`;
      const from = statement.standing === "said" ? (kinds.get(id) ?? "unknown") : "unsaid";
      return { statement, id, who, key, from };
    });
    this.#offer();
    this.#fill();
    return this.#lines.length;
  }

  /** Offers the kinds of source that speak here. */
  #offer() {
    const has = new Set(this.#lines.map(({ from }) => from));
    const kinds = Object.entries({ ...SOURCES, unsaid: "Not said, or not yet" });
    this.#from.replaceChildren(
      el("option", { value: "all" }, "from everyone"),
      ...kinds
        .filter(([kind]) => has.has(kind))
        .map(([kind, words]) => el("option", { value: kind }, words)),
    );
  }

  /** @param {Span} span */
  #words({ start, end }) {
    return this.#text.slice(start, end).replace(/\s+/g, " ");
  }

  #fill() {
    const kind = this.#kind.value;
    const sought = this.#search.value.trim().toLowerCase();
    const lines = this.#lines.filter(({ statement, who, from }) => {
      if (this.#from.value !== "all" && this.#from.value !== from) return false;
      if (kind !== "all" && (kind === "quoted") === (statement.kind === "indirect")) return false;
      if (!sought) return true;
      const said = statement.content.map((span) => this.#words(span)).join(" ");
      return `${who} ${said}`.toLowerCase().includes(sought);
    });
    const shown = lines.slice(0, MOST);
    if (!shown.length) {
      this.#list.replaceChildren(el("p", { class: "none" }, "No statement is like that."));
    } else if (this.#order.value === "text") {
      this.#list.replaceChildren(
        el(
          "ol",
          {},
          ...shown.map((line) => el("li", {}, this.#speaker(line, "span"), this.#line(line))),
        ),
      );
    } else {
      /** @type {Map<string, Line[]>} */
      const groups = new Map();
      for (const line of shown) groups.set(line.key, [...(groups.get(line.key) ?? []), line]);
      const ranked = [...groups.values()].sort((a, b) => b.length - a.length);
      this.#list.replaceChildren(
        ...ranked.map((group) => {
          const [first] = group;
          return el(
            "section",
            {},
            first ? this.#speaker(first, "h3", group.length) : "",
            el("ol", {}, ...group.map((line) => el("li", {}, this.#line(line)))),
          );
        }),
      );
    }
    if (lines.length > MOST)
      this.#list.append(el("p", { class: "none" }, `The first ${MOST} of ${lines.length}.`));
  }

  /**
   * Who it is, as a way to the entity where there is one.
   * @param {Line} line
   * @param {"h3" | "span"} tag
   * @param {number} [count]
   */
  #speaker({ statement, who }, tag, count) {
    const { speaker } = statement;
    const kind = speaker === null ? "other" : (this.#analysis?.entities[speaker]?.kind ?? "other");
    const name = who || "No source is named";
    return el(
      tag,
      { class: "speaker", "data-kind": kind },
      speaker === null
        ? el("bdi", {}, name)
        : el(
            "button",
            { type: "button", class: "way", "data-entity": speaker },
            el("bdi", { class: "entity-name" }, name),
          ),
      count === undefined ? "" : el("span", { class: "count" }, String(count)),
    );
  }

  /**
   * Who tells what somebody else said, of speech inside speech.
   * @param {Statement} statement
   */
  #within({ within }) {
    if (within === null) return "";
    const teller = this.#lines[within]?.who;
    return teller ? `as ${shortened(teller)} tells it` : "inside another statement";
  }

  /**
   * The word that reports, with the one that ties its source to it: `according to`, `reported by`.
   * @param {Statement} statement
   */
  #cue({ cue, source }) {
    if (!cue) return "";
    const between = source ? this.#text.slice(cue.end, source.start).trim() : "";
    return /^(?:to|by)$/.test(between) ? `${this.#words(cue)} ${between}` : this.#words(cue);
  }

  /** @param {Line} line */
  #line({ statement, id, who }) {
    const { content, source, grade, standing, score, kind } = statement;
    const [first] = content;
    const last = content.at(-1);
    if (!first || !last) return el("span");
    // `Ada Orr, head of Oxfam,`: the comma is the sentence's.
    const words = source ? this.#words(source).replace(/[\s,;:]+$/, "") : "";
    const notes = [
      this.#cue(statement),
      GRADES[grade],
      STANDINGS[standing],
      this.#within(statement),
      words && words !== who ? `as “${shortened(words)}”` : "",
      score < UNSURE ? "perhaps" : "",
    ];
    return el(
      "div",
      { class: `statement-line ${kind}` },
      el(
        "button",
        { type: "button", "data-span": `${first.start} ${last.end}`, dir: "auto" },
        ...content.flatMap((part, at) => [at ? " … " : "", this.#words(part)]),
      ),
      el(
        "span",
        { class: "notes" },
        notes.filter(Boolean).join(", "),
        " ",
        el(
          "span",
          { class: "copies" },
          el("button", { type: "button", class: "copy", "data-copy": id }, "Copy"),
          el("button", { type: "button", class: "copy", "data-cite": id }, "Cite"),
        ),
      ),
    );
  }

  /**
   * Copies a statement with who said it, and as a citation with the place. Quotation marks are the article's own: what
   * it tells in its own words gets none.
   * @param {number} id
   * @param {HTMLButtonElement} button
   * @param {boolean} place
   */
  async #copy(id, button, place) {
    const line = this.#lines[id];
    const analysis = this.#analysis;
    if (!line || !analysis) return;
    const { content, kind, standing, sentence } = line.statement;
    const { title, outlet, dateline, published } = analysis.article;
    const paper = outlet ?? dateline?.outlet;
    const within = this.#within(line.statement);
    const notes = [
      STANDINGS[standing],
      within,
      kind === "indirect" && !within ? "in the article’s words" : "",
    ]
      .filter(Boolean)
      .join(", ");
    const where = [
      title ? `“${this.#words(title)}”` : "",
      paper ? this.#words(paper) : "",
      published ? day(published.date) : "",
      `sentence ${sentence + 1}`,
    ];
    const who = (line.who || "No source is named") + (notes && ` (${notes})`);
    const said = content.map((span) => this.#words(span)).join(" … ");
    let done = "Copied";
    try {
      await navigator.clipboard.writeText(
        `${who}: ${said}${place ? ` (${where.filter(Boolean).join(", ")})` : ""}`,
      );
    } catch {
      done = "The browser did not let it be copied";
    }
    button.textContent = done;
    this.#said.textContent = done;
    setTimeout(() => (button.textContent = place ? "Cite" : "Copy"), 1500);
  }
}

/** UTF-16 units of a source that are shown beside the name it stands for. */
const LONGEST = 90;

/** @param {string} words */
function shortened(words) {
  return words.length > LONGEST ? `${words.slice(0, LONGEST).replace(/\s\S*$/, "")} …` : words;
}
