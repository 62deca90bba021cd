// @ts-check
/**
 * Everyone and everything named, by kind, the most salient first. The chosen one opens into a card of
 * its own. In: `show(text, analysis)`. Out: the events `choose` (a {@link Choice} without a mention, for
 * whoever listens to take the next one) and `stand` (a span to go to).
 */

import { el, fire } from "../dom.js";
import { correctionTools } from "./correction-tools.js";
import { entityCard } from "./entity-card.js";
import { NAMED, UNSURE } from "../kinds.js";

/** @typedef {import("../protocol.js").Analysis} Analysis */
/** @typedef {import("../protocol.js").Entity} Entity */

/** How many of a kind are listed before the reader asks for more. */
const FIRST = 6;
/** How many are listed at most; a text with more is a register, and the search finds the rest. */
const MOST = 500;

export class EntityList extends HTMLElement {
  /** @type {Map<number, HTMLButtonElement>} */
  #buttons = new Map();
  #text = "";
  /** @type {Analysis | null} */
  #analysis = null;
  /** @type {number | null} */
  #chosen = null;
  /** The card of the chosen one. */
  #card = el("div");

  connectedCallback() {
    this.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && target.closest("button");
      if (!button) return;
      // Those that correct speak for themselves.
      if (button.dataset.tool) return;
      const { entity, mention, span } = button.dataset;
      if (span !== undefined) {
        const [start = 0, end = 0] = span.split(" ").map(Number);
        fire(this, "stand", { span: { start, end } });
      } else if (entity !== undefined) {
        const to = mention === undefined ? null : Number(mention);
        fire(this, "choose", { entity: Number(entity), mention: to });
      } else this.#open(button.closest("section"));
    });
  }

  /**
   * @param {string} text
   * @param {Analysis} analysis
   */
  show(text, analysis) {
    this.#buttons.clear();
    this.#text = text;
    this.#analysis = analysis;
    this.#chosen = null;
    const ranked = analysis.entities
      .map((entity, id) => ({ entity, id }))
      .sort((a, b) => b.entity.salience - a.entity.salience || a.id - b.id);
    this.replaceChildren(
      ...NAMED.flatMap(({ id: kind, many }) => {
        const group = ranked.filter(({ entity }) => entity.kind === kind);
        return group.length ? [this.#section(kind, many, group, analysis)] : [];
      }),
    );
  }

  /**
   * @param {string} kind
   * @param {string} heading
   * @param {{ entity: Entity, id: number }[]} group
   * @param {Analysis} analysis
   */
  #section(kind, heading, group, analysis) {
    const label = `kind-${kind}`;
    const list = el("ul");
    for (const [place, { entity, id }] of group.slice(0, MOST).entries()) {
      const item = el("li", { hidden: place >= FIRST }, this.#button(entity, id, analysis));
      list.append(item);
    }
    const section = el(
      "section",
      { "aria-labelledby": label, "data-kind": kind },
      el("h3", { id: label }, heading, " ", el("span", { class: "count" }, String(group.length))),
      list,
    );
    const rest = Math.min(group.length, MOST) - FIRST;
    if (rest > 0) {
      section.append(
        el("button", { type: "button", class: "more" }, rest === 1 ? "1 more" : `${rest} more`),
      );
    }
    return section;
  }

  /**
   * @param {Entity} entity
   * @param {number} id
   * @param {Analysis} analysis
   */
  #button(entity, id, analysis) {
    const count = entity.mentions.length;
    const unsure = entity.mentions.every((m) => (analysis.mentions[m]?.score ?? 0) < UNSURE);
    const confirmed = entity.mentions.some((m) =>
      analysis.mentions[m]?.why.startsWith("correction/"),
    );
    const button = el(
      "button",
      { type: "button", "data-entity": id, "aria-pressed": "false", class: unsure ? "unsure" : "" },
      el("bdi", { class: "entity-name" }, entity.name),
      unsure ? " " : "",
      unsure ? el("span", { class: "perhaps" }, "perhaps") : "",
      confirmed ? el("span", { class: "confirmed", title: "as you said" }, " ✓") : "",
      el("span", { class: "unseen" }, confirmed ? " as you said, " : ", "),
      el("span", { class: "count" }, String(count)),
      el("span", { class: "unseen" }, count === 1 ? " mention" : " mentions"),
    );
    this.#buttons.set(id, button);
    return button;
  }

  /** @param {Element | null} section */
  #open(section) {
    const hidden = [...(section?.querySelectorAll("li[hidden]") ?? [])];
    for (const item of hidden) item.removeAttribute("hidden");
    section?.querySelector(".more")?.remove();
    hidden[0]?.querySelector("button")?.focus();
  }

  /**
   * Presses the button of an entity, or none.
   * @param {number | null} entity
   */
  select(entity) {
    if (this.#chosen !== null)
      this.#buttons.get(this.#chosen)?.setAttribute("aria-pressed", "false");
    if (entity !== this.#chosen) this.#card.remove();
    this.#chosen = entity;
    if (entity === null) return;
    const button = this.#buttons.get(entity);
    if (!button) return;
    if (button.closest("li")?.hidden) {
      const item = button.closest("li");
      if (item) item.hidden = false;
    }
    button.setAttribute("aria-pressed", "true");
    if (this.#card.isConnected || !this.#analysis) return;
    this.#card = el(
      "div",
      {},
      entityCard(this.#text, this.#analysis, entity),
      correctionTools(this.#text, this.#analysis, entity),
    );
    button.after(this.#card);
  }
}
