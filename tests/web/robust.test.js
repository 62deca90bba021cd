// @ts-check
/** The page where the browser gives less than it should, or more than one page is open. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { beyondFirefox, dispatchPaste, paste, start } from "./browser.js";

const court = readFileSync(new URL("../../www/samples/court.txt", import.meta.url), "utf8");
const STORY = `Harbour closed

VIK, Dec. 15, 2025 — Ada Orr closed the harbour on Monday. Jon Hale, a trader, said he would wait.
`;

/** How often the memory of a page is looked at, and how long between: a frame of a busy machine took up to a second. */
const LOOKS = 8;
const LOOK_MS = 250;

/** @type {Awaited<ReturnType<typeof start>>} */
let browser;
before(async () => {
  browser = await start();
});
after(() => browser.close());

/** @typedef {import("playwright-core").Page} Page */

/** @param {Page} page */
const names = (page) => page.locator("article-view mark[data-mention]").allInnerTexts();

/**
 * Says that a name is none.
 * @param {Page} page
 * @param {string} name
 */
async function strike(page, name) {
  await page.locator("article-view mark[data-mention]", { hasText: name }).first().click();
  await page.keyboard.press("x");
}

/**
 * Waits until a name is not marked, or is.
 * @param {Page} page
 * @param {string} name
 * @param {boolean} marked
 */
const settles = (page, name, marked) =>
  page.waitForFunction(
    ({ name, marked }) => {
      const marks = [...document.querySelectorAll("article-view mark[data-mention]")];
      return marks.length > 0 && marks.some((mark) => mark.textContent === name) === marked;
    },
    { name, marked },
  );

test("a browser that keeps nothing reads, corrects, and says that it keeps nothing", async () => {
  const { page, faults } = await browser.open();
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
    Object.defineProperty(window, "localStorage", { get: refuse });
  });
  await page.reload();
  await page.waitForSelector("html[data-whole]", { state: "attached" });
  await paste(page, STORY);
  assert.ok((await names(page)).includes("Ada Orr"));
  await strike(page, "Ada Orr");
  await page.getByText("Corrected until this page is closed").waitFor();
  await settles(page, "Ada Orr", false);
  assert.deepEqual(faults, []);
});

test("a full store changes nothing but that corrections are not kept", async () => {
  const { page, faults } = await browser.open();
  await page.evaluate(() => {
    // To the last character.
    for (let size = 1 << 22; size >= 1; size >>= 1) {
      for (let at = 0; ; at += 1) {
        try {
          localStorage.setItem(`filler.${size}.${at}`, "x".repeat(size));
        } catch {
          break;
        }
      }
    }
  });
  await paste(page, STORY);
  await strike(page, "Ada Orr");
  await page.getByText("Corrected until this page is closed").waitFor();
  await settles(page, "Ada Orr", false);
  assert.deepEqual(faults, []);
});

test("two tabs have one list of corrections: neither loses what the other added", async () => {
  const { page, context, faults } = await browser.open();
  await paste(page, STORY);
  const other = await context.newPage();
  await other.goto(browser.server.url);
  await other.waitForSelector("html[data-whole]", { state: "attached" });
  await paste(other, STORY);
  await strike(page, "Ada Orr");
  await settles(page, "Ada Orr", false);
  // The other tab reads its article anew.
  await settles(other, "Ada Orr", false);
  await strike(other, "Jon Hale");
  await settles(page, "Jon Hale", false);
  const kept = await page.evaluate(() => localStorage.getItem("nutgraf.corrections") ?? "");
  assert.deepEqual(
    JSON.parse(kept).map((/** @type {{ words: string[] }} */ { words }) => words[0]),
    ["Ada Orr", "Jon Hale"],
  );
  assert.deepEqual(faults, []);
});

test(
  "a worker that was killed is left by Cancel, and the next one reads",
  { skip: beyondFirefox },
  async () => {
    const { page } = await browser.open();
    await paste(page, STORY);
    const [worker] = page.workers();
    await worker?.evaluate(() => self.close()).catch(() => {});
    await dispatchPaste(page, { text: court });
    // Nobody answers; the text is there meanwhile.
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Read it again" }).click();
    await page.waitForSelector("article-view:not([data-plain]) mark[data-mention]");
  },
);

