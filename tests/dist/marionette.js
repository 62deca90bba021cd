// @ts-check
/**
 * A Firefox as it is shipped, driven by Marionette, which is part of it: the protocol beneath geckodriver.
 * It can do what WebDriver BiDi may not: install the extension, press the browser's own keys, open its panel.
 *
 * A message is `LENGTH:JSON`; a command is `[0, id, name, parameters]`, its answer `[1, id, error, result]`.
 */

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** Attempts to reach a Firefox that has just been started, a quarter of a second apart. */
const ATTEMPTS = 160;

/** What the machine is to wait for at most in the browser, in milliseconds. */
const PATIENCE = 60_000;

/** @returns {Promise<number>} a port that is free now */
const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => done(port));
    });
  });

/**
 * @param {number} port
 * @returns {Promise<import("node:net").Socket>}
 */
async function reach(port) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await new Promise((done, fail) => {
        const socket = connect(port, "127.0.0.1", () => done(socket));
        socket.once("error", fail);
      });
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await pause(250);
    }
  }
}

/**
 * Starts a Firefox with a profile of its own.
 * @param {string} path
 * @param {Record<string, string | number | boolean>} [preferences]
 */
export async function startFirefox(path, preferences = {}) {
  const folder = mkdtempSync(join(tmpdir(), "nutgraf-firefox-"));
  const downloads = join(folder, "downloads");
  const profile = join(folder, "profile");
  mkdirSync(downloads);
  mkdirSync(profile);
  const port = await freePort();
  const all = {
    "marionette.port": port,
    "browser.download.folderList": 2,
    "browser.download.dir": downloads,
    "browser.shell.checkDefaultBrowser": false,
    "datareporting.policy.dataSubmissionEnabled": false,
    "ui.prefersReducedMotion": 1,
    ...preferences,
  };
  const lines = Object.entries(all).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profile, "user.js"), lines.join(""));
  const flags = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access"];
  const firefox = spawn(path, [...flags, "--profile", profile], { stdio: "ignore" });
  const socket = await reach(port);
  /** @type {Map<number, { resolve: (result: any) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  let heard = Buffer.alloc(0);
  let id = 0;
  socket.on("data", (more) => {
    heard = Buffer.concat([heard, more]);
    for (;;) {
      const colon = heard.indexOf(":");
      const end = colon + 1 + Number(heard.subarray(0, Math.max(colon, 0)));
      if (colon < 0 || heard.length < end) return;
      const message = JSON.parse(heard.subarray(colon + 1, end).toString());
      heard = heard.subarray(end);
      // The first is a greeting.
      if (!Array.isArray(message)) continue;
      const [, id, error, result] = message;
      const promise = waiting.get(id);
      waiting.delete(id);
      if (error) promise?.reject(new Error(`${error.error}: ${error.message}`));
      else promise?.resolve(result);
    }
  });
  /**
   * @param {string} name
   * @param {unknown} [parameters]
   * @returns {Promise<any>}
   */
  const command = (name, parameters = {}) => {
    id += 1;
    const message = JSON.stringify([0, id, name, parameters]);
    const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    socket.write(`${Buffer.byteLength(message)}:${message}`);
    return answer;
  };
  const { capabilities } = await command("WebDriver:NewSession");
  await command("WebDriver:SetTimeouts", { script: PATIENCE, pageLoad: PATIENCE });

  /**
   * Runs a function in the page, or with `chrome` in the window of the browser.
   * @template T
   * @param {(...args: any[]) => T | Promise<T>} what
   * @param {unknown[]} [args]
   * @returns {Promise<T>}
   */
  const run = async (what, args = []) => {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve(arguments).then(([...all]) => (${what})(...all.slice(0, -1)))
        .then((value) => done({ value }), (fault) => done({ fault: String(fault) }));`;
    const { value } = await command("WebDriver:ExecuteAsyncScript", { script, args });
    if (value.fault !== undefined) throw new Error(value.fault);
    return value.value;
  };

  return {
    command,
    run,
    downloads,
    version: Number.parseInt(capabilities.browserVersion, 10),
    /**
     * Waits until a function of the page holds, and gives back what it says.
     * @template T
     * @param {(...args: any[]) => T} what
     * @param {unknown[]} [args]
     * @param {number} [patience] in milliseconds
     * @returns {Promise<NonNullable<T>>}
     */
    async until(what, args = [], patience = PATIENCE) {
      for (const begun = Date.now(); ;) {
        const held = await run(what, args);
        if (held) return held;
        if (Date.now() - begun > patience) throw new Error(`It never held: ${what}`);
        await pause(100);
      }
    },
    /** @param {string} url */
    visit: (url) => command("WebDriver:Navigate", { url }),
    /** @returns {Promise<string>} the tab that is driven now */
    tab: async () => (await command("WebDriver:GetWindowHandle")).value,
    /** @param {string} handle */
    turnTo: (handle) => command("WebDriver:SwitchToWindow", { handle }),
    /** @returns {Promise<string>} a new tab, which is driven from now on */
    async open() {
      const { handle } = await command("WebDriver:NewWindow", { type: "tab" });
      await command("WebDriver:SwitchToWindow", { handle, focus: true });
      return handle;
    },
    /**
     * Does something in the window of the browser itself.
     * @template T
     * @param {() => Promise<T>} what
     */
    async inChrome(what) {
      await command("Marionette:SetContext", { value: "chrome" });
      try {
        return await what();
      } finally {
        await command("Marionette:SetContext", { value: "content" });
      }
    },
    /**
     * Presses keys together, the last one as itself.
     * @param {...string} keys
     */
    async press(...keys) {
      const down = keys.map((value) => ({ type: "keyDown", value }));
      const up = [...keys].reverse().map((value) => ({ type: "keyUp", value }));
      const actions = [{ type: "key", id: "keys", actions: [...down, ...up] }];
      await command("WebDriver:PerformActions", { actions });
    },
    async close() {
      const gone = new Promise((done) => firefox.once("exit", done));
      await command("WebDriver:DeleteSession").catch(() => {});
      socket.destroy();
      firefox.kill();
      await Promise.race([gone, pause(10_000)]);
      firefox.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
