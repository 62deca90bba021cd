// @ts-check
/** Files that the reader takes away. */

import { el } from "./dom.js";

/** A downloaded file's address is kept this long, in milliseconds: browsers read it after the click. */
const KEPT = 60_000;

/**
 * Lets the browser save a file.
 * @param {string} name
 * @param {string} type
 * @param {string} content
 */
export function save(name, type, content) {
  const href = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  el("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT);
}
