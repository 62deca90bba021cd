// @ts-check
/**
 * Nutgraf beside others in one Node process, over the same articles: wink-nlp and compromise, from the folder that
 * `cargo xtask bench --peers` installs them into.
 *
 * The best of some rounds over all articles counts, after one in which each warms up.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { load } from "../tests/wasm/load.js";
import { articles, line } from "./measure.js";

const ROUNDS = 5;

const [folder = "target/peers"] = process.argv.slice(2);
const peer = createRequire(resolve(folder, "package.json"));
const winkNLP = peer("wink-nlp");
const wink = winkNLP(peer("wink-eng-lite-web-model"));
const compromise = peer("compromise");
const { Analyzer } = await load();
const analyzer = new Analyzer();
const version = (/** @type {string} */ name) =>
  JSON.parse(readFileSync(resolve(folder, "node_modules", name, "package.json"), "utf8")).version;

/** @type {[string, string, (text: string) => unknown][]} */
const READERS = [
  [
    "nutgraf",
    "everything: names, actors, statements, dates, events, summary …",
    (text) => analyzer.analyze(text),
  ],
  [
    `wink-nlp ${version("wink-nlp")}`,
    "sentences, parts of speech, numbers and dates; no names",
    (text) => wink.readDoc(text),
  ],
  [`compromise ${version("compromise")}`, "sentences, parts of speech", (text) => compromise(text)],
  [
    "compromise, names",
    "and people, places, organisations, quotations as JSON",
    (text) => {
      const read = compromise(text);
      return [read.people(), read.places(), read.organizations(), read.quotations()].map((found) =>
        found.json(),
      );
    },
  ],
];

const texts = articles();
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
console.log(
  `${process.version}, one thread; ${texts.length} articles, ${(bytes / 1000).toFixed(0)} kB\n`,
);
line("", ["kB/s", "nutgraf is"]);
let ours = NaN;
for (const [name, what, read] of READERS) {
  let best = Infinity;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const began = performance.now();
    for (const text of texts) read(text);
    if (round > 0) best = Math.min(best, performance.now() - began);
  }
  const speed = bytes / best;
  if (name === "nutgraf") ours = speed;
  line(name, [speed.toFixed(0), `${(ours / speed).toFixed(1)} times`], what);
}
