// @ts-check
/** Articles side by side, with the real analyzer. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { dispatchPaste, paste, start, violations } from "./browser.js";

const FIRST = `Raid on police post kills 12

KANO, Dec. 14, 2025 — Gunmen attacked a police post in Kano on Saturday, killing 12 people, Governor Ada Orr said.

“We are in grief,” said Jon Hale, a trader.
`;
const SECOND = `Police post raided in Kano

KANO, Dec. 14, 2025 — A raid on a police post in Kano killed 17 people on Saturday, Ada Orr told reporters.

Mina Sund, a nurse, said that help came late.
`;

/** @type {Awaited<ReturnType<typeof start>>} */
let browser;
before(async () => {
  browser = await start();
});
after(() => browser.close());

/** @param {import("playwright-core").Page} page */
async function both(page) {
  await paste(page, FIRST);
  await page.getByRole("button", { name: "Compare with another" }).click();
  await page.getByText("Paste the article to compare with.").waitFor();
  await page.locator("#text").focus();
  await dispatchPaste(page, { text: SECOND }, "#text");
  await page.locator("compare-view table").waitFor();
}

test("two articles are set side by side: conflicting figures, shared names, who speaks only here", async () => {
  const { page, faults } = await browser.open();
  await both(page);
  const killed = page.locator("compare-view tr", { hasText: "killed" }).first();
  assert.match(await killed.innerText(), /conflict/);
  assert.match(await killed.innerText(), /12 people/);
  assert.match(await killed.innerText(), /17 people/);
  const row = (/** @type {string} */ label) =>
    page.locator("compare-view tr", {
      has: page.getByRole("rowheader", { name: label, exact: true }),
    });
  assert.match(await row("Ada Orr").innerText(), /1 mention.*1 mention/s);
  const speaks = await row("speaks").innerText();
  assert.match(speaks, /Jon Hale/);
  assert.match(speaks, /Mina Sund/);
  assert.doesNotMatch(speaks, /Ada Orr/);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(faults, []);
});

test("each cell leads to its words in its article, and back", async () => {
  const { page, faults } = await browser.open();
  await both(page);
  await page.getByRole("button", { name: /12 people/ }).click();
  await page.getByText("One of the articles that you compare.").waitFor();
  assert.match((await page.evaluate(() => getSelection()?.toString())) ?? "", /12 people/);
  assert.match(await page.locator("article-view h1").innerText(), /kills 12/);
  await page.getByRole("button", { name: "Back to the comparison" }).click();
  assert.ok(await page.locator("compare-view table").isVisible());
  await page.getByRole("button", { name: "End the comparison" }).click();
  assert.ok(await page.locator("article-view").isVisible());
  assert.deepEqual(faults, []);
});

test("two versions of one article tell what changed", async () => {
  const { page } = await browser.open();
  await paste(page, FIRST);
  await page.getByRole("button", { name: "Compare with another" }).click();
  await page.locator("#text").fill(FIRST.replace("killing 12 people", "killing 15 people"));
  await page.getByRole("button", { name: "Read this" }).click();
  await page.locator("compare-view .changes").waitFor();
  const told = await page.locator("compare-view .changes").innerText();
  assert.match(told, /Reworded 1/);
  assert.match(told, /killing 12 people[\s\S]*→[\s\S]*killing 15 people/);
});
