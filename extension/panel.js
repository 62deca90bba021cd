/**
 * The panel beside a tab: the page of Nutgraf, fed with the article of the tab. What is chosen here is
 * painted there with the CSS Custom Highlight API, which leaves the document as it is.
 */

import { articleOf } from "./exchange.js";

const api = globalThis.browser ?? globalThis.chrome;

/** How chosen words look in the tab. */
const STYLE = "::highlight(nutgraf) { background-color: #ffe08a; color: #1a1a1a; }";

/** @type {number | null} the tab that was read */
let tab = null;
/** The window that this panel is in: the pages of another one are read by its own panel. */
const here = api.windows.getCurrent().then(({ id }) => id);
/** The last page that was taken, so that none is read twice. */
let last = 0;
/** Whether what is painted in the tab is of this panel: another one, in a second window, paints there too. */
let painted = false;
/** The painting that was asked for last: each waits for the one before, so that the newest stays. */
let painting = Promise.resolve();

/** @param {{ tab: number, window: number, at: number, html?: string, selected?: string, fault?: string } | undefined} page */
async function read(page) {
  const own = await here;
  if (!page || page.at === last || page.window !== own) return;
  last = page.at;
  ({ tab } = page);
  const found = page.html ? await articleOf(page.html) : "";
  // A page without an article: what the reader has selected is meant.
  const text = found || page.selected || "";
  const fault = page.fault ?? "No article was found on this page. Select its words and try again.";
  document.dispatchEvent(new CustomEvent("bring", { detail: text.trim() ? { text } : { fault } }));
}

api.storage.session.onChanged.addListener(({ page }) => void read(page?.newValue));
void api.storage.session.get("page").then(({ page }) => read(page));

document.addEventListener("chosen", (event) => {
  const { detail } = /** @type {CustomEvent<{ words: string[], at: number } | null>} */ (event);
  painting = painting.then(() => paint(detail));
});

/** @param {{ words: string[], at: number } | null} chosen */
async function paint(chosen) {
  if (tab === null || !(chosen || painted)) return;
  const target = { tabId: tab };
  painted = chosen !== null;
  try {
    if (chosen) await api.scripting.insertCSS({ target, css: STYLE });
    await api.scripting.executeScript({ target, func: highlight, args: [chosen] });
  } catch {
    // The tab has gone on to another page, which is not ours to touch.
    tab = null;
  }
}

/**
 * Runs in the tab: paints every place of some words and shows one of them.
 * @param {{ words: string[], at: number } | null} chosen `at`: which place, counted from the front; -1 for none
 */
function highlight(chosen) {
  if (!("highlights" in CSS)) return 0;
  CSS.highlights.delete("nutgraf");
  if (!chosen?.words.length) return 0;
  const escaped = [...chosen.words]
    .sort((a, b) => b.length - a.length)
    .map((words) => words.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+"));
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join("|")})(?![\\p{L}\\p{N}])`, "gu");
  /** @type {{ node: Text, start: number }[]} */
  const pieces = [];
  let all = "";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest("script, style, noscript, template")
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    pieces.push({ node, start: all.length });
    all += node.data;
  }
  const place = (offset) => {
    let low = 0;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (pieces[middle].start <= offset) low = middle;
      else high = middle - 1;
    }
    return { node: pieces[low].node, offset: offset - pieces[low].start };
  };
  const ranges = [...all.matchAll(pattern)].map((hit) => {
    const range = document.createRange();
    const from = place(hit.index);
    const to = place(hit.index + hit[0].length - 1);
    range.setStart(from.node, from.offset);
    range.setEnd(to.node, to.offset + 1);
    return range;
  });
  CSS.highlights.set("nutgraf", new Highlight(...ranges));
  const shown = ranges[Math.min(chosen.at, ranges.length - 1)];
  shown?.startContainer.parentElement?.scrollIntoView({ block: "center", behavior: "instant" });
  return ranges.length;
}
