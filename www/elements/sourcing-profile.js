// @ts-check
/**
 * Whom the article lets speak: shares by kind of source, named and unnamed, the article's own voice, and
 * who is not heard. Signals to follow, no verdict. In: `show(text, analysis)`. Out: `stand` (a span or a
 * sentence to go to) and `choose` (a {@link Choice} without a mention).
 */

import { el, fire } from "../dom.js";

/** @typedef {import("../protocol.js").Analysis} Analysis */

const KINDS = /** @type {const} */ ({
  official: "Officials, parties, courts, police",
  military: "Armies and armed groups",
  company: "Companies",
  expert: "Experts",
  ngo: "Charities, unions, activists",
  eyewitness: "Those who were there",
  media: "Other media",
  document: "Documents",
  unknown: "Others",
});

/** Sentences in the article's own voice that are listed. */
const LISTED = 12;

export class SourcingProfile extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && target.closest("button");
      if (!button) return;
      const { span, entity, sentence } = button.dataset;
      if (entity !== undefined) fire(this, "choose", { entity: Number(entity), mention: null });
      else if (sentence !== undefined) fire(this, "stand", { sentence: Number(sentence) });
      else if (span !== undefined) {
        const [start = 0, end = 0] = span.split(" ").map(Number);
        fire(this, "stand", { span: { start, end } });
      }
    });
  }

  /**
   * @param {string} text
   * @param {Analysis} analysis
   */
  show(text, { sourcing, entities }) {
    const { sources, sentences, ownVoice, unheard } = sourcing;
    this.hidden = !sources.length;
    const all = sources.reduce((sum, { words }) => sum + words, 0);
    const share = (/** @type {number} */ words) => Math.round((100 * words) / Math.max(1, all));
    const rows = Object.entries(KINDS).flatMap(([kind, label]) => {
      const own = sources.filter((source) => source.kind === kind);
      if (!own.length) return [];
      const part = share(own.reduce((sum, { words }) => sum + words, 0));
      const names = own.map(({ speaker, span }) => {
        const words = span ? text.slice(span.start, span.end).replace(/\s+/g, " ") : "";
        const name = speaker === null ? words : (entities[speaker]?.name ?? words);
        if (!span) return el("span", {}, "no source named");
        const attributes =
          speaker === null
            ? { "data-span": `${span.start} ${span.end}` }
            : { "data-entity": speaker };
        return el("button", { type: "button", class: "way", ...attributes }, el("bdi", {}, name));
      });
      const bar = el("span", { class: "share" }, el("i"));
      if (bar.firstElementChild instanceof HTMLElement)
        bar.firstElementChild.style.width = `${part}%`;
      return [
        el(
          "div",
          {},
          el("dt", {}, label, " ", el("span", { class: "count" }, `${part}%`), bar),
          el("dd", {}, ...names.flatMap((name, at) => (at ? [", ", name] : [name]))),
        ),
      ];
    });
    const named = share(
      sources.reduce((sum, { speaker, words }) => sum + (speaker === null ? 0 : words), 0),
    );
    const own = ownVoice
      .slice(0, LISTED)
      .map((sentence) =>
        el(
          "button",
          { type: "button", class: "way", "data-sentence": sentence },
          String(sentence + 1),
        ),
      );
    this.replaceChildren(
      el("h3", {}, "Who gets to speak"),
      el(
        "p",
        {},
        `${sentences - ownVoice.length} of ${sentences} sentences report what somebody says; `,
        `${named}% of their words have a named source.`,
      ),
      el("dl", {}, ...rows),
      own.length
        ? el(
            "p",
            {},
            "In the article’s own voice: sentence ",
            ...own.flatMap((way, at) => (at ? [", ", way] : [way])),
            ownVoice.length > LISTED ? ` and ${ownVoice.length - LISTED} more.` : ".",
          )
        : "",
      unheard.length
        ? el(
            "p",
            {},
            "Named often, not heard: ",
            ...unheard.flatMap((id, at) => [
              at ? ", " : "",
              el(
                "button",
                { type: "button", class: "way", "data-entity": id },
                el("bdi", {}, entities[id]?.name ?? ""),
              ),
            ]),
            ".",
          )
        : "",
    );
  }
}