test(
  "a hundred articles, one after another, take no more memory than twenty",
  { skip: beyondFirefox },
  async (t) => {
    const { page, context } = await browser.open();
    const protocol = await context.newCDPSession(page);
    await protocol.send("Performance.enable");
    const measured = async () => {
      await protocol.send("HeapProfiler.collectGarbage");
      const { metrics } = await protocol.send("Performance.getMetrics");
      const of = (/** @type {string} */ name) => metrics.find((m) => m.name === name)?.value ?? NaN;
      return { nodes: of("Nodes"), heap: of("JSHeapUsedSize") };
    };
    // What a frame or a task that is still to come holds is let go by the next look, on a busy machine by a later one;
    // what is kept stays in all of them.
    const held = async () => {
      const least = await measured();
      for (let look = 1; look < LOOKS; look += 1) {
        await page.waitForTimeout(LOOK_MS);
        const { nodes, heap } = await measured();
        least.nodes = Math.min(least.nodes, nodes);
        least.heap = Math.min(least.heap, heap);
      }
      return least;
    };
    /** @param {number} from @param {number} to */
    const read = async (from, to) => {
      for (let at = from; at < to; at += 1) await paste(page, `${court}\nEnd ${at}.\n`);
    };
    await read(0, 20);
    const early = await held();
    await read(20, 100);
    const late = await held();
    t.diagnostic(`after 20: ${JSON.stringify(early)}; after 100: ${JSON.stringify(late)}`);
    assert.ok(late.nodes < early.nodes * 1.2, "no elements are kept");
    assert.ok(late.heap < early.heap * 1.2, "nothing else is kept");
  },
);

test("the analyzer's own memory does not grow from article to article", async () => {
  const { page } = await browser.open();
  const sizes = await page.evaluate(async (text) => {
    const load = (/** @type {string} */ path) => import(path);
    const { initSync, Analyzer } = await load("/pkg/nutgraf.js");
    const { wasm } = await load("/pkg/module.js");
    const { bytesOf } = await load("/bytes.js");
    const { memory } = initSync({ module: await WebAssembly.compile(bytesOf(wasm)) });
    const analyzer = new Analyzer();
    const sizes = [];
    for (let at = 1; at <= 100; at += 1) {
      analyzer.analyze(text);
      if (at === 5 || at === 100) sizes.push(memory.buffer.byteLength);
    }
    return sizes;
  }, court);
  assert.equal(sizes[1], sizes[0]);
});

test(
  "a tab that is put to sleep while it reads has read when it is woken",
  { skip: beyondFirefox },
  async () => {
    const { page, context, faults } = await browser.open();
    const protocol = await context.newCDPSession(page);
    await protocol.send("Debugger.enable");
    await paste(page, STORY);
    await dispatchPaste(page, { text: `${court}\n\n`.repeat(60) });
    // What a browser does to a tab that it suspends: its scripts stand still, and what comes in waits.
    await protocol.send("Debugger.pause");
    const tick = page.evaluate(() => new Promise((done) => setTimeout(() => done("woken"), 0)));
    const asleep = new Promise((done) => setTimeout(() => done("asleep"), 1500));
    assert.equal(await Promise.race([tick, asleep]), "asleep");
    await protocol.send("Debugger.resume");
    await page.waitForSelector("article-view:not([data-plain]) mark[data-mention]");
    await paste(page, STORY);
    assert.ok((await names(page)).includes("Ada Orr"));
    assert.deepEqual(faults, []);
  },
);

