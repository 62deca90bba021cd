// @ts-check
/**
 * The page in WebKit, where Debian's driver of it is installed: `webkit2gtk-driver`, which brings a small
 * browser, and `xvfb`, the screen that it needs.
 */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { serve } from "../web/server.js";

const ARTICLE = readFileSync(new URL("../../www/samples/court.txt", import.meta.url), "utf8");
const DRIVER = "/usr/bin/WebKitWebDriver";
const SCREEN = "/usr/bin/Xvfb";
const LIBRARIES = existsSync("/usr/lib") ? readdirSync("/usr/lib") : [];
const browser = LIBRARIES.map((name) => `/usr/lib/${name}/webkit2gtk-4.1/MiniBrowser`).find(
  existsSync,
);
const skip =
  existsSync(DRIVER) && existsSync(SCREEN) && browser
    ? false
    : "there is no WebKit: apt-get install webkit2gtk-driver xvfb";

/** How long the page may take for anything, in milliseconds. */
const PATIENCE = 60_000;

test("the page reads in WebKit, and a chosen name stands on its words", { skip }, async () => {
  const server = await serve({}, "dist/site/");
  // Numbers of their own, so that two checkouts can be tested at a time.
  const number = 100 + (process.pid % 800);
  const screen = spawn(SCREEN, [`:${number}`], { stdio: "ignore" });
  const env = {
    ...process.env,
    DISPLAY: `:${number}`,
    LIBGL_ALWAYS_SOFTWARE: "1",
    // It cannot put itself into a box where the tests are in one.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
  };
  const port = 20_000 + number;
  const driver = spawn(DRIVER, [`--port=${port}`], { stdio: "ignore", env });
  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   */
  const call = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const { value } = /** @type {{ value: any }} */ (await response.json());
    if (!response.ok) throw new Error(JSON.stringify(value));
    return value;
  };
  try {
    await pause(1500);
    const options = { binary: browser, args: ["--automation"] };
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": options } };
    const { sessionId } = await call("POST", "/session", { capabilities });
    /** @param {string} script @param {unknown[]} [args] */
    const run = (script, args = []) =>
      call("POST", `/session/${sessionId}/execute/sync`, { script, args });
    /** @param {string} script */
    const until = async (script) => {
      for (const begun = Date.now(); !(await run(script)); await pause(200))
        assert.ok(Date.now() - begun < PATIENCE, script);
    };
    await call("POST", `/session/${sessionId}/url`, { url: server.url });
    await until("return document.documentElement.hasAttribute('data-whole')");
    await run(
      `const data = new DataTransfer();
       data.setData("text/plain", arguments[0]);
       const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
       document.querySelector("#text").dispatchEvent(event);`,
      [ARTICLE],
    );
    await until("return document.querySelector('article-view mark[data-mention]') !== null");
    const [words, chosen] = await run(
      `const mark = document.querySelector("article-view mark[data-mention]");
       mark.click();
       return [mark.textContent, mark.classList.contains("chosen")];`,
    );
    assert.ok(chosen && ARTICLE.includes(words), words);
    await call("DELETE", `/session/${sessionId}`);
  } finally {
    driver.kill();
    screen.kill();
    server.close();
  }
});
