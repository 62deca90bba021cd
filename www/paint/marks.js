// @ts-check
/**
 * Paints text with nested elements. In: the text, a stretch of it and layers sorted by start, longer ones
 * first. Out: nodes whose text is exactly that stretch. Text enters as Text nodes only.
 */

import { LOADS, UNSURE, nameOf } from "../kinds.js";
import { amount, timeWords } from "../words.js";

/** @typedef {import("../protocol.js").Analysis} Analysis */
/** @typedef {import("../protocol.js").Span} Span */

/**
 * A stretch of text with the element that goes around it.
 * @typedef {{ start: number, end: number, make: () => HTMLElement }} Layer
 */

/**
 * Appends `text.slice(start, end)` to `parent` with its layers. One that crosses an end is cut there.
 * @param {Node} parent
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {readonly Layer[]} layers
 */
export function paint(parent, text, start, end, layers) {
  fill(parent, text, start, end, layers, 0);
}

/**
 * @param {Node} parent
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {readonly Layer[]} layers
 * @param {number} index the first layer that may begin here
 * @returns {number} the first layer that begins behind `end`
 */
function fill(parent, text, start, end, layers, index) {
  let at = start;
  for (;;) {
    const layer = layers[index];
    if (!layer || layer.start >= end) break;
    index += 1;
    const from = Math.max(layer.start, at);
    const to = Math.min(layer.end, end);
    if (from >= to) continue;
    if (from > at) parent.appendChild(document.createTextNode(text.slice(at, from)));
    const element = layer.make();
    index = fill(element, text, from, to, layers, index);
    parent.appendChild(element);
    at = to;
  }
  if (at < end) parent.appendChild(document.createTextNode(text.slice(at, end)));
  return index;
}

/**
 * Layers of an analysis, handed out stretch by stretch from the front to the back.
 * @param {Analysis} analysis
 * @param {(id: number, mark: HTMLElement) => void} onMention told each mark of a mention when it is made
 * @param {(id: number, element: HTMLElement) => void} onSentence likewise
 */
export function layersOf(analysis, onMention, onSentence) {
  const { sentences, mentions, timexes, quantities, article, statements, voice } = analysis;
  const sources = [
    source(sentences, ({ span }, id) => ({
      ...span,
      make: () => {
        const element = document.createElement("span");
        element.className = "sentence";
        element.tabIndex = -1;
        onSentence(id, element);
        return element;
      },
    })),
    source(article.dateline ? [article.dateline] : [], ({ span }) => ({
      ...span,
      make: () => {
        const element = document.createElement("span");
        element.className = "dateline";
        return element;
      },
    })),
    source(pieces(statements, sentences), ({ span, who, opens, quoted }) => ({
      ...span,
      make: () => {
        const element = document.createElement("span");
        element.className = quoted ? "said quoted" : "said";
        if (opens) element.setAttribute("data-who", who === null ? "?" : nameAt(analysis, who));
        return element;
      },
    })),
    source(mentions, ({ span, kind, score }, id) => ({
      ...span,
      make: () => {
        const element = mark(kind, score);
        element.setAttribute("data-mention", String(id));
        element.tabIndex = -1;
        onMention(id, element);
        return element;
      },
    })),
    source(voice, ({ span, kind, statement }) => ({
      ...span,
      make: () => {
        const element = document.createElement("span");
        element.className = statement === null ? "loaded" : "loaded spoken";
        element.setAttribute("data-load", LOADS[kind]);
        return element;
      },
    })),
    source(timexes, ({ span, score, value }) => ({
      ...span,
      make: () => valued(mark("date", score), value === null ? "not resolved" : timeWords(value)),
    })),
    source(quantities, ({ span, score, value, unit }) => ({
      ...span,
      make: () => valued(mark("figure", score), value ? amount(value, unit) : ""),
    })),
  ];
  /**
   * The layers that touch the stretch; stretches must come in text order.
   * @param {number} start
   * @param {number} end
   */
  return (start, end) => {
    const layers = sources.flatMap((take) => take(start, end));
    return layers.sort((a, b) => a.start - b.start || b.end - a.end);
  };
}

/**
 * The words of statements, sentence by sentence, in text order; of two that overlap, the first.
 * @param {Analysis["statements"]} statements
 * @param {Analysis["sentences"]} sentences
 */
function pieces(statements, sentences) {
  const whole = statements
    .flatMap(({ content, speaker: who, kind }) =>
      content.map((span, at) => ({ span, who, opens: at === 0, quoted: kind === "direct" })),
    )
    .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  const cut = [];
  let free = 0;
  let at = 0;
  for (const { span, who, opens, quoted } of whole) {
    let start = Math.max(span.start, free);
    let first = opens && start === span.start;
    while (at > 0 && (sentences[at]?.span.start ?? 0) > start) at -= 1;
    while (sentences[at] && (sentences[at]?.span.end ?? 0) <= start) at += 1;
    for (let n = at; sentences[n] && start < span.end; n += 1) {
      const end = Math.min(span.end, sentences[n]?.span.end ?? 0);
      start = Math.max(start, sentences[n]?.span.start ?? 0);
      if (start < end) cut.push({ span: { start, end }, who, opens: first, quoted });
      first = false;
      start = end;
    }
    free = Math.max(free, span.end);
  }
  return cut;
}

/**
 * The last word of a name, as margins have room for.
 * @param {Analysis} analysis
 * @param {number} entity
 */
function nameAt({ entities }, entity) {
  const { name = "", kind } = entities[entity] ?? {};
  return kind === "person" ? (name.split(/\s+/).at(-1) ?? name) : name;
}

/**
 * @template {{ readonly span: Span }} T
 * @param {readonly T[]} items in text order
 * @param {(item: T, id: number) => Layer} layer
 * @returns {(start: number, end: number) => Layer[]}
 */
function source(items, layer) {
  let next = 0;
  return (start, end) => {
    const taken = [];
    for (let item = items[next]; item && item.span.end <= start; item = items[next]) next += 1;
    for (let id = next, item = items[id]; item && item.span.start < end; item = items[++id]) {
      taken.push(layer(item, id));
    }
    return taken;
  };
}

/**
 * A mark of a kind. Its name for assistive technology is generated content (see style/article.css), so
 * that the text of the mark is the text of the article and copying the article copies nothing else.
 * @param {string} kind
 * @param {number} score
 */
function mark(kind, score) {
  const element = document.createElement("mark");
  element.setAttribute("data-kind", kind);
  const name = nameOf(kind);
  if (score < UNSURE) {
    element.setAttribute("data-unsure", "");
    element.setAttribute("data-name", `perhaps ${name}`);
  } else {
    element.setAttribute("data-name", name);
  }
  return element;
}

/**
 * Lets a mark tell its value on hover and focus, and to assistive technology.
 * @param {HTMLElement} element
 * @param {string} value in words
 */
function valued(element, value) {
  if (!value) return element;
  element.tabIndex = -1;
  element.setAttribute("data-value", value);
  element.setAttribute("data-name", `${element.getAttribute("data-name")}: ${value}`);
  return element;
}
