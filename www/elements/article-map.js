// @ts-check
/**
 * The map of the article: where in it the chosen entity occurs. A help for the pointer alone; the keyboard
 * has `n` and `p`. Out: the event `choose` with the nearest mention.
 */

import { el, fire } from "../dom.js";

/** @typedef {import("../protocol.js").Analysis} Analysis */

/** Ticks nearer to each other than this, in thousandths of the height, are one. */
const APART = 4;

export class ArticleMap extends HTMLElement {
  #entity = 0;
  /** @type {{ id: number, place: number }[]} */
  #places = [];

  connectedCallback() {
    this.addEventListener("click", ({ clientY }) => {
      const box = this.getBoundingClientRect();
      const at = ((clientY - box.top) / box.height) * 1000;
      const distance = (/** @type {{ place: number }} */ { place }) => Math.abs(place - at);
      const [first, ...rest] = this.#places;
      if (!first) return;
      const nearest = rest.reduce(
        (best, next) => (distance(next) < distance(best) ? next : best),
        first,
      );
      fire(this, "choose", { entity: this.#entity, mention: nearest.id });
    });
  }

  /**
   * Shows where an entity occurs, or nothing.
   * @param {Analysis | null} analysis
   * @param {number | null} entity
   * @param {number} length of the text in UTF-16 units
   */
  show(analysis, entity, length) {
    const chosen = analysis && entity !== null ? analysis.entities[entity] : undefined;
    this.hidden = !chosen;
    this.#places = [];
    this.#entity = entity ?? 0;
    if (!analysis || !chosen) return this.replaceChildren();
    this.dataset.kind = chosen.kind;
    this.#places = chosen.mentions.map((id) => ({
      id,
      place: ((analysis.mentions[id]?.span.start ?? 0) / Math.max(1, length)) * 1000,
    }));
    const ticks = [];
    let last = -APART;
    for (const { place } of this.#places) {
      if (place - last < APART) continue;
      last = place;
      const tick = el("i");
      tick.style.top = `${place / 10}%`;
      ticks.push(tick);
    }
    return this.replaceChildren(...ticks);
  }
}
