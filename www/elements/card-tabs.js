// @ts-check
/**
 * The lower half of the card: panels behind tabs, after the tabs pattern of the ARIA Authoring Practices.
 *
 * In: `add` once for each panel, then `count` with each article; a panel that has nothing to say has no
 * tab. Which one is open is remembered. Out: the event `shown` at the content that comes into sight; it
 * does not bubble.
 */

import { el } from "../dom.js";
import { recall, remember } from "../memory.js";

/**
 * @typedef {object} Panel
 * @property {string} id
 * @property {HTMLButtonElement} tab
 * @property {HTMLElement} panel
 * @property {HTMLElement} count
 */

export class CardTabs extends HTMLElement {
  /** @type {Panel[]} */
  #panels = [];
  #list = el("div", { role: "tablist", "aria-label": "What was found" });

  connectedCallback() {
    this.prepend(this.#list);
    this.#list.addEventListener("click", ({ target }) => {
      const tab = target instanceof Element && target.closest("button");
      const panel = this.#panels.find((panel) => panel.tab === tab);
      if (panel) this.#choose(panel);
    });
    this.#list.addEventListener("keydown", (event) => {
      const shown = this.#shown();
      const at = shown.findIndex(({ tab }) => tab === document.activeElement);
      const moves = {
        ArrowRight: at + 1,
        ArrowLeft: at - 1 + shown.length,
        Home: 0,
        End: shown.length - 1,
      };
      const to = moves[/** @type {keyof typeof moves} */ (event.key)];
      const panel = to === undefined ? undefined : shown[to % shown.length];
      if (!panel) return;
      event.preventDefault();
      this.#choose(panel);
      panel.tab.focus();
    });
  }

  /**
   * @param {string} id
   * @param {string} label
   * @param {HTMLElement} content
   */
  add(id, label, content) {
    const count = el("span", { class: "count" });
    const tab = el(
      "button",
      { type: "button", role: "tab", id: `tab-${id}`, "aria-controls": `panel-${id}` },
      label,
      " ",
      count,
    );
    const panel = el(
      "div",
      { role: "tabpanel", id: `panel-${id}`, "aria-labelledby": tab.id },
      content,
    );
    this.#panels.push({ id, tab, panel, count });
    this.#list.append(tab);
    this.append(panel);
  }

  /**
   * Says how much is in each panel; `null` for one without a count, 0 for one that is absent.
   * @param {Record<string, number | null>} counts
   */
  count(counts) {
    for (const { id, tab, count } of this.#panels) {
      const many = counts[id] ?? null;
      tab.hidden = many === 0;
      count.textContent = many === null ? "" : many.toLocaleString("en");
    }
    this.#open(recall("tab", ""));
  }

  /**
   * Opens the panel at a place among those that are shown.
   * @param {number} place from 0
   */
  choose(place) {
    const panel = this.#shown()[place];
    if (!panel) return;
    this.#choose(panel);
    panel.tab.focus();
  }

  #shown() {
    return this.#panels.filter(({ tab }) => !tab.hidden);
  }

  /** @param {Panel} panel */
  #choose({ id, tab, panel }) {
    remember("tab", id);
    this.#open(id);
    tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    // A panel that begins at the foot of the card would open out of sight: the card scrolls up to its tabs.
    // On a small screen its body scrolls under its head.
    const parts = [".card-body", "summary-card"].map((part) => this.closest(part));
    const card = parts.find((part) => part && part.scrollHeight > part.clientHeight);
    if (!card) return;
    const edge = card.getBoundingClientRect();
    if (panel.getBoundingClientRect().bottom <= edge.bottom) return;
    card.scrollTop += this.#list.getBoundingClientRect().top - edge.top;
  }

  /** @param {string} id the first panel is shown where there is no such one */
  #open(id) {
    const shown = this.#shown();
    const open = shown.find((panel) => panel.id === id) ?? shown[0];
    for (const { tab, panel } of this.#panels) {
      const chosen = tab === open?.tab;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
      panel.hidden = !chosen;
    }
    open?.panel.firstElementChild?.dispatchEvent(new Event("shown"));
  }
}
