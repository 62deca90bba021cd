// @ts-check
/** The page without a network: kept by its service worker, and as one file from a disk. */

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { found, paste } from "../web/browser.js";
import { serve } from "../web/server.js";

const ARTICLE = readFileSync(new URL("../../www/samples/court.txt", import.meta.url), "utf8");

/** @type {import("playwright-core").Browser} */
let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: found(),
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });
});
after(() => browser.close());

/**
 * A visit until the page is kept.
 * @param {string} url
 */
async function visit(url) {
  const page = await (await browser.newContext()).newPage();
  /** @type {string[]} */
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  await page.goto(url);
  await page.waitForSelector("html[data-offline=ready]", { state: "attached" });
  return { page, faults };
}

test("a page that was visited once works with the network cut", async () => {
  const server = await serve({}, "dist/site/");
  const { page, faults } = await visit(server.url);
  server.close();
  await assert.rejects(fetch(server.url), "the network is cut");
  await page.reload();
  await page.waitForSelector("html[data-whole]", { state: "attached" });
  await paste(page, ARTICLE);
  assert.ok((await page.locator("mark").count()) > 10);
  await page.keyboard.press("e");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save Markdown" }).click();
  assert.match((await download).suggestedFilename(), /\.md$/);
  assert.deepEqual(faults, []);
});

test("a newer page is offered, and taken when the reader says so", async () => {
  const folder = mkdtempSync(join(tmpdir(), "nutgraf-"));
  /** @type {Record<string, URL>} */
  const instead = {};
  const server = await serve(instead, "dist/site/");
  const { page } = await visit(server.url);
  await page.reload();
  await page.waitForSelector("html[data-offline=ready]", { state: "attached" });
  const kept = readFileSync(new URL("../../dist/site/precache.js", import.meta.url), "utf8");
  const newer = join(folder, "precache.js");
  writeFileSync(newer, kept.replace(/"version":"\w+"/, '"version":"newer"'));
  instead["/precache.js"] = pathToFileURL(newer);
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await page.getByText("A newer Nutgraf is here").waitFor();
  await Promise.all([
    page.waitForEvent("load"),
    page.getByRole("button", { name: "Use it" }).click(),
  ]);
  await page.waitForSelector("html[data-offline=ready]", { state: "attached" });
  assert.deepEqual(await page.evaluate(() => caches.keys()), ["nutgraf-newer"]);
  server.close();
  rmSync(folder, { recursive: true });
});

test("every kept file is there, and the manifest names icons of the size that they have", async () => {
  const site = new URL("../../dist/site/", import.meta.url);
  const manifest = JSON.parse(readFileSync(new URL("manifest.webmanifest", site), "utf8"));
  for (const { src, sizes, type } of manifest.icons) {
    const bytes = readFileSync(new URL(src, site));
    if (type !== "image/png") continue;
    assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes, src);
  }
});

test("the one file runs from a disk, reads, exports, and asks for nothing", async () => {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  /** @type {string[]} */
  const faults = [];
  /** @type {string[]} */
  const requests = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  const file = new URL("../../dist/nutgraf.html", import.meta.url).href;
  await page.goto(file);
  await page.waitForSelector("html[data-whole]", { state: "attached" });
  context.on("request", (request) => requests.push(request.url()));
  await paste(page, ARTICLE, "#text");
  assert.ok((await page.locator("mark").count()) > 10);
  assert.equal(await page.locator("summary-card .lines li").count(), 3);
  await page.keyboard.press("e");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save Web page" }).click();
  assert.match((await download).suggestedFilename(), /\.html$/);
  assert.deepEqual(
    requests.filter((url) => !url.startsWith("blob:")),
    [],
  );
  assert.deepEqual(faults, []);
});