test("hostile words are words in every panel, in the title, in a comparison and in an export", async () => {
  const { page, faults } = await browser.open();
  const mark = '<img src=x onerror="globalThis.harmed = 1">';
  const hostile = `${mark} <script>globalThis.harmed = 2</script> in Oslo

OSLO, Dec. 15, 2025 — “${mark} harms nobody,” said Ada <b>Orr</b> of <a href="javascript:globalThis.harmed = 3">Vik</a> on Monday. <style>body { display: none }</style> killed 12 people in Oslo, Jon Hale said.

On Tuesday, Jon Hale told ${mark} that <svg onload="globalThis.harmed = 4"> would pay $5 million to the Harbour Board of Vik. The ${mark} was shocking, Hale said.
`;
  await paste(page, hostile);
  const alien = () =>
    page.evaluate(
      () =>
        document.querySelectorAll(
          "body :is(script:not([src]), style, svg[onload], img[src=x], [onerror], a[href^=javascript])",
        ).length,
    );
  assert.ok((await page.title()).includes("<script>"), await page.title());
  const tabs = page.getByRole("tab");
  for (let at = 0; at < (await tabs.count()); at += 1) {
    await tabs.nth(at).click();
    assert.equal(await alien(), 0, await tabs.nth(at).innerText());
  }
  const files = await page.evaluate(async (text) => {
    const load = (/** @type {string} */ path) => import(path);
    const { write } = await load("/exchange.js");
    const { createAnalyzer } = await load("/analyzer.js");
    const [{ content }] = await write("html", text, await createAnalyzer().analyze(text));
    return content;
  }, hostile);
  // Opened where scripts may run.
  const opened = await browser.browser.newPage();
  await opened.setContent(files);
  assert.ok((await opened.locator("body").innerText()).includes("<img src=x"));
  const live = "script:not([src]), img, svg, a[href^=javascript], [onerror], [onload]";
  assert.equal(await opened.locator(live).count(), 0, "the annotated page");
  assert.equal(await opened.evaluate(() => "harmed" in globalThis), false);
  await page.getByRole("button", { name: "Compare with another" }).click();
  await page.locator("#text").fill(hostile.replace("12 people", "13 people"));
  await page.getByRole("button", { name: "Read this" }).click();
  await page.locator("compare-view table").waitFor();
  assert.equal(await alien(), 0, "the comparison");
  assert.equal(await page.evaluate(() => "harmed" in globalThis), false);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).display !== "none"), true);
  assert.deepEqual(
    faults.filter((fault) => !/^(Applying|Executing) inline /.test(fault)),
    [],
  );
});

test("signs that turn the direction of writing turn nothing beyond the words they stand in", async () => {
  // Narrow enough for names to stand before the words, not in the margin.
  const { page, faults } = await browser.open({ width: 1000 });
  const turned = `Ada \u202eOrr, the mayor of Vik, met \u2067Jon Hale on Monday.

Orr said that the harbour at Vik would be closed on Tuesday.
`;
  await paste(page, turned);
  assert.equal(
    (await page.locator("article-view").textContent())?.replace(/\s+/g, ""),
    turned.replace(/\s+/g, ""),
  );
  // The second paragraph goes from left to right, behind the name of its speaker too.
  const view = page.locator("article-view");
  await view.evaluate((view) => view.setAttribute("data-statements", ""));
  assert.equal(await view.locator(".said").getAttribute("data-who"), "\u202eOrr");
  const places = await page.evaluate(() => {
    const paragraph = [...document.querySelectorAll("article-view .paragraph")].at(-1);
    const walker = document.createTreeWalker(paragraph ?? document, NodeFilter.SHOW_TEXT);
    const of = (/** @type {string} */ word) => {
      walker.currentNode = paragraph ?? document;
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(word) ?? -1;
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + word.length);
        return range.getBoundingClientRect().left;
      }
      return NaN;
    };
    return ["harbour", "would", "closed", "on"].map(of);
  });
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
  assert.deepEqual(faults, []);
});

test("letters that look like others stay what they are, and names in them are others", async () => {
  const { page, faults } = await browser.open();
  // The first letter of the second name is Cyrillic.
  const text = "Anna Orr met nobody in Oslo. \u0410nna Orr met nobody in Oslo either.";
  await paste(page, text);
  assert.equal(await page.locator("article-view").textContent(), text);
  const listed = await page.locator("entity-list .entity-name").allTextContents();
  const orrs = listed.filter((name) => name.endsWith("nna Orr"));
  assert.deepEqual(orrs.sort(), ["Anna Orr", "\u0410nna Orr"]);
  assert.deepEqual(faults, []);
});

test("a text that is one thing a hundred thousand times over is shown, and the next one is read", async () => {
  const { page, faults } = await browser.open();
  for (const piece of ["<p>", "(", "a", "\u0301", "“", "\u202e", "Al Orr ", "\n"]) {
    await paste(page, `Begin. ${piece.repeat(100_000)} End.`);
    await paste(page, STORY);
    assert.ok((await names(page)).includes("Ada Orr"), JSON.stringify(piece));
  }
  assert.deepEqual(faults, []);
});
