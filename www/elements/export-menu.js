// @ts-check
/**
 * Takes an article away in one of the formats: a file, or the clipboard.
 *
 * In: `article`, the text and its analysis; null where there is none. Out: the event `told`, a plain
 * sentence of what was done.
 */

import { el, fire } from "../dom.js";
import { FORMATS, warm, write } from "../exchange.js";
import { save } from "../save.js";

/** @typedef {import("../protocol.js").Analysis} Analysis */

export class ExportMenu extends HTMLElement {
  /** @type {{ text: string, analysis: Analysis } | null} */
  #article = null;
  #button = el(
    "button",
    { type: "button", class: "tool", "aria-haspopup": "dialog", "aria-keyshortcuts": "e" },
    "Export",
  );
  #dialog = el("dialog", { "aria-labelledby": "export-heading", class: "export" });

  connectedCallback() {
    this.hidden = !this.#article;
    const rows = FORMATS.map(({ name, label, what, copy }) =>
      el(
        "li",
        {},
        el("b", {}, label),
        el("span", { class: "count" }, what),
        button("Copy", `Copy ${label}`, `copy ${name}`, !copy),
        button("Save", `Save ${label}`, `save ${name}`, false),
      ),
    );
    this.#dialog.replaceChildren(
      el("h2", { id: "export-heading" }, "Take this article away"),
      el("ul", {}, ...rows),
      el("p", { role: "status" }),
      el("form", { method: "dialog" }, el("button", { class: "primary" }, "Close")),
    );
    this.replaceChildren(this.#button, this.#dialog);
    this.#button.addEventListener("click", () => this.open());
    this.#dialog.addEventListener("click", ({ target }) => {
      const task = target instanceof Element && target.closest("button")?.dataset.task;
      const [how, name] = task ? task.split(" ") : [];
      if (how && name) void this.#do(how, name);
    });
  }

  /** The article that is shown. */
  set article(/** @type {{ text: string, analysis: Analysis } | null} */ article) {
    this.#article = article;
    this.hidden = !article;
  }

  open() {
    if (!this.#article || this.#dialog.open) return;
    this.#say("");
    this.#dialog.showModal();
    void warm().catch(() => this.#say("The exports could not be loaded."));
  }

  /**
   * @param {string} how `copy` or `save`
   * @param {string} name
   */
  async #do(how, name) {
    const article = this.#article;
    if (!article) return;
    try {
      const files = await write(name, article.text, article.analysis);
      if (how === "copy") {
        await navigator.clipboard.writeText(files[0]?.content ?? "");
        this.#say("Copied.");
      } else {
        const stem = fileName(article);
        for (const { suffix, type, content } of files) save(stem + suffix, type, content);
        this.#say(files.length === 1 ? "Saved." : `Saved, ${files.length} files.`);
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#say(`That did not work: ${reason}`);
    }
  }

  /** @param {string} words */
  #say(words) {
    const status = this.#dialog.querySelector("[role=status]");
    if (status) status.textContent = words;
    if (words) fire(this, "told", words);
  }
}

/**
 * @param {string} shown
 * @param {string} label
 * @param {string} task
 * @param {boolean} hidden
 */
function button(shown, label, task, hidden) {
  return el(
    "button",
    { type: "button", class: "link", "aria-label": label, "data-task": task, hidden },
    shown,
  );
}

/**
 * The headline as a name that every file system takes.
 * @param {{ text: string, analysis: Analysis }} article
 */
function fileName({ text, analysis: { article } }) {
  const title = article.title ? text.slice(article.title.start, article.title.end) : "";
  const words = title.normalize("NFC").match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.join("-").slice(0, 60).replace(/-+$/, "").toLowerCase() || "article";
}
