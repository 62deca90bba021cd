/**
 * `dist/extension`: the page as a panel beside a tab, for Chromium and Firefox, each a folder and a zip
 * for its store. Sources of its own are in `extension/`; the rest is the page.
 */

import {
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { UNUSED, version } from "./site.js";
import { swap } from "./swap.js";

const FOLDER = "dist/extension";
/** Not of the panel: what installs a page, and what only one browser's store looks at. */
const ONLY_SITE =
  /\/(sw|offline|precache)\.js$|\/manifest\.webmanifest$|\/icons\/.*(192|512)\.png$/;

/** What the two browsers call the panel and the script behind it. */
const BROWSERS = {
  chromium: {
    minimum_chrome_version: "120",
    background: { service_worker: "background.js" },
    side_panel: { default_path: "index.html" },
  },
  firefox: {
    background: { scripts: ["background.js"] },
    sidebar_action: {
      default_title: "Nutgraf",
      default_panel: "index.html",
      default_icon: "icons/icon-48.png",
      open_at_install: false,
    },
    browser_specific_settings: {
      gecko: {
        id: "nutgraf@nutgraf.invalid",
        strict_min_version: "142.0",
        data_collection_permissions: { required: ["none"] },
      },
    },
  },
};

export function extension() {
  rmSync(FOLDER, { recursive: true, force: true });
  for (const [browser, own] of Object.entries(BROWSERS)) {
    const folder = join(FOLDER, browser);
    mkdirSync(folder, { recursive: true });
    const kept = (/** @type {string} */ path) =>
      !UNUSED.test(`/${path}`) && !ONLY_SITE.test(`/${path}`);
    cpSync("www", folder, { recursive: true, filter: kept });
    cpSync("extension/background.js", join(folder, "background.js"));
    cpSync("extension/panel.js", join(folder, "panel.js"));
    rewrite(join(folder, "index.html"), [
      [
        '<script type="module" src="app.js"></script>',
        '<script type="module" src="app.js"></script>\n    <script type="module" src="panel.js"></script>',
      ],
      ['    <link rel="manifest" href="manifest.webmanifest" />\n', ""],
      ['    <link rel="modulepreload" href="offline.js" fetchpriority="low" />\n', ""],
      ["worker-src 'self' blob:", "worker-src 'self'"],
    ]);
    // A panel may start workers from its own files only; nothing keeps it but the browser.
    rewrite(join(folder, "trusted.js"), [
      [
        / {2}const line =[^]*?\n {2}return new Worker\([^]*?;\n/,
        '  return new Worker(policy.createScriptURL(script.href), { type: "module" });\n',
      ],
      ['import { bundled } from "./bundled.js";\n', ""],
    ]);
    rewrite(join(folder, "app.js"), [
      ['import { keepOffline } from "./offline.js";\n', ""],
      [/\n *\.then\(\(\) => keepOffline\(say\)\)/, ""],
    ]);
    const manifest = JSON.parse(readFileSync("extension/manifest.json", "utf8"));
    const permissions =
      browser === "chromium" ? [...manifest.permissions, "sidePanel"] : manifest.permissions;
    const whole = { ...manifest, ...own, permissions, version: version() };
    writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(whole, null, 2)}\n`);
    writeFileSync(join("dist", `nutgraf-${browser}-${version()}.zip`), zip(folder));
  }
}

/**
 * @param {string} path
 * @param {readonly (readonly [string | RegExp, string])[]} pieces
 */
function rewrite(path, pieces) {
  writeFileSync(path, swap(readFileSync(path, "utf8"), pieces));
}

/**
 * The files of a folder as a zip, without times: the same bytes from the same files.
 * @param {string} folder
 */
function zip(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
  const files = [];
  const index = [];
  let at = 0;
  for (const name of names) {
    const bytes = readFileSync(join(folder, name));
    const packed = deflateRawSync(bytes, { level: 9 });
    const path = Buffer.from(name);
    const facts = Buffer.alloc(26);
    // Version 2.0, UTF-8 names, deflate, the first day that zip knows.
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(0x800, 2);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt16LE(0, 6);
    facts.writeUInt16LE(0x21, 8);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(path.length, 22);
    files.push(Buffer.from("PK\x03\x04"), facts, path, packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    index.push(Buffer.from("PK\x01\x02\x14\x00"), facts, place, path);
    at += 30 + path.length + packed.length;
  }
  const list = Buffer.concat(index);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(names.length, 4);
  end.writeUInt16LE(names.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, list, Buffer.from("PK\x05\x06"), end]);
}
