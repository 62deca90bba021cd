/**
 * Replaces each of some pieces of a text, which must be there exactly once: a page that has changed fails
 * the build instead of going out half converted.
 * @param {string} text
 * @param {readonly (readonly [string | RegExp, string])[]} pieces
 */
export function swap(text, pieces) {
  for (const [from, to] of pieces) {
    const parts = text.split(from);
    if (parts.length !== 2) throw new Error(`“${from}” is ${parts.length - 1} times in the text`);
    text = parts.join(to);
  }
  return text;
}
