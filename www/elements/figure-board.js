// @ts-check
/**
 * How many, of whom, by whose account; and which accounts agree or do not. In: `show(text, analysis)`.
 * Out: `stand` (a span to go to).
 */

import { el, fire } from "../dom.js";
import { UNSURE } from "../kinds.js";
import { amount } from "../words.js";

/** @typedef {import("../protocol.js").Analysis} Analysis */
/** @typedef {import("../protocol.js").Figure} Figure */
/** @typedef {import("../protocol.js").Span} Span */

/** What happened, in the reader's words, in the order of the board. */
const EFFECTS = /** @type {const} */ ({
  killed: "Killed",
  wounded: "Hurt",
  casualties: "Killed or hurt",
  missing: "Missing",
  kidnapped: "Kidnapped",
  detained: "Held",
  arrested: "Arrested",
  displaced: "Driven from home",
  evacuated: "Taken to safety",
  rescued: "Rescued",
  hospitalized: "In hospital",
  infected: "Ill",
  laid_off: "Jobs lost",
  destroyed: "Destroyed",
  lost: "Money lost",
  pledged: "Money pledged",
  fined: "Fined",
  voted: "Votes",
});

const RELATIONS = /** @type {const} */ ({
  agreement: ["=", "accounts agree"],
  conflict: ["≠", "accounts differ"],
  update: ["→", "a later figure replaces an earlier one"],
});

export class FigureBoard extends HTMLElement {
  #text = "";

  connectedCallback() {
    this.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && target.closest("button");
      const [start, end] = (button && button.dataset.span ? button.dataset.span : "")
        .split(" ")
        .map(Number);
      if (start !== undefined && end !== undefined) fire(this, "stand", { span: { start, end } });
    });
  }

  /**
   * @param {string} text
   * @param {Analysis} analysis
   * @returns {number} how many figures there are
   */
  show(text, analysis) {
    this.#text = text;
    const { figures, checks } = analysis;
    this.replaceChildren(
      ...Object.entries(EFFECTS).flatMap(([effect, heading]) => {
        const own = figures.filter((figure) => figure.effect === effect);
        if (!own.length) return [];
        const set = checks.filter((check) => check.effect === effect);
        return [
          el(
            "section",
            {},
            el("h3", {}, heading),
            ...set.map((check) => this.#check(check, analysis)),
            el("ul", {}, ...own.map((figure) => el("li", {}, this.#line(figure, analysis)))),
          ),
        ];
      }),
    );
    return figures.length;
  }

  /** @param {Span} span */
  #words({ start, end }) {
    return this.#text.slice(start, end).replace(/\s+/g, " ");
  }

  /**
   * @param {Figure["source"]} source
   * @param {Analysis} analysis
   */
  #source({ span, entity, carried }, { entities }) {
    const name = entity === null ? "" : (entities[entity]?.name ?? "");
    if (!span) return name || "the article itself";
    const words = name || this.#words(span);
    return carried ? `${words}, going on` : words;
  }

  /**
   * @param {Figure} figure
   * @param {Analysis} analysis
   */
  #line(figure, analysis) {
    const { span, value, unit, who, attacker, update, partOf, over, singleSource, score, source } =
      figure;
    const part = partOf === null ? undefined : analysis.figures[partOf];
    const notes = [
      `according to ${this.#source(source, analysis)}`,
      attacker ? "on the side of the attackers" : "",
      over ? `a total: ${this.#words(over)}` : "",
      part ? `among the ${amount(part.value, part.unit)}` : "",
      update ? "replaces an earlier figure" : "",
      singleSource ? "no other source" : "",
      score < UNSURE ? "perhaps" : "",
    ];
    const counted = who ? this.#words(who) : "";
    return el(
      "button",
      { type: "button", "data-span": `${span.start} ${span.end}` },
      el("span", { class: "value" }, amount(value, unit)),
      " ",
      el("bdi", { class: "who" }, counted),
      el("span", { class: "notes" }, notes.filter(Boolean).join("; ")),
    );
  }

  /**
   * @param {Analysis["checks"][number]} check
   * @param {Analysis} analysis
   */
  #check({ relation, accounts }, analysis) {
    const [sign, words] = RELATIONS[relation];
    const parts = accounts.map(({ figures, value }) => {
      const own = figures.flatMap((id) => analysis.figures[id] ?? []);
      const sum = own.length > 1 ? ` (${own.map((f) => amount(f.value, f.unit)).join(" + ")})` : "";
      const [first] = own;
      const by = first ? this.#source(first.source, analysis) : "";
      return el(
        "button",
        { type: "button", "data-span": first ? `${first.span.start} ${first.span.end}` : "0 0" },
        el("span", { class: "value" }, amount(value, first?.unit ?? null)),
        `${sum} ${by}`,
      );
    });
    return el(
      "p",
      { class: `check ${relation}` },
      el("span", { class: "unseen" }, `${words}: `),
      ...parts.flatMap((part, at) =>
        at ? [el("span", { class: "sign", "aria-hidden": "true" }, ` ${sign} `), part] : [part],
      ),
    );
  }
}
