// @ts-check
/** A real Chromium or Firefox with the page in it, and the questions that the tests ask of it. */

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium, firefox } from "playwright-core";
import { serve } from "./server.js";

/** @typedef {import("playwright-core").Page} Page */

const KNOWN = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The path of a Chromium. */
export function found() {
  const path = process.env["CHROMIUM"] ?? KNOWN.find((path) => existsSync(path));
  if (!path) throw new Error("Set CHROMIUM to the path of a Chromium.");
  return path;
}

/** The path of a Firefox, if that is what the tests are to run in. */
const FIREFOX = process.env["FIREFOX"];

/** For tests of what a driven Firefox is not allowed to do: why they are passed over there, or false. */
export const beyondFirefox = FIREFOX
  ? "a driven Firefox gives no clipboard and saves no files"
  : false;

const launchChromium = () =>
  chromium.launch({
    executablePath: found(),
    args: ["--no-sandbox", "--disable-dev-shm-usage"],
  });

/**
 * A Firefox as it is shipped, driven by the WebDriver BiDi protocol, which cannot set everything that the
 * tests want: motion is reduced by its own preferences.
 * @param {string} executablePath
 */
const launchFirefox = (executablePath) =>
  firefox.launch({
    channel: "moz-firefox",
    executablePath,
    firefoxUserPrefs: { "ui.prefersReducedMotion": 1 },
  });

/**
 * Starts the server and the browser that the tests of a file share.
 * @param {{ fake?: boolean, folder?: string }} [how] `fake`: a worker of known answers in the place of the analyzer;
 *   `folder`: what is served, `www/` if not given
 */
export async function start({ fake = false, folder = "www/" } = {}) {
  const worker = new URL("./fake-worker.js", import.meta.url);
  const server = await serve(fake ? { "/worker.js": worker } : {}, folder);
  const browser = await (FIREFOX ? launchFirefox(FIREFOX) : launchChromium());
  return {
    server,
    browser,
    /**
     * A fresh visit. Anything that goes wrong on the page fails the test that looks at `faults`.
     * @param {{ width?: number, height?: number, dark?: boolean, hash?: string, touch?: boolean }} [how]
     */
    async open({ width = 1440, height = 900, dark = false, hash = "", touch = false } = {}) {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: dark ? "dark" : "light",
        reducedMotion: "reduce",
        hasTouch: touch,
        serviceWorkers: "block",
      });
      const page = await context.newPage();
      /** @type {string[]} */
      const faults = [];
      /** @type {string[]} */
      const requests = [];
      page.on("pageerror", (error) => faults.push(String(error)));
      page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
      context.on("request", (request) => requests.push(request.url()));
      await page.goto(server.url + hash);
      await page.waitForSelector("html[data-whole]", { state: "attached" });
      return { page, context, faults, requests };
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/**
 * Pastes as a reader does: an event with text, markup or both. Resolves when the page shows it read.
 * @param {Page} page
 * @param {string | { text?: string, html?: string }} what
 * @param {string} [into] selector of the element that has the focus
 */
export async function paste(page, what, into = "body") {
  const data = typeof what === "string" ? { text: what } : what;
  await page.evaluate(() => document.querySelector("article-view .part")?.classList.add("old"));
  await dispatchPaste(page, data, into);
  // By a locator, which holds on to no element: one that is held keeps the whole article in memory.
  const part =
    "html[data-state=reading] article-view:not([data-plain]) .part:first-child:not(.old)";
  await page.locator(part).first().waitFor();
}

/**
 * @param {Page} page
 * @param {{ text?: string, html?: string }} data
 * @param {string} [into]
 */
export async function dispatchPaste(page, data, into = "body") {
  await page.evaluate(
    ({ data, into }) => {
      const clipboardData = new DataTransfer();
      if (data.text !== undefined) clipboardData.setData("text/plain", data.text);
      if (data.html !== undefined) clipboardData.setData("text/html", data.html);
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      // Firefox makes an event without what it was given.
      if (event.clipboardData !== clipboardData && !event.clipboardData?.types.length)
        Object.defineProperty(event, "clipboardData", { value: clipboardData });
      document.querySelector(into)?.dispatchEvent(event);
    },
    { data, into },
  );
}

/**
 * Milliseconds from the paste to the second frame after the article has been replaced.
 * @param {Page} page
 * @param {string} text
 */
export const pasteToPaint = (page, text) =>
  page.evaluate(async (text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    const view = /** @type {Element} */ (document.querySelector("article-view"));
    const began = performance.now();
    const painted = new Promise((done) => {
      new MutationObserver((_, observer) => {
        observer.disconnect();
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
      }).observe(view, { childList: true });
    });
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
    return Number(await painted) - began;
  }, text);

/**
 * What axe finds wrong, in a form that reads well in a failed test.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function violations(page) {
  // Through the debugging protocol: the page's own policy lets no such script in.
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { axe } = /** @type {any} */ (globalThis);
    const { violations } = await axe.run(document, { resultTypes: ["violations"] });
    return violations.flatMap((/** @type {any} */ { id, nodes }) =>
      nodes.map((/** @type {any} */ { target }) => `${id}: ${target.join(" ")}`),
    );
  });
}

/**
 * The words that a polite announcement holds now.
 * @param {Page} page
 */
export const announced = (page) => page.locator("#here-words").textContent();
