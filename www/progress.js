// @ts-check
/** What is being done, once it takes long enough to be noticed; a way to stop it, once it is felt. */

import { need } from "./dom.js";

/** Milliseconds until the line shows. */
const NOTICED = 150;
/** Milliseconds until it can be cancelled. */
const FELT = 1000;

export class Progress {
  running = false;
  cancelled = false;
  /** @type {ReturnType<typeof setTimeout>[]} */
  #timers = [];
  #line = need("#progress");
  #words = need("#progress-words");
  #cancel = need("#cancel");

  /** @param {() => void} cancel */
  constructor(cancel) {
    this.#cancel.addEventListener("click", () => {
      this.cancelled = true;
      cancel();
    });
  }

  /**
   * @param {number} length of the text in UTF-16 units
   * @param {() => void} noticed called when the line shows
   */
  start(length, noticed) {
    this.end();
    this.running = true;
    this.cancelled = false;
    this.#timers = [
      setTimeout(() => {
        this.#line.hidden = false;
        this.#words.textContent = `Reading ${size(length)}…`;
        noticed();
      }, NOTICED),
      setTimeout(() => {
        this.#cancel.hidden = false;
      }, FELT),
    ];
  }

  end() {
    this.running = false;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#line.hidden = true;
    this.#cancel.hidden = true;
    this.#words.textContent = "";
  }
}

/** @param {number} length */
function size(length) {
  if (length < 1_000_000) return `${Math.ceil(length / 1000).toLocaleString("en")},000 characters`;
  return `${(length / 1_000_000).toFixed(1)} million characters`;
}
