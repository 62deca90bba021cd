// @ts-check
/** Where words occur in a text. */

/** @typedef {import("./protocol.js").Span} Span */

/** More hits than this are not told apart by anybody. */
const MOST = 9999;

/** What stands for what, so that a query typed on a keyboard finds what a typesetter set. */
const ALIKE = [
  [/^['’‘ʼ]$/u, "['’‘ʼ]"],
  [/^["“”„«»]$/u, '["“”„«»]'],
  [/^[-‐‑–—]$/u, "[-‐‑–—]"],
];

/**
 * Every place where `query` occurs, capitals and kinds of quotation marks, dashes and spaces aside.
 * @param {string} text
 * @param {string} query
 * @returns {Span[]}
 */
export function occurrences(text, query) {
  const wanted = query.trim();
  if (!wanted) return [];
  const pattern = new RegExp([...wanted.replace(/\s+/gu, " ")].map(sign).join(""), "giu");
  /** @type {Span[]} */
  const found = [];
  for (const hit of text.matchAll(pattern)) {
    found.push({ start: hit.index, end: hit.index + hit[0].length });
    if (found.length === MOST) break;
  }
  return found;
}

/** @param {string} character */
function sign(character) {
  if (character === " ") return "\\s+";
  const alike = ALIKE.find(([from]) => /** @type {RegExp} */ (from).test(character));
  if (alike) return String(alike[1]);
  return character.replace(/[\\^$.*+?()[\]{}|/]/u, "\\$&");
}
