// @ts-check
/**
 * Whom the article lets speak: shares by kind of source, named and unnamed, the article's own voice, and
 * who is not heard. Signals to follow, no verdict. In: `show(text, analysis)`. Out: `stand` (a span or a
 * sentence to go to), `choose` (a {@link Choice} without a mention) and `layer` (whether the article shows the
 * words that judge; see `layer`).
 */

import { el, fire } from "../dom.js";
import { LOADS, SOURCES } from "../kinds.js";
import { recall, remember } from "../memory.js";

/** @typedef {import("../protocol.js").Analysis} Analysis */

/** Sentences in the article's own voice that are listed. */
const LISTED = 12;

export class SourcingProfile extends HTMLElement {
  #layer = el("input", { type: "checkbox", id: "voice" });

  connectedCallback() {
    this.#layer.checked = recall("voice", "") === "on";
    this.#layer.addEventListener("change", () => {
      remember("voice", this.#layer.checked ? "on" : "");
      fire(this, "layer");
    });
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

  /** Whether the article shows the words that judge. */
  get layer() {
    return this.#layer.checked;
  }

  /**
   * Words that judge, by whoever uses them; the writer first.
   * @param {string} text
   * @param {Analysis} analysis
   */
  #voice(text, { voice, statements, entities }) {
    /** @type {Map<string, { span: import("../protocol.js").Span, kind: keyof typeof LOADS }[]>} */
    const users = new Map([["The writer", []]]);
    for (const { span, kind, statement } of voice) {
      const { speaker = null, source = null } =
        statement === null ? {} : (statements[statement] ?? {});
      const words = source && text.slice(source.start, source.end).replace(/\s+/g, " ");
      const told = (speaker === null ? words : entities[speaker]?.name) || "a source not named";
      const user = statement === null ? "The writer" : told;
      users.set(user, [...(users.get(user) ?? []), { span, kind }]);
    }
    const rows = [...users].flatMap(([user, own]) => {
      if (!own.length) return [];
      const words = own.map(({ span: { start, end }, kind }) =>
        el(
          "button",
          { type: "button", class: "way", "data-span": `${start} ${end}`, title: LOADS[kind] },
          el("bdi", {}, text.slice(start, end)),
        ),
      );
      return [
        el(
          "div",
          {},
          el(
            "dt",
            {},
            el("bdi", {}, user),
            " ",
            el("span", { class: "count" }, String(own.length)),
          ),
          el("dd", {}, ...words.flatMap((word, at) => (at ? [", ", word] : [word]))),
        ),
      ];
    });
    if (!rows.length) return [];
    return [
      el("h3", {}, "Words that judge, and whose they are"),
      el(
        "p",
        { class: "switch" },
        this.#layer,
        " ",
        el("label", { for: "voice" }, "Show them in the article"),
      ),
      el("dl", {}, ...rows),
    ];
  }

  /**
   * @param {string} text
   * @param {Analysis} analysis
   */
  show(text, analysis) {
    const { sourcing, entities } = analysis;
    const { sources, sentences, ownVoice, unheard } = sourcing;
    const judging = this.#voice(text, analysis);
    this.hidden = !sources.length && !judging.length;
    const all = sources.reduce((sum, { words }) => sum + words, 0);
    const share = (/** @type {number} */ words) => Math.round((100 * words) / Math.max(1, all));
    const rows = Object.entries(SOURCES).flatMap(([kind, label]) => {
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
      ...judging,
    );
  }
}
