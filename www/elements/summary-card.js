// @ts-check
/**
 * The card: what the article is, in a few of its own sentences, and who is in it.
 *
 * In: `show(text, analysis, published)`. Out: the events `stand` (a span or a sentence to go to),
 * `published` (a date the reader gave, or null) and those of the entity list within.
 */

import { el, fire } from "../dom.js";
import { CardTabs } from "./card-tabs.js";
import { CorrectionList } from "./correction-list.js";
import { EntityList } from "./entity-list.js";
import { EventList } from "./event-list.js";
import { FigureBoard } from "./figure-board.js";
import { PlaceMap } from "./place-map.js";
import { SourcingProfile } from "./sourcing-profile.js";
import { StatementLedger } from "./statement-ledger.js";
import { TimeLine } from "./time-line.js";
import { TOPICS } from "../kinds.js";
import { day } from "../words.js";

/** @typedef {import("../protocol.js").Analysis} Analysis */
/** @typedef {import("../protocol.js").Span} Span */

/** The heights of the card where it lies over the article, and the band's two states. */
const HEIGHTS = /** @type {const} */ (["peek", "half", "full"]);

export class SummaryCard extends HTMLElement {
  #text = "";
  /** @type {Analysis | null} */
  #analysis = null;
  #length = 3;
  /** @type {number | null} */
  #stood = null;
  /** @type {number[]} sentences of the summary in text order */
  #shown = [];

