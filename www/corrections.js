// @ts-check
/**
 * What the reader said of names: kept in this browser, undone and done again, saved as a file and read from one.
 * The analyzer heeds them in every article; see `src/correction.rs`.
 */

import { recall, remember, whenChanged } from "./memory.js";
import { nameOf } from "./kinds.js";

/** @typedef {import("./pkg/nutgraf.js").Correction} Correction */

/** As `src/types/correction.rs` has it. */
const FORMAT = "nutgraf corrections";

export class Corrections {
  /** @type {readonly Correction[]} */
  all = recalled();
  /** @type {(readonly Correction[])[]} */
  #before = [];
  /** @type {(readonly Correction[])[]} */
  #undone = [];
  /** False if this browser did not keep the last change. */
  kept = true;

  /** @param {() => void} changed called when another tab has changed them: there is one list, not one a tab */
  constructor(changed) {
    whenChanged("corrections", () => {
      this.all = recalled();
      // Undoing would take back what the other tab did.
      this.#before = [];
      this.#undone = [];
      changed();
    });
  }

  /** @param {readonly Correction[]} all */
  #become(all) {
    this.all = all;
    this.kept = remember("corrections", JSON.stringify(all));
  }

  /** @param {readonly Correction[]} all */
  #change(all) {
    this.#before.push(this.all);
    this.#undone = [];
    this.#become(all);
  }

  get canUndo() {
    return this.#before.length > 0;
  }

  get canRedo() {
    return this.#undone.length > 0;
  }

  /** @param {Correction} correction */
  add(correction) {
    this.#change([...this.all, correction]);
  }

  /** @param {number} at which one is taken back */
  remove(at) {
    this.#change(this.all.filter((_, place) => place !== at));
  }

  clear() {
    this.#change([]);
  }

  /** @returns {boolean} false if there is nothing to undo */
  undo() {
    const before = this.#before.pop();
    if (!before) return false;
    this.#undone.push(this.all);
    this.#become(before);
    return true;
  }

  /** @returns {boolean} false if nothing was undone */
  redo() {
    const after = this.#undone.pop();
    if (!after) return false;
    this.#before.push(this.all);
    this.#become(after);
    return true;
  }

  /** All as a file. */
  toFile() {
    const corrections = this.all;
    return `${JSON.stringify({ format: FORMAT, version: 1, corrections }, null, 2)}\n`;
  }

  /**
   * Adds those of a file to those that are there.
   * @param {string} json
   * @returns {number} how many
   */
  fromFile(json) {
    const { format, version, corrections } = JSON.parse(json);
    if (format !== FORMAT || version !== 1 || !Array.isArray(corrections)) {
      throw new Error("this is no file of corrections");
    }
    const good = corrections.filter(isCorrection);
    if (good.length < corrections.length) {
      throw new Error(`correction ${corrections.findIndex((c) => !isCorrection(c)) + 1} is none`);
    }
    this.#change([...this.all, ...good]);
    return good.length;
  }
}

/** True if a text looks like a file of corrections, good or not. */
export const isCorrections = (/** @type {string} */ json) =>
  /^\s*\{\s*"format"\s*:\s*"nutgraf corrections"/.test(json);

/**
 * A correction in words.
 * @param {Correction} correction
 */
export function inWords(correction) {
  const [first = "", ...rest] = correction.words.map((words) => `“${words}”`);
  const both = rest.length ? `${rest.join(", ")} and ${first}` : first;
  switch (correction.do) {
    case "delete":
      return `${both}: not a name`;
    case "confirm":
      return `${both}: right`;
    case "retype":
      return `${both}: ${nameOf(correction.kind ?? "")}`;
    case "add":
      return `${both}: ${nameOf(correction.kind ?? "")}, added`;
    case "merge":
      return `${both}: the same`;
    case "split":
      return `${both}: apart`;
    case "rename":
      return `${both}: called “${correction.name ?? ""}”`;
  }
}

const KINDS = ["person", "organization", "location", "facility", "group", "event", "work", "law"];

/**
 * @param {unknown} value
 * @returns {value is Correction}
 */
function isCorrection(value) {
  if (typeof value !== "object" || value === null) return false;
  const { do: act, words, kind, name } = /** @type {Record<string, unknown>} */ (value);
  const isText = (/** @type {unknown} */ text) =>
    typeof text === "string" && text.trim() !== "" && text.length <= 100;
  if (!Array.isArray(words) || !words.length || !words.every(isText)) return false;
  if (act === "retype" || act === "add") return [...KINDS, "product"].includes(String(kind));
  if (act === "rename") return isText(name);
  return ["delete", "confirm", "merge", "split"].includes(String(act));
}

/** Those of this browser; none if it keeps nothing or something else is there. */
function recalled() {
  try {
    const all = JSON.parse(recall("corrections", "[]"));
    return Array.isArray(all) ? all.filter(isCorrection) : [];
  } catch {
    return [];
  }
}
