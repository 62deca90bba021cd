// @ts-check
/**
 * The article, set for reading, its findings marked.
 *
 * In: `show(text, analysis)`. Out: the events `choose` (a {@link Choice}) when the reader picks a mention.
 * Short articles are painted in one go; long ones first as far as the window shows, then slice by slice,
 * so that the page answers meanwhile.
 */

import { breathe, el, fire } from "../dom.js";
import { layersOf, paint } from "../paint/marks.js";
import { rangeOf, runAt } from "../paint/ranges.js";

/** @typedef {import("../protocol.js").Analysis} Analysis */
/** @typedef {import("../protocol.js").Block} Block */
/** @typedef {import("../protocol.js").Choice} Choice */
/** @typedef {import("../protocol.js").Span} Span */
/** @typedef {import("../paint/ranges.js").Run} Run */

/** UTF-16 units painted before the first frame: some five screens. */
const AT_ONCE = 20_000;
/** Milliseconds of painting between two frames. */
const SLICE = 8;
/** UTF-16 units of one lazily laid out part of a long article. */
const PART = 8_000;
/** A paragraph longer than this is set in pieces, so that one of 5 MB can be laid out lazily too. */
const LONGEST = 8_000;

const TAGS = /** @type {const} */ ({
  title: "h1",
  byline: "p",
  meta: "p",
  standfirst: "p",
  paragraph: "p",
  heading: "h2",
  item: "li",
  caption: "p",
  boilerplate: "p",
});

export class ArticleView extends HTMLElement {
  #text = "";
  /** @type {Analysis | null} */
  #analysis = null;
  /** @type {Run[]} */
  #runs = [];
  /** @type {Map<number, HTMLElement[]>} pieces of each mention */
  #marks = new Map();
  /** @type {Map<number, HTMLElement>} */
  #sentences = new Map();
  /** @type {Iterator<void>} */
  #painter = [].values();
  #generation = 0;
  /** @type {number | null} */
  #chosen = null;
  /** @type {readonly HTMLElement[]} the mention or the sentence that the reader stands on */
  #stood = [];
  /** @type {Range | null} the words that the page selected last */
  #selected = null;
  /** Resolves when all that was shown last is painted, or when something else is shown. */
  painted = Promise.resolve();

  static observedAttributes = ["data-statements"];

  attributeChangedCallback() {
    requestAnimationFrame(() => this.#spread());
  }

  connectedCallback() {
    new ResizeObserver(() => this.#spread()).observe(this);
    this.addEventListener("click", (event) => {
      const mark = event.target instanceof Element && event.target.closest("mark[data-mention]");
      // A click at the end of a selection belongs to the selection.
      if (mark && getSelection()?.isCollapsed !== false)
        this.#pick(Number(mark.getAttribute("data-mention")));
    });
    this.addEventListener("keydown", (event) => {
      const mark = event.target instanceof Element && event.target.closest("mark[data-mention]");
      if (mark && event.key === "Enter") this.#pick(Number(mark.getAttribute("data-mention")));
    });
  }

  /** Leaves the margin to the first speaker of each line; the names of others stand before their words. */
  #spread() {
    if (!this.hasAttribute("data-statements")) return;
    const said = [...this.querySelectorAll(".part:not(.lazy) .said[data-who]")];
    for (const words of said) words.classList.remove("beside");
    // A name before its words pushes others into the next line, where one may stand already: until none moves.
    for (let moved = true; moved;) {
      moved = false;
      let taken = NaN;
      const lines = said.map((words) => Math.round(words.getClientRects()[0]?.top ?? 0));
      said.forEach((words, at) => {
        if (words.classList.contains("beside")) return;
        if (lines[at] === taken) {
          words.classList.add("beside");
          moved = true;
        } else taken = lines[at] ?? NaN;
      });
    }
  }

  /** @param {number} mention */
  #pick(mention) {
    const entity = this.#analysis?.mentions[mention]?.entity;
    if (entity !== undefined) fire(this, "choose", { entity, mention });
  }

  /**
   * Shows a text, as read, or as it is while it is being read. The place of the reader is kept when the
   * text stays the same.
   * @param {string} text
   * @param {Analysis | null} analysis
   */
  show(text, analysis) {
    const place = text === this.#text ? this.firstVisible() : 0;
    this.#text = text;
    this.#analysis = analysis;
    this.#runs = [];
    this.#marks.clear();
    this.#sentences.clear();
    this.#chosen = null;
    this.#stood = [];
    this.toggleAttribute("data-plain", !analysis);
    this.lang = analysis?.reading.language ?? "";
    this.replaceChildren();
    this.#painter = this.#paintAll();
    this.#paintThrough(Math.max(AT_ONCE, place + AT_ONCE));
    if (place > 0) this.toOffset(place);
    this.#spread();
    this.painted = this.#paintRest(++this.#generation);
  }

