// @ts-check
/**
 * The reader's corrections: what they are, undone, saved, brought in. In: `show(corrections)`. Out: the event `corrected`
 * when they changed, `say` (words) when a file was none.
 */

import { inWords } from "../corrections.js";
import { el, fire } from "../dom.js";
import { save } from "../save.js";

/** @typedef {import("../corrections.js").Corrections} Corrections */

export class CorrectionList extends HTMLElement {
  /** @type {Corrections | null} */
  #corrections = null;
  #file = el("input", { type: "file", accept: ".json,application/json", hidden: true });

  connectedCallback() {
    this.#file.addEventListener("change", async () => {
      const [file] = this.#file.files ?? [];
      this.#file.value = "";
      if (!file || !this.#corrections) return;
      try {
        const count = this.#corrections.fromFile(await file.text());
        fire(this, "corrected");
        fire(this, "say", `${count} ${count === 1 ? "correction" : "corrections"} brought in.`);
      } catch (error) {
        fire(this, "say", `“${file.name}”: ${error instanceof Error ? error.message : error}.`);
      }
    });
    this.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && target.closest("button");
      if (button && this.#corrections) this.#act(button, this.#corrections);
    });
  }

  /**
   * @param {HTMLButtonElement} button
   * @param {Corrections} corrections
   */
  #act(button, corrections) {
    const { act, at } = button.dataset;
    if (act === "open") return this.#file.click();
    if (act === "save")
      return save("nutgraf-corrections.json", "application/json", corrections.toFile());
    if (act === "undo") corrections.undo();
    else if (act === "redo") corrections.redo();
    else if (act === "clear") corrections.clear();
    else if (at !== undefined) corrections.remove(Number(at));
    fire(this, "corrected");
  }

  /** @param {Corrections} corrections */
  show(corrections) {
    this.#corrections = corrections;
    const { all, canUndo, canRedo } = corrections;
    const button = (/** @type {string} */ act, /** @type {string} */ shown, possible = true) =>
      el("button", { type: "button", "data-act": act, disabled: !possible }, shown);
    this.replaceChildren(
      el("h3", {}, "Your corrections ", el("span", { class: "count" }, String(all.length))),
      all.length
        ? el(
            "ul",
            {},
            ...all.map((correction, at) =>
              el(
                "li",
                {},
                el("bdi", {}, inWords(correction)),
                " ",
                el("button", { type: "button", class: "way", "data-at": at }, "Take back"),
              ),
            ),
          )
        : el(
            "p",
            {},
            "None. Choose a name under Actors to correct it, or select words of the article to add one.",
          ),
      el("p", {}, "They stay in this browser and hold for every article."),
      el(
        "div",
        { class: "correction-tools" },
        button("undo", "Undo", canUndo),
        button("redo", "Redo", canRedo),
        button("save", "Save as a file", all.length > 0),
        button("open", "Open a file"),
        button("clear", "Forget all", all.length > 0),
      ),
      this.#file,
    );
  }
}
