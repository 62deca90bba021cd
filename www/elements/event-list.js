// @ts-check
/**
 * What happened: the five Ws of the news, then who did what to whom, each telling on its words.
 * In: `show(text, analysis)`. Out: `stand` (a span to go to).
 */

import { el, fire } from "../dom.js";
import { UNSURE } from "../kinds.js";

/** @typedef {import("../protocol.js").Analysis} Analysis */
/** @typedef {import("../protocol.js").Span} Span */
/** @typedef {Analysis["events"][number]} Event */

/** The questions in the order of asking. */
const QUESTIONS = /** @type {const} */ (["who", "what", "when", "where", "why", "how"]);

/** What the columns of answers are about. */
const COLUMNS = ["The news", "The event under it"];

/** Kinds as a reader says them; a kind that is missing here is said by its own name. */
const NAMES = /** @type {Record<string, string>} */ ({
  abduct: "kidnapping",
  accuse: "accusation",
  agree: "agreement",
  aid: "help",
  appoint: "appointment",
  ask: "demand",
  build: "building",
  change: "rise or fall",
  close: "closing",
  concede: "concession",
  cooperate: "cooperation",
  discover: "discovery",
  elect: "election",
  flee: "flight",
  injure: "injury",
  join: "joining",
  kill: "killing",
  leave_office: "leaving office",
  legislate: "lawmaking",
  meet: "meeting",
  mobilize: "deployment",
  reject: "refusal",
  restrict: "restriction",
  seize: "seizure",
  sport: "contest",
  threaten: "threat",
  die: "death",
});

/** @param {Span} span */
const key = ({ start, end }) => `${start} ${end}`;

export class EventList extends HTMLElement {
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
   * @returns {number} how many events there are, each counted once
   */
  show(text, analysis) {
    this.#text = text;
    const { events, answers } = analysis;
    const first = events
      .map((event, id) => ({ event, id }))
      .filter(({ event }) => event.sameAs === null);
    this.replaceChildren(
      ...answers.map((answer, at) => this.#answers(answer, COLUMNS[at] ?? "")),
      el(
        "ol",
        { class: "events" },
        ...first.map(({ event, id }) => {
          const again = events.filter(({ sameAs }) => sameAs === id);
          return el("li", {}, this.#event(event, analysis), ...this.#again(again));
        }),
      ),
    );
    return first.length;
  }

  /** @param {Span} span */
  #words({ start, end }) {
    return this.#text.slice(start, end).replace(/\s+/g, " ");
  }

  /**
   * @param {Analysis["answers"][number]} answers
   * @param {string} heading
   */
  #answers(answers, heading) {
    const rows = QUESTIONS.flatMap((question) => {
      const span = answers[question];
      if (!span) return [];
      const button = el(
        "button",
        { type: "button", dir: "auto", "data-span": key(span) },
        this.#words(span),
      );
      return [el("dt", {}, question), el("dd", {}, button)];
    });
    return el("section", { class: "answers" }, el("h3", {}, heading), el("dl", {}, ...rows));
  }

  /**
   * @param {Event} event
   * @param {Analysis} analysis
   */
  #event(event, { mentions, timexes, statements, entities }) {
    const { trigger, kind, actors, targets, modality, statement, score } = event;
    const list = (/** @type {Event["actors"]} */ all) =>
      all.map(({ span }) => this.#words(span)).join(", ");
    const place = event.place === null ? undefined : mentions[event.place];
    const timex = event.timex === null ? undefined : timexes[event.timex];
    const speaker = statement === null ? null : (statements[statement]?.speaker ?? null);
    const notes = [
      NAMES[kind] ?? kind,
      modality === "happened" ? "" : modality,
      timex ? this.#words(timex.span) : "",
      place ? this.#words(place.span) : "",
      event.instrument ? `with ${this.#words(event.instrument)}` : "",
      speaker === null ? "" : `by the account of ${entities[speaker]?.name ?? ""}`,
      score < UNSURE ? "perhaps" : "",
    ];
    return el(
      "button",
      { type: "button", dir: "auto", "data-span": key(trigger), class: modality },
      ...(actors.length ? [el("span", { class: "actor" }, list(actors)), " "] : []),
      el("strong", {}, this.#words(trigger)),
      ...(targets.length ? [" ", el("span", { class: "target" }, `→ ${list(targets)}`)] : []),
      el("span", { class: "notes" }, notes.filter(Boolean).join(" · ")),
    );
  }

  /** @param {readonly Event[]} events */
  #again(events) {
    if (!events.length) return [];
    const places = events.map(({ trigger }) =>
      el(
        "button",
        { type: "button", dir: "auto", "data-span": key(trigger) },
        this.#words(trigger),
      ),
    );
    return [el("p", { class: "again" }, "told again: ", ...places.flatMap((b) => [b, " "]))];
  }
}