  #handle = el("button", { type: "button", class: "handle", "aria-expanded": "false" });
  #notices = el("div", { class: "notices" });
  #what = el("div", { class: "what" });
  #date = el("input", { type: "date", id: "published", min: "1600-01-01", max: "9999-12-31" });
  #dateLabel = el("label", { for: "published" });
  #dateSource = el("button", { type: "button", class: "source" });
  #slider = el("input", { type: "range", id: "length", min: "1", step: "1" });
  #lengthWords = el("output", { for: "length", class: "count" });
  #lines = el("ol", { class: "lines" });
  #topics = el("ul", { class: "phrases topics", "aria-label": "Topics" });
  #phrases = el("ul", { class: "phrases", "aria-label": "Key phrases" });
  #summary = el(
    "section",
    { class: "summary", "aria-labelledby": "summary-heading" },
    el(
      "div",
      { class: "summary-head" },
      el("h2", { id: "summary-heading" }, "Summary"),
      el("label", { class: "unseen", for: "length" }, "Length of the summary in sentences"),
      this.#slider,
      this.#lengthWords,
    ),
    this.#lines,
    this.#topics,
    this.#phrases,
  );
  /** The entity list within. */
  entities = new EntityList();
  /** Who says what. */
  statements = new StatementLedger();
  #events = new EventList();
  #figures = new FigureBoard();
  #timeline = new TimeLine();
  #map = new PlaceMap();
  /** Who gets to speak, and which words judge. */
  sourcing = new SourcingProfile();
  /** What the reader said of names. */
  corrections = new CorrectionList();
  #reading = el("div");
  #about = el("div", { class: "about" }, this.sourcing, this.corrections, this.#reading);
  /** The panels under the summary. */
  tabs = new CardTabs();

  connectedCallback() {
    this.dataset.height ||= "peek";
    this.tabs.add("actors", "Actors", this.entities);
    this.tabs.add("statements", "Statements", this.statements);
    this.tabs.add("events", "Events", this.#events);
    this.tabs.add("figures", "Figures", this.#figures);
    this.tabs.add("timeline", "Timeline", this.#timeline);
    this.tabs.add("map", "Map", this.#map);
    this.tabs.add("about", "About", this.#about);
    const published = el(
      "p",
      { class: "published" },
      this.#dateLabel,
      " ",
      this.#date,
      " ",
      this.#dateSource,
    );
    this.replaceChildren(
      this.#handle,
      el(
        "div",
        { class: "card-body" },
        this.#notices,
        this.#what,
        published,
        this.#summary,
        this.tabs,
      ),
    );
    this.#slider.addEventListener("input", () => {
      this.#length = Number(this.#slider.value);
      this.#summarize();
    });
    this.#date.addEventListener("change", () => {
      const { value } = this.#date;
      // While a year is being typed it is 0002, 0020, 0202.
      if (!value || this.#date.validity.valid) fire(this, "published", value || null);
    });
    this.#dateSource.addEventListener("click", () => {
      const { published, updated } = this.#analysis?.article ?? {};
      const found = published ?? updated;
      if (found) fire(this, "stand", { span: found.span });
    });
    this.#lines.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && target.closest("button");
      if (button) this.#stand(Number(button.getAttribute("data-sentence")));
    });
    for (const list of [this.#topics, this.#phrases]) {
      list.addEventListener("click", ({ target }) => {
        const button = target instanceof Element && target.closest("button");
        if (!button) return;
        const all = this.#analysis?.[list === this.#topics ? "topics" : "keyphrases"];
        const { spans = [] } = all?.[Number(button.dataset.phrase)] ?? {};
        // Each click goes one place on.
        const place = Number(button.dataset.next ?? 0);
        button.dataset.next = String((place + 1) % spans.length);
        const span = spans[place];
        if (span) fire(this, "stand", { span });
      });
    }
    this.#what.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && target.closest("button");
      if (!button) return;
      const [start = 0, end = 0] = (button.getAttribute("data-span") ?? "").split(" ").map(Number);
      fire(this, "stand", { span: { start, end } });
    });
    this.#drag();
  }

  /**
   * @param {string} text
   * @param {Analysis} analysis
   * @param {string | null} published the date that the reader gave
   */
  show(text, analysis, published) {
    // A date that is being typed is not written over, unless it is that of another article.
    const typing = text === this.#text && document.activeElement === this.#date;
    this.#text = text;
    this.#analysis = analysis;
    this.#stood = null;
    const { notices, article, summary } = analysis;
    this.#notices.replaceChildren(
      ...notices.map(({ message }) => el("p", { class: "notice" }, message)),
    );
    this.#notices.hidden = !notices.length;
    this.#describe();
    this.#dates(article.published ?? article.updated, published, typing);
    const most = summary.lines.length;
    this.#summary.hidden = !most;
    this.#slider.max = String(most);
    this.#slider.disabled = most < 2;
    this.#slider.value = String(Math.min(this.#length, most));
    this.#summarize();
    this.#topics.replaceChildren(
      ...analysis.topics.map(({ topic }, number) =>
        el("li", {}, el("button", { type: "button", "data-phrase": number }, TOPICS[topic])),
      ),
    );
    this.#topics.hidden = !analysis.topics.length;
    this.#name(analysis.keyphrases);
    this.entities.show(text, analysis);
    this.tabs.count({
      actors: analysis.entities.length,
      statements: this.statements.show(text, analysis),
      figures: this.#figures.show(text, analysis),
      events: this.#events.show(text, analysis),
      timeline: this.#timeline.show(text, analysis),
      map: this.#map.show(analysis),
      about: null,
    });
    this.sourcing.show(text, analysis);
    this.#tell();
    this.#label();
  }

  /** Shows only that there is nothing to show yet. */
  clear() {
    this.#analysis = null;
    this.entities.replaceChildren();
    this.#lines.replaceChildren();
  }

  /** Facts about the text as something to read. */
  #tell() {
    const analysis = this.#analysis;
    if (!analysis) return;
    const spent = Object.values(analysis.timings).reduce((sum, time) => sum + time, 0);
    const sentences = analysis.sentences.length;
    this.#reading.replaceChildren(
      el("p", {}, `${words(analysis.reading)}, ${sentences.toLocaleString("en")} sentences.`),
      ...(analysis.reading.grade === null
        ? []
        : [
            el(
              "p",
              {},
              `Flesch–Kincaid grade ${analysis.reading.grade}: the US school year that reads this.`,
            ),
          ]),
      el("p", {}, `Read here in ${milliseconds(spent)}; nothing was sent.`),
    );
  }

  /** The title and the line under it, each part a way to its words. */
  #describe() {
    const analysis = this.#analysis;
    if (!analysis) return;
    const { title, byline, outlet, dateline, updated } = analysis.article;
    /** @type {HTMLElement[]} */
    const parts = [];
    const source = outlet ?? dateline?.outlet;
    if (source) parts.push(this.#way(source, "Outlet: "));
    if (dateline?.place) parts.push(this.#way(dateline.place, "Place: "));
    if (byline?.authors.length)
      parts.push(...byline.authors.map((author) => this.#way(author, "Author: ")));
    if (updated) parts.push(this.#way(updated.span, "", `updated ${day(updated.date)}`));
    parts.push(el("span", {}, words(analysis.reading)));
    this.#what.replaceChildren(
      ...(title ? [el("h2", { class: "headline", dir: "auto" }, this.#way(title, ""))] : []),
      el("p", { class: "facts" }, ...parts),
    );
  }

  /**
   * A button that goes to the words it shows.
   * @param {Span} span
   * @param {string} what said to assistive technology before them
   * @param {string} [shown] instead of the words themselves
   */
  #way(span, what, shown) {
    const own = this.#text.slice(span.start, span.end).replace(/\s+/g, " ");
    return el(
      "button",
      { type: "button", class: "way", "data-span": `${span.start} ${span.end}` },
      what && el("span", { class: "unseen" }, what),
      el("bdi", {}, shown ?? own),
    );
  }

  /**
   * @param {import("../protocol.js").Analysis["article"]["published"]} found in the text
   * @param {string | null} given by the reader
   * @param {boolean} typing
   */
  #dates(found, given, typing) {
    const stated = found?.date ?? null;
    const value = given ?? stated ?? "";
    if (!typing) this.#date.value = value;
    this.#dateLabel.textContent = value ? "Published" : "No date found. When was this published?";
    this.#dateSource.hidden = !stated;
    this.#dateSource.textContent =
      given && given !== stated
        ? `the text says ${day(stated)}`
        : this.#analysis?.article.published
          ? "as stated"
          : "as updated";
  }

  /** Shows as many of the best lines as the slider says, in the order of the text. */
  #summarize() {
    const { summary } = this.#analysis ?? {};
    if (!summary) return;
    const chosen = summary.lines.slice(0, Number(this.#slider.value));
    chosen.sort((a, b) => a.span.start - b.span.start);
    this.#shown = chosen.map(({ sentence }) => sentence);
    const count = `${chosen.length} of ${summary.lines.length}`;
    this.#lengthWords.textContent = count;
    this.#slider.setAttribute(
      "aria-valuetext",
      chosen.length === 1 ? "1 sentence" : `${chosen.length} sentences`,
    );
    this.#lines.replaceChildren(
      ...chosen.map(({ sentence, span }) =>
        el(
          "li",
          {},
          el(
            "button",
            {
              type: "button",
              dir: "auto",
              "data-sentence": sentence,
              "aria-current": sentence === this.#stood ? "true" : false,
            },
            this.#text.slice(span.start, span.end).replace(/\s+/g, " "),
          ),
        ),
      ),
    );
  }

  /**
   * The phrases that say what the article is about, each a way to its places.
   * @param {Analysis["keyphrases"]} keyphrases
   */
  #name(keyphrases) {
    this.#phrases.replaceChildren(
      ...keyphrases.map(({ spans }, number) => {
        const [first] = spans;
        const words = first ? this.#text.slice(first.start, first.end).replace(/\s+/g, " ") : "";
        const places =
          spans.length > 1 ? [" ", el("span", { class: "count" }, String(spans.length))] : [];
        return el(
          "li",
          {},
          el("button", { type: "button", "data-phrase": number, dir: "auto" }, words, ...places),
        );
      }),
    );
    this.#phrases.hidden = !keyphrases.length;
  }

  /** @param {number} sentence */
  #stand(sentence) {
    this.mark(sentence);
    fire(this, "stand", { sentence });
  }

  /**
   * Shows which sentence of the summary the reader stands on, or that it is none.
   * @param {number | null} sentence
   */
  mark(sentence) {
    this.#stood = sentence;
    for (const button of this.#lines.querySelectorAll("button")) {
      if (Number(button.dataset.sentence) === sentence) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    }
  }

  /**
   * Stands on the next or previous sentence of the summary.
   * @param {1 | -1} by
   */
  step(by) {
    const { length } = this.#shown;
    if (!length) return;
    const at = this.#stood === null ? -1 : this.#shown.indexOf(this.#stood);
    const next = at < 0 ? (by > 0 ? 0 : length - 1) : (at + by + length) % length;
    const sentence = this.#shown[next];
    if (sentence !== undefined) this.#stand(sentence);
  }

  /** Lets the card be drawn up and down by its handle, and opened and closed by a click on it. */
  #drag() {
    let from = 0;
    let dragged = false;
    this.#handle.addEventListener("pointerdown", (event) => {
      from = event.clientY;
      dragged = false;
      this.#handle.setPointerCapture(event.pointerId);
    });
    this.#handle.addEventListener("pointerup", ({ clientY }) => {
      const moved = from - clientY;
      if (Math.abs(moved) < 24) return;
      dragged = true;
      const at = HEIGHTS.findIndex((height) => height === this.dataset.height);
      const steps = Math.abs(moved) > innerHeight / 2 ? 2 : 1;
      this.height = HEIGHTS[Math.min(2, Math.max(0, at + Math.sign(moved) * steps))] ?? "peek";
    });
    this.#handle.addEventListener("click", () => {
      if (dragged) dragged = false;
      else
        this.height =
          this.dataset.height === "peek"
            ? "half"
            : this.dataset.height === "half"
              ? "full"
              : "peek";
    });
  }

  /** How much of the card shows where it lies over the article: `peek`, `half` or `full`. */
  set height(/** @type {"peek" | "half" | "full"} */ height) {
    this.dataset.height = height;
    if (height === "peek") this.querySelector(".card-body")?.scrollTo(0, 0);
    this.#label();
  }

  #label() {
    const { height } = this.dataset;
    this.#handle.setAttribute("aria-expanded", String(height !== "peek"));
    const entities = this.#analysis?.entities.length ?? 0;
    this.#handle.replaceChildren(
      el("span", { class: "grip" }),
      el("span", { class: "handle-words" }, "Summary and names"),
      el(
        "span",
        { class: "count" },
        entities === 1 ? "1 name" : `${entities.toLocaleString("en")} names`,
      ),
    );
  }
}

/** @param {import("../pkg/nutgraf.js").Reading} reading */
function words({ words, seconds }) {
  const minutes = Math.max(1, Math.round(seconds / 60));
  return `${words.toLocaleString("en")} ${words === 1 ? "word" : "words"}, ${minutes} min`;
}

/** @param {number} time */
function milliseconds(time) {
  if (time < 1) return "less than 1 ms";
  return time < 1000 ? `${Math.round(time)} ms` : `${(time / 1000).toFixed(1)} s`;
}
