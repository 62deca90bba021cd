// What the WebAssembly package promises to JavaScript: shape, offsets, errors, and the same bytes as
// the native command line.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { load } from "./load.js";

const { Analyzer, version } = await load();
const analyzer = new Analyzer();

/** The native command line; `cargo xtask test` says where it built it. */
const native = process.env.NUTGRAF ?? "target/debug/nutgraf";

const samples = readdirSync("www/samples").map((name) => ({
  name,
  text: readFileSync(`www/samples/${name}`, "utf8"),
}));

test("every result is what the types say", () => {
  // The compiler is the judge: a missing field, one too many or a word outside a closed set is an error.
  const folder = "target/contract";
  mkdirSync(folder, { recursive: true });
  const results = JSON.stringify(samples.map(({ text }) => analyzer.analyze(text)));
  const types = "../../www/pkg/nutgraf.js";
  writeFileSync(
    `${folder}/results.ts`,
    `import type { Analysis } from "${types}";\n` +
      `export const results = ${results} satisfies readonly Analysis[];\n`,
  );
  const flags = [
    "--noEmit",
    "--strict",
    "--target",
    "es2023",
    "--lib",
    "es2024,dom,esnext.disposable",
  ];
  const tsc = ["--ignoreConfig", "--skipLibCheck", "--module", "nodenext", ...flags];
  const run = spawnSync("node_modules/.bin/tsc", [...tsc, `${folder}/results.ts`]);
  assert.equal(run.status, 0, String(run.error ?? run.stdout).slice(0, 2000));
});

for (const { name, text } of samples) {
  test(`${name}: native and WebAssembly give the same bytes`, () => {
    const { timings, ...analysis } = analyzer.analyze(text);
    assert.ok(Object.keys(timings).length > 5);
    const bytes = execFileSync(native, ["analyze", `www/samples/${name}`, "--format", "jsonl"]);
    assert.equal(JSON.stringify(analysis), bytes.toString().trimEnd());
  });
}

/**
 * Every mention's words, by the offsets that JavaScript gets.
 * @param {string} text
 */
function mentioned(text) {
  return analyzer.analyze(text).mentions.map((m) => text.slice(m.span.start, m.span.end));
}

test("offsets count UTF-16 units, whatever stands before", () => {
  const plain = mentioned("President Angela Merkel flew to Paris on Monday.");
  assert.ok(plain.includes("Angela Merkel"), String(plain));
  const before = ["😀 ", "👩‍👧‍👦 ", "🇰🇪 ", "e\u0301 ", "שלום ", "\ufeff", "\ud800 ", "\r\n\r\n"];
  for (const prefix of before) {
    const found = mentioned(`${prefix}President Angela Merkel flew to Paris on Monday.`);
    assert.ok(found.includes("Angela Merkel"), `${JSON.stringify(prefix)}: ${found}`);
  }
});

test("a date that is none is an error with a code and advice", () => {
  assert.throws(() => analyzer.analyze("Text.", { published: "31/12/2025" }), {
    code: "options/published",
    message: /2025-12-31/,
  });
});

test("bytes that are no model are an error with a code", () => {
  assert.throws(() => new Analyzer(new Uint8Array([1, 2, 3])), { code: "model/not-a-model" });
});

test("the length of the summary is the caller's", () => {
  const { text } = samples[0];
  assert.equal(analyzer.analyze(text, { summarySentences: 1 }).summary.chosen, 1);
  assert.equal(analyzer.analyze(text).summary.chosen, 3);
});

test("nothing to read is said in plain words", () => {
  const { notices } = analyzer.analyze("");
  assert.equal(notices.length, 1);
  assert.match(notices[0].message, /Paste/);
});

test("the version is a number that releases bear", () => {
  assert.match(version(), /^\d+\.\d+\.\d+$/);
});