  /** @param {number} generation */
  async #paintRest(generation) {
    while (generation === this.#generation) {
      const until = performance.now() + SLICE;
      let done = false;
      while (!done && performance.now() < until) done = this.#painter.next().done === true;
      if (done) return;
      await breathe();
    }
  }

  /** @param {number} offset */
  #paintThrough(offset) {
    while ((this.#runs.at(-1)?.end ?? -1) <= offset && !this.#painter.next().done);
  }

  /** Paints block by block. */
  *#paintAll() {
    const text = this.#text;
    const analysis = this.#analysis;
    const lazy = text.length > AT_ONCE;
    const layers = analysis
      ? layersOf(
          analysis,
          (id, mark) => this.#own(id, mark),
          (id, element) => this.#sentences.set(id, element),
        )
      : () => [];
    let part = el("div", { class: "part" });
    let room = 0;
    /** @type {HTMLElement | null} */
    let list = null;
    /** @type {HTMLElement | null} */
    let table = null;
    for (const { span, kind } of analysis ? analysis.article.blocks : lines(text)) {
      for (const { start, end } of pieces(text, span)) {
        if (room <= 0) {
          part = el("div", { class: lazy ? "part lazy" : "part" });
          this.append(part);
          room = PART;
          list = null;
          table = null;
        }
        room -= end - start + 80;
        if (kind !== "title" && text.slice(start, end).includes("\t")) {
          if (!table) part.append((table = el("table", { dir: "auto" })));
          list = null;
          table.append(...this.#rows(start, end, layers));
        } else {
          table = null;
          const block = el(TAGS[kind], { class: kind, dir: "auto" });
          if (kind === "item") {
            if (/^(?:[-–—•*·▪◦‣]|\(?\p{L}?\d*[.)])\s/u.test(text.slice(start, start + 8))) {
              block.classList.add("signed");
            }
            if (!list) part.append((list = el("ul")));
            list.append(block);
          } else {
            list = null;
            part.append(block);
          }
          this.#run(block, start, end, layers(start, end));
        }
        yield;
      }
    }
  }

  /**
   * @param {HTMLElement} element
   * @param {number} start
   * @param {number} end
   * @param {readonly import("../paint/marks.js").Layer[]} layers
   */
  #run(element, start, end, layers) {
    paint(element, this.#text, start, end, layers);
    this.#runs.push({ start, end, element });
  }

  /**
   * Lines with tabs as rows of a table.
   * @param {number} start
   * @param {number} end
   * @param {(start: number, end: number) => import("../paint/marks.js").Layer[]} layersIn
   */
  #rows(start, end, layersIn) {
    const rows = [];
    const layers = layersIn(start, end);
    for (const line of cut(this.#text, start, end, /\r?\n/g)) {
      const row = el("tr");
      for (const cell of cut(this.#text, line.start, line.end, /\t/g)) {
        const data = el("td");
        if (/^[\s\d.,%$€£¥()+−–-]+$/.test(this.#text.slice(cell.start, cell.end))) {
          data.className = "number";
        }
        row.append(data);
        this.#run(
          data,
          cell.start,
          cell.end,
          layers.filter((layer) => layer.end > cell.start && layer.start < cell.end),
        );
      }
      rows.push(row);
    }
    return rows;
  }

  /**
   * @param {number} id
   * @param {HTMLElement} mark
   */
  #own(id, mark) {
    const pieces = this.#marks.get(id);
    if (pieces) pieces.push(mark);
    else this.#marks.set(id, [mark]);
    if (this.#chosen !== null && this.#analysis?.mentions[id]?.entity === this.#chosen) {
      mark.classList.add("chosen");
    }
  }

  /**
   * Tints the mentions of an entity, or of none.
   * @param {number | null} entity
   */
  select(entity) {
    const tint = (/** @type {boolean} */ on) => {
      const mentions =
        this.#chosen === null ? [] : this.#analysis?.entities[this.#chosen]?.mentions;
      for (const id of mentions ?? []) {
        for (const mark of this.#marks.get(id) ?? []) mark.classList.toggle("chosen", on);
      }
    };
    tint(false);
    this.#chosen = entity;
    tint(true);
  }

  /**
   * Moves the reader and the focus to a mention.
   * @param {number} mention
   */
  goToMention(mention) {
    const span = this.#analysis?.mentions[mention]?.span;
    if (!span) return;
    this.#paintThrough(span.end);
    this.leave();
    this.#stood = this.#marks.get(mention) ?? [];
    for (const mark of this.#stood) mark.classList.add("stood");
    if (this.#stood[0]) stand(this.#stood[0]);
  }

  /**
   * Moves the reader and the focus to a sentence, which is tinted until the next move.
   * @param {number} sentence
   */
  goToSentence(sentence) {
    const span = this.#analysis?.sentences[sentence]?.span;
    if (!span) return;
    this.#paintThrough(span.end);
    const element = this.#sentences.get(sentence);
    if (!element) return;
    this.leave();
    element.classList.add("stood");
    this.#stood = [element];
    stand(element);
  }

  /**
   * Moves the reader to a stretch of text and selects it.
   * @param {Span} span
   */
  goToSpan(span) {
    this.#paintThrough(span.end);
    const range = rangeOf(this.#runs, span.start, span.end);
    if (!range) return;
    const selection = getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
    this.#selected = range;
    center(range);
  }

  /**
   * True if this selection is the one that the page made to stand on words.
   * @param {Selection} selection
   */
  isStoodOn(selection) {
    if (!this.#selected || !selection.rangeCount) return false;
    const range = selection.getRangeAt(0);
    return (
      range.compareBoundaryPoints(Range.START_TO_START, this.#selected) === 0 &&
      range.compareBoundaryPoints(Range.END_TO_END, this.#selected) === 0
    );
  }

  /** Lets go of the mention or the sentence that was stood on. */
  leave() {
    for (const element of this.#stood) element.classList.remove("stood");
    this.#stood = [];
  }

  /**
   * The mention beside the one that has the focus or was stood on last, or beside the top of the window.
   * @param {readonly number[]} mentions in text order
   * @param {1 | -1} step
   * @returns {number | undefined} the mention to go to, around the ends
   */
  neighbour(mentions, step) {
    const focus = document.activeElement;
    const here = focus instanceof HTMLElement && this.contains(focus) ? focus : this.#stood[0];
    const id = here?.getAttribute("data-mention") ?? null;
    const from = id === null ? null : (this.#analysis?.mentions[Number(id)]?.span.start ?? null);
    const starts = (/** @type {number} */ id) => this.#analysis?.mentions[id]?.span.start ?? 0;
    if (from === null) {
      const top = this.firstVisible();
      return step > 0
        ? (mentions.find((id) => starts(id) >= top) ?? mentions[0])
        : (mentions.findLast((id) => starts(id) < top) ?? mentions.at(-1));
    }
    return step > 0
      ? (mentions.find((id) => starts(id) > from) ?? mentions[0])
      : (mentions.findLast((id) => starts(id) < from) ?? mentions.at(-1));
  }

  /**
   * DOM ranges of stretches of text, for painting what was searched.
   * @param {readonly Span[]} spans in text order
   * @returns {Range[]}
   */
  ranges(spans) {
    const last = spans.at(-1);
    if (last) this.#paintThrough(last.end);
    return spans.flatMap(({ start, end }) => rangeOf(this.#runs, start, end) ?? []);
  }

  /** The offset of the first text in the window; 0 at the top. */
  firstVisible() {
    if (!this.#runs.length || scrollY < 8) return 0;
    const top = Number.parseFloat(getComputedStyle(this).scrollMarginTop) || 0;
    let low = 0;
    let high = this.#runs.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const box = this.#runs[middle]?.element.getBoundingClientRect();
      if (box && box.bottom > top) high = middle;
      else low = middle + 1;
    }
    return this.#runs[low]?.start ?? 0;
  }

  /**
   * Puts the line of an offset at the top of the window.
   * @param {number} offset
   */
  toOffset(offset) {
    this.#paintThrough(offset);
    this.#runs[Math.max(0, runAt(this.#runs, offset))]?.element.scrollIntoView({ block: "start" });
  }
}

/** @param {HTMLElement} element */
function stand(element) {
  element.focus({ preventScroll: true });
  center(element);
}

/**
 * Brings something to the middle of the window unless it can be seen already. Twice, because parts that
 * are laid out lazily take their true height only when they come near.
 * @param {HTMLElement | Range} target
 */
function center(target) {
  const element = target instanceof Range ? target.startContainer.parentElement : target;
  for (let turn = 0; turn < 3; turn += 1) {
    const box = target.getBoundingClientRect();
    const seen = box.height > 0 && box.top > 72 && box.bottom < innerHeight * 0.8;
    if (seen) return;
    if (target instanceof Range && turn > 0) {
      scrollBy({ top: box.top + box.height / 2 - innerHeight / 2, behavior: "instant" });
    } else {
      element?.scrollIntoView({ block: "center", behavior: "instant" });
    }
  }
}

/**
 * Lines as blocks, for a text that has not been read yet.
 * @param {string} text
 * @returns {Iterable<Block>}
 */
function* lines(text) {
  for (const { 0: line, index } of text.matchAll(/[^\r\n]*\S[^\r\n]*/g)) {
    yield { span: { start: index, end: index + line.length }, kind: "paragraph" };
  }
}

/**
 * A stretch, in pieces if it is very long, cut behind a space where there is one.
 * @param {string} text
 * @param {Span} span
 * @returns {Iterable<Span>}
 */
function* pieces(text, { start, end }) {
  let at = start;
  while (end - at > LONGEST) {
    const space = text.lastIndexOf(" ", at + LONGEST);
    let to = space > at ? space + 1 : at + LONGEST;
    // Not between the two units of one character.
    if (/[\uDC00-\uDFFF]/.test(text.charAt(to))) to += 1;
    yield { start: at, end: to };
    at = to;
  }
  if (at < end) yield { start: at, end };
}

/**
 * What stands between the hits of a pattern.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {RegExp} pattern
 */
function cut(text, start, end, pattern) {
  const parts = [];
  let at = start;
  for (const { 0: hit, index } of text.slice(start, end).matchAll(pattern)) {
    parts.push({ start: at, end: start + index });
    at = start + index + hit.length;
  }
  parts.push({ start: at, end });
  return parts;
}
