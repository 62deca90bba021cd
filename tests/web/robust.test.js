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
    const held = async () => {
      await protocol.send("HeapProfiler.collectGarbage");
      const { metrics } = await protocol.send("Performance.getMetrics");
      const of = (/** @type {string} */ name) => metrics.find((m) => m.name === name)?.value ?? NaN;
      return { nodes: of("Nodes"), heap: of("JSHeapUsedSize") };
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
