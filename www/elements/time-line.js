// @ts-check
/**
 * What happened when, in the order of the calendar; what has no date stands before or after, told apart.
 * In: `show(text, analysis)`. Out: `stand` (a span to go to).
 */

import { el, fire } from "../dom.js";
import { UNSURE } from "../kinds.js";
import { period } from "../words.js";

/** @typedef {import("../protocol.js").Analysis} Analysis */
/** @typedef {Analysis["timeline"][number]} Line */

/** Sentences longer than this, in UTF-16 units, are cut in the list. */
const LONGEST = 180;

const PLACES = /** @type {const} */ ({ earlier: "earlier", dated: "", later: "later" });

export class TimeLine extends HTMLElement {
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
   * @returns {number} how many lines there are
   */
  show(text, analysis) {
    this.#text = text;
    this.replaceChildren(
      el("ol", {}, ...analysis.timeline.map((line) => el("li", {}, ...this.#line(line, analysis)))),
    );
    return analysis.timeline.length;
  }

  /**
   * @param {Line} line
   * @param {Analysis} analysis
   */
  #line({ placement, first, last, value, moments, agreement, score }, { timexes }) {
    const when = period(first, last) || value || PLACES[placement];
    const notes = [agreement ? "two ways lead to this date" : "", score < UNSURE ? "perhaps" : ""];
    return [
      el(
        "p",
        { class: "when" },
        placement === "dated" || when === PLACES[placement]
          ? when.replace(/^\w/, (letter) => letter.toUpperCase())
          : `${when} (${PLACES[placement]})`,
        el("span", { class: "notes" }, notes.filter(Boolean).join(", ")),
      ),
      ...moments.map(({ span, timex }) => {
        const whole = this.#text.slice(span.start, span.end).replace(/\s+/g, " ");
        const own = timexes[timex]?.span;
        const words = own ? this.#text.slice(own.start, own.end).replace(/\s+/g, " ") : "";
        const at = words ? whole.indexOf(words) : -1;
        const from = at > LONGEST - 40 ? Math.max(0, at - 60) : 0;
        const cut = whole.slice(from, from + LONGEST);
        const shown = `${from ? "… " : ""}${cut}${from + LONGEST < whole.length ? " …" : ""}`;
        const place = words ? shown.indexOf(words) : -1;
        return el(
          "button",
          { type: "button", dir: "auto", "data-span": `${span.start} ${span.end}` },
          ...(place < 0
            ? [shown]
            : [shown.slice(0, place), el("strong", {}, words), shown.slice(place + words.length)]),
        );
      }),
    ];
  }
}
