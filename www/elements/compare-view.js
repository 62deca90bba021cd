// @ts-check
/**
 * Two to five articles on one story side by side: what they share, where they differ, who is heard only here.
 *
 * In: `show(texts, comparison)`. Out: the event `read` (an article and the words to stand on in it).
 */

import { el, fire } from "../dom.js";
import { day } from "../words.js";

/** @typedef {import("../protocol.js").Analysis} Analysis */
/** @typedef {import("../protocol.js").Comparison} Comparison */
/** @typedef {import("../protocol.js").Span} Span */

/** Entities that are told as named only here, of each article. */
const OWN = 6;
/** Figures of a row in one article: all, but for registers. */
const FIGURES = 40;
/** Places that a cell leads to at most. */
const PLACES = 4;
/** Letters of a sentence that a cell shows. */
const LETTERS = 140;

const RELATIONS = /** @type {const} */ ({
  agreement: "agree",
  conflict: "conflict",
  update: "changed",
});

export class CompareView extends HTMLElement {
  /** @type {readonly string[]} */
  #texts = [];

  connectedCallback() {
    this.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && target.closest("button[data-article]");
      if (!(button instanceof HTMLElement)) return;
      const [start = 0, end = 0] = (button.dataset["span"] ?? "").split(" ").map(Number);
      fire(this, "read", { article: Number(button.dataset["article"]), span: { start, end } });
    });
  }

  /**
   * @param {readonly string[]} texts
   * @param {Comparison} comparison
   */
  show(texts, comparison) {
    this.#texts = texts;
    const { analyses, actors, figures, dates, events, onlyHere, changes } = comparison;
    const heads = analyses.map(({ article }, at) => {
      const { title, outlet } = article;
      const name = title ? this.#words(at, title) : `Article ${at + 1}`;
      const source = outlet ?? article.dateline?.outlet;
      return el(
        "th",
        { scope: "col" },
        this.#way(at, title ?? { start: 0, end: 0 }, name),
        el(
          "p",
          { class: "count" },
          [source && this.#words(at, source), article.published && day(article.published.date)]
            .filter(Boolean)
            .join(" · "),
        ),
      );
    });
    const shared = new Set(
      actors.flatMap(({ entities }) =>
        entities.flatMap((ids, at) => ids.map((id) => `${at} ${id}`)),
      ),
    );
    this.replaceChildren(
      el("h1", {}, `${texts.length} articles side by side`),
      ...(changes ? [this.#changed(analyses, changes)] : []),
      el(
        "div",
        {
          class: "scroll",
          tabindex: "0",
          role: "region",
          "aria-label": "The articles side by side",
        },
        el(
          "table",
          {},
          el("thead", {}, el("tr", {}, el("td"), ...heads)),
          ...this.#section(
            "Figures",
            figures.map(({ effect, relation, figures }) => ({
              label: effect.replaceAll("_", " "),
              sign: relation ? RELATIONS[relation] : "",
              cells: figures.map((ids, at) =>
                this.#ways(at, ids, (id) => this.#figure(analyses[at], at, id), FIGURES),
              ),
            })),
          ),
          ...this.#section(
            "Named by more than one",
            actors.map(({ name, entities }) => ({
              label: name,
              sign: "",
              cells: entities.map((ids, at) =>
                this.#ways(at, ids, (id) => this.#entity(analyses[at], id)),
              ),
            })),
          ),
          ...this.#section(
            "Told by more than one",
            events.map(({ kind, events }) => ({
              label: kind.replaceAll("_", " "),
              sign: "",
              cells: events.map((ids, at) =>
                this.#ways(at, ids, (id) => {
                  const event = analyses[at]?.events[id];
                  const sentence = analyses[at]?.sentences[event?.sentence ?? -1]?.span;
                  return event && sentence
                    ? { span: event.trigger, shown: this.#short(at, sentence) }
                    : null;
                }),
              ),
            })),
          ),
          ...this.#section(
            "Days",
            dates.map(({ date, timexes }) => ({
              label: day(date),
              sign: "",
              cells: timexes.map((ids, at) =>
                this.#ways(at, ids, (id) => {
                  const span = analyses[at]?.timexes[id]?.span;
                  return span ? { span, shown: this.#words(at, span) } : null;
                }),
              ),
            })),
          ),
          ...this.#section("Why", [
            {
              label: "cause told",
              sign: "",
              cells: analyses.map(({ answers }, at) => {
                const causes = answers.flatMap(({ why }) => (why ? [why] : []));
                return causes.map((span) => this.#way(at, span, this.#short(at, span)));
              }),
            },
          ]),
          ...this.#section("Only here", [
            {
              label: "speaks",
              sign: "",
              cells: onlyHere.map((ids, at) =>
                this.#ways(at, ids, (id) => this.#source(analyses[at], at, id), OWN),
              ),
            },
            {
              label: "named",
              sign: "",
              cells: analyses.map(({ entities }, at) => {
                const own = entities
                  .map((entity, id) => ({ entity, id }))
                  .filter(({ id }) => !shared.has(`${at} ${id}`))
                  .sort((a, b) => b.entity.salience - a.entity.salience || a.id - b.id)
                  .slice(0, OWN);
                const ids = own.map(({ id }) => id);
                return this.#ways(at, ids, (id) => this.#entity(analyses[at], id, true), OWN);
              }),
            },
          ]),
        ),
      ),
    );
  }

  /**
   * A part of the table; none if no article has anything in it.
   * @param {string} heading
   * @param {{ label: string, sign: string, cells: (Node | string)[][] }[]} rows
   */
  #section(heading, rows) {
    const filled = rows.filter(({ cells }) => cells.some((cell) => cell.length));
    if (!filled.length) return [];
    return [
      el(
        "tbody",
        {},
        el("tr", {}, el("th", { colspan: this.#texts.length + 1, scope: "rowgroup" }, heading)),
        ...filled.map(({ label, sign, cells }) =>
          el(
            "tr",
            { "data-sign": sign },
            el(
              "th",
              { scope: "row" },
              el("bdi", {}, label),
              ...(sign ? [" ", el("span", { class: "sign" }, sign)] : []),
            ),
            ...cells.map((cell) => el("td", {}, ...(cell.length ? cell : ["–"]))),
          ),
        ),
      ),
    ];
  }

  /**
   * @param {readonly Analysis[]} analyses
   * @param {import("../pkg/nutgraf.js").Changes} changes
   */
  #changed(analyses, { removed, added, reworded }) {
    const way = (/** @type {number} */ at, /** @type {number} */ sentence) => {
      const span = analyses[at]?.sentences[sentence]?.span ?? { start: 0, end: 0 };
      return this.#way(at, span, this.#words(at, span));
    };
    const list = (/** @type {string} */ heading, /** @type {(Node | string)[][]} */ items) =>
      items.length
        ? [
            el("h3", {}, heading, " ", el("span", { class: "count" }, String(items.length))),
            el("ul", {}, ...items.map((item) => el("li", {}, ...item))),
          ]
        : [];
    const same = !removed.length && !added.length && !reworded.length;
    return el(
      "section",
      { class: "changes" },
      el("h2", {}, "What changed from the first to the second"),
      ...(same ? [el("p", {}, "Nothing: both have the same sentences.")] : []),
      ...list(
        "Reworded",
        reworded.map(({ from, to }) => [way(0, from), " → ", way(1, to)]),
      ),
      ...list(
        "Added",
        added.map((id) => [way(1, id)]),
      ),
      ...list(
        "Removed",
        removed.map((id) => [way(0, id)]),
      ),
    );
  }

  /**
   * @param {number} at
   * @param {readonly number[]} ids
   * @param {(id: number) => { span: Span, shown: string } | null} tell
   * @param {number} [most]
   * @returns {(Node | string)[]}
   */
  #ways(at, ids, tell, most = PLACES) {
    const told = ids.slice(0, most).flatMap((id) => tell(id) ?? []);
    const ways = told.map(({ span, shown }) => this.#way(at, span, shown));
    const more = ids.length - most;
    return more > 0 ? [...ways, el("span", { class: "count" }, `${more} more`)] : ways;
  }

  /**
   * @param {number} article
   * @param {Span} span
   * @param {string} shown
   */
  #way(article, { start, end }, shown) {
    return el(
      "button",
      { type: "button", class: "way", "data-article": article, "data-span": `${start} ${end}` },
      el("bdi", {}, shown),
    );
  }

  /**
   * @param {number} at
   * @param {Span} span
   */
  #words(at, { start, end }) {
    return (this.#texts[at] ?? "").slice(start, end).replace(/\s+/g, " ").trim();
  }

  /**
   * @param {number} at
   * @param {Span} span
   */
  #short(at, span) {
    const words = this.#words(at, span);
    return words.length > LETTERS ? `${words.slice(0, LETTERS).replace(/\s\S*$/, "")} …` : words;
  }

  /**
   * A figure and who reports it.
   * @param {Analysis | undefined} analysis
   * @param {number} at
   * @param {number} id
   */
  #figure(analysis, at, id) {
    const figure = analysis?.figures[id];
    if (!figure) return null;
    const { span, source } = figure;
    const name =
      source.entity === null
        ? source.span && this.#words(at, source.span)
        : analysis?.entities[source.entity]?.name;
    return { span, shown: `${this.#words(at, span)}${name ? ` (${name})` : ""}` };
  }

  /**
   * @param {Analysis | undefined} analysis
   * @param {number} id
   * @param {boolean} [named] whether its name is shown, or how often it stands
   */
  #entity(analysis, id, named = false) {
    const entity = analysis?.entities[id];
    const span = analysis?.mentions[entity?.mentions[0] ?? -1]?.span;
    if (!entity || !span) return null;
    const count = entity.mentions.length;
    return {
      span,
      shown: named ? entity.name : `${count} ${count === 1 ? "mention" : "mentions"}`,
    };
  }

  /**
   * @param {Analysis | undefined} analysis
   * @param {number} at
   * @param {number} id
   */
  #source(analysis, at, id) {
    const source = analysis?.sourcing.sources[id];
    if (!source?.span) return null;
    const entity = source.speaker === null ? undefined : analysis?.entities[source.speaker];
    return { span: source.span, shown: entity?.name ?? this.#words(at, source.span) };
  }
}
