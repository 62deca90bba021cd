// @ts-check
/** What goes out in a Firefox as it is shipped: the extension, the kept page, the one file. */

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { serve } from "../web/server.js";
import { startFirefox } from "./marionette.js";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const PAGES = fileURLToPath(new URL("pages/", import.meta.url));
const ARTICLE = readFileSync(new URL("../../www/samples/court.txt", import.meta.url), "utf8");

/** Names that Firefox would draw by chance: ours are fixed, so that the panel has an address. */
const UUID = "6f1ac1f0-0d59-4c5c-8f0a-3a7d1c0b9a11";
const ID = "nutgraf@nutgraf.invalid";

/** How often the keys are pressed until a page must have been read. */
const PRESSES = 5;

/** Keys as WebDriver writes them. */
const [ALT, SHIFT] = ["\uE00A", "\uE008"];

const firefoxPath = process.env["FIREFOX"] ?? "/usr/bin/firefox-esr";
const skip = existsSync(firefoxPath) ? false : "there is no Firefox; set FIREFOX to its path";

/** @type {Awaited<ReturnType<typeof startFirefox>>} */
let firefox;

describe("in Firefox", { skip }, () => {
  before(async () => {
    firefox = await startFirefox(firefoxPath, {
      "extensions.webextensions.uuids": JSON.stringify({ [ID]: UUID }),
    });
  });
  after(() => firefox?.close());

  /** Pastes an article, and waits until it is read. */
  const paste = async () => {
    await firefox.until(() => document.documentElement.hasAttribute("data-whole"));
    await firefox.run(
      (text) => {
        const data = new DataTransfer();
        data.setData("text/plain", text);
        const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true });
        Object.defineProperty(event, "clipboardData", { value: data });
        document.querySelector("#text")?.dispatchEvent(event);
      },
      [ARTICLE],
    );
    await firefox.until(() => document.querySelector("article-view mark[data-mention]") !== null);
  };

  /** A name chosen by a click is painted, and the mark's words are where the article has them. */
  const choose = () =>
    firefox.run(() => {
      const mark = /** @type {HTMLElement} */ (
        document.querySelector("article-view mark[data-mention]")
      );
      mark.click();
      return { words: mark.textContent, chosen: mark.classList.contains("chosen") };
    });

  test("the extension: its keys read the page, open the panel, and a chosen name is painted in the page", async (t) => {
    const manifest = JSON.parse(
      readFileSync(join(DIST, "extension/firefox/manifest.json"), "utf8"),
    );
    const oldest = Number.parseInt(manifest.browser_specific_settings.gecko.strict_min_version, 10);
    if (firefox.version < oldest) {
      t.skip(`this Firefox is ${firefox.version}, and the extension is for ${oldest} and later`);
      return;
    }
    const server = createServer((request, response) => {
      const name = readdirSync(PAGES).find((name) => request.url === `/${name}`);
      response.writeHead(name ? 200 : 404, { "content-type": "text/html; charset=utf-8" });
      response.end(name && readFileSync(join(PAGES, name)));
    });
    await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
    t.after(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
    await firefox.command("Addon:Install", {
      path: join(DIST, "extension/firefox"),
      temporary: true,
    });
    const page = await firefox.tab();
    // The panel once more as a tab, because the one beside the page cannot be looked into.
    const panel = await firefox.open();
    await firefox.visit(`moz-extension://${UUID}/index.html`);
    await firefox.until(() => document.documentElement.hasAttribute("data-whole"));
    for (const name of readdirSync(PAGES)) {
      await firefox.turnTo(page);
      await firefox.visit(`http://127.0.0.1:${port}/${name}`);
      const isRead = () => document.querySelector("article-view mark[data-mention]") !== null;
      // Keys that are pressed before a busy browser listens are lost: they are pressed again.
      for (let press = 0, read = false; !read; press += 1) {
        assert.ok(press < PRESSES, `${name}: nothing came to the panel`);
        await firefox.turnTo(page);
        await firefox.inChrome(() => firefox.press(ALT, SHIFT, "n"));
        await firefox.turnTo(panel);
        read = await firefox.until(isRead, [], 10_000).catch(() => false);
      }
      const text = await firefox.run(
        () => document.querySelector("article-view")?.textContent ?? "",
      );
      assert.match(text, /Okafor/, name);
      assert.doesNotMatch(text, /Cookie|Subscribe|Most read/, name);
      await firefox.run(() => {
        const marks = [...document.querySelectorAll("article-view mark")];
        const mark = marks.find(({ textContent }) => textContent?.includes("Okafor"));
        /** @type {HTMLElement} */ (mark).click();
      });
      await firefox.turnTo(page);
      const painted = await firefox.until(() => {
        const all = /** @type {Set<Range> | undefined} */ (
          /** @type {unknown} */ (CSS.highlights.get("nutgraf"))
        );
        return all && all.size > 1 ? [...all].map(String) : null;
      });
      assert.ok(
        painted.every((words) => words.includes("Okafor")),
        `${name}: ${painted.join(", ")}`,
      );
      await firefox.turnTo(panel);
      await firefox.run(() => document.querySelector("article-view")?.replaceChildren());
    }
    await firefox.turnTo(page);
    const beside = await firefox.inChrome(() =>
      firefox.run(() => {
        const { SidebarController } = /** @type {any} */ (window);
        return [SidebarController.isOpen, SidebarController.currentID];
      }),
    );
    assert.deepEqual(beside, [true, "nutgraf_nutgraf_invalid-sidebar-action"]);
  });

  test("a page that was visited once works with the network cut, and saves a file", async () => {
    const server = await serve({}, "dist/site/");
    await firefox.open();
    await firefox.visit(server.url);
    await firefox.until(() => document.documentElement.dataset["offline"] === "ready");
    server.close();
    await assert.rejects(fetch(server.url), "the network is cut");
    await firefox.open();
    await firefox.visit(server.url);
    await paste();
    const { chosen, words } = await choose();
    assert.ok(chosen && words && ARTICLE.includes(words), words);
    await firefox.press("e");
    await firefox.run(() => {
      const buttons = [...document.querySelectorAll("export-menu button")];
      const save = buttons.find((button) => button.getAttribute("aria-label") === "Save Markdown");
      /** @type {HTMLElement} */ (save).click();
    });
    for (let wait = 0; wait < 100 && !readdirSync(firefox.downloads).length; wait += 1)
      await pause(100);
    assert.match(readdirSync(firefox.downloads).join(), /\.md/);
  });

  test("the one file runs from a disk", async () => {
    await firefox.open();
    await firefox.visit(new URL("../../dist/nutgraf.html", import.meta.url).href);
    await paste();
    const { chosen, words } = await choose();
    assert.ok(chosen && words && ARTICLE.includes(words), words);
  });
});
