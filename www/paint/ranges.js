// @ts-check
/** From offsets in the text to places in the DOM, and back. */

/**
 * A painted stretch: the text of `element` is `text.slice(start, end)`.
 * @typedef {{ start: number, end: number, element: HTMLElement }} Run
 */

/**
 * The index of the last run that begins at or before `offset`; -1 if there is none.
 * @param {readonly Run[]} runs in text order
 * @param {number} offset
 */
export function runAt(runs, offset) {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const run = runs[middle];
    if (run && run.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * The DOM range of a stretch of text; null where none of it is painted.
 * @param {readonly Run[]} runs in text order
 * @param {number} start
 * @param {number} end
 */
export function rangeOf(runs, start, end) {
  const from = place(runs[runAt(runs, start)], start);
  const to = place(runs[runAt(runs, end - 1)], end);
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  return range.collapsed ? null : range;
}

/**
 * @param {Run | undefined} run
 * @param {number} offset
 */
function place(run, offset) {
  if (!run) return null;
  let rest = Math.min(offset, run.end) - run.start;
  const walker = document.createTreeWalker(run.element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const { length } = /** @type {Text} */ (node);
    if (rest <= length) return { node, offset: rest };
    rest -= length;
  }
  return null;
}
