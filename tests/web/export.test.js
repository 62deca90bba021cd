// @ts-check
/** What can be taken away from the page, and brought back. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { beyondFirefox, start, violations } from "./browser.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let browser;
before(async () => {
  browser = await start();
});
after(() => browser.close());

/** @param {{ width?: number, height?: number }} [how] */
async function withExport(how = {}) {
  const visit = await browser.open({ hash: "#sample=budget", ...how });
  await visit.page.locator("mark").first().waitFor();
  await visit.page.keyboard.press("e");
  await visit.page.locator("dialog.export[open]").waitFor();
  return visit;
}

/**
 * The files that a click saves.
 * @param {import("playwright-core").Page} page
 * @param {string} label
 * @param {number} many
 */
async function saved(page, label, many) {
  /** @type {Promise<[string, string]>[]} */
  const files = [];
  page.on("download", (download) =>
    files.push(
      download.path().then((path) => [download.suggestedFilename(), readFileSync(path, "utf8")]),
    ),
  );
  await page.getByRole("button", { name: `Save ${label}`, exact: true }).click();
  while (files.length < many) await page.waitForEvent("download");
  return Object.fromEntries(await Promise.all(files));
}

/**
 * The words of the article and of its marks.
 * @param {import("playwright-core").Page} page
 */
const looks = async (page) => [
  await page.locator("article-view").innerText(),
  await page.locator("article-view mark").allInnerTexts(),
];

test(
  "an article is saved as JSON, opened again and looks as it did, without a request",
  { skip: beyondFirefox },
  async () => {
    const { page, faults, requests } = await withExport();
    requests.length = 0;
    const files = await saved(page, "JSON", 1);
    const [[name, json] = ["", ""]] = Object.entries(files);
    assert.match(name, /^[a-z0-9-]+\.json$/);
    assert.equal(JSON.parse(json).format, "nutgraf/1");
    const before = await looks(page);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Paste another" }).click();
    await page.setInputFiles("#file", {
      name,
      mimeType: "application/json",
      buffer: Buffer.from(json),
    });
    await page.locator("mark").first().waitFor();
    assert.deepEqual(await looks(page), before);
    assert.deepEqual(
      requests.filter((url) => !url.startsWith("blob:")),
      [],
    );
    assert.deepEqual(faults, []);
  },
);

test("tables are saved one by one, and Markdown is copied", { skip: beyondFirefox }, async () => {
  const { page, context, faults } = await withExport();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const files = await saved(page, "Tables", 4);
  assert.ok(Object.keys(files).some((name) => name.endsWith(".mentions.csv")));
  await page.getByRole("button", { name: "Copy Markdown" }).click();
  await page.getByText("Copied.").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^---\ntitle: "/);
  assert.deepEqual(faults, []);
});

test("a file that was not exported here is explained", async () => {
  const { page } = await browser.open();
  const file = { name: "x.json", mimeType: "application/json", buffer: Buffer.from('{"a": 1}') };
  await page.setInputFiles("#file", file);
  await page.getByText("no article that Nutgraf has exported").waitFor();
});

for (const width of [390, 1440]) {
  test(`the menu fits a window ${width} wide and axe finds nothing`, async () => {
    const { page } = await withExport({ width, height: 800 });
    assert.deepEqual(await violations(page), []);
    const overflow = await page.evaluate(
      () => (document.querySelector("dialog.export")?.scrollWidth ?? 0) - innerWidth,
    );
    assert.ok(overflow <= 0, `${overflow} px too wide`);
  });
}
