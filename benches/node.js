// @ts-check
/** The WebAssembly in Node: from nothing to the first article, stages, growth of time and memory, typing. */

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { bytes, load } from "../tests/wasm/load.js";
import {
  OTHER,
  SIZES,
  articles,
  line,
  median,
  rounds,
  slope,
  textOf,
  typed,
  words,
} from "./measure.js";

/** Processes that each start once. */
const STARTS = 5;

/** Readings of every article; the best of each stage counts. The first twenty or so are compiled on the way. */
const ROUNDS = 60;

const FEW = words(750);

/** Milliseconds of compiling, of loading the model and of the first article, in a process that did nothing before. */
async function begin() {
  const laps = [performance.now()];
  const lap = () => laps.push(performance.now());
  const module = new WebAssembly.Module(bytes);
  lap();
  const { Analyzer } = await load(module);
  const analyzer = new Analyzer();
  lap();
  analyzer.analyze(FEW);
  lap();
  return laps.slice(1).map((now, at) => now - (laps[at] ?? NaN));
}

if (process.argv.includes("--begin")) {
  console.log(JSON.stringify(await begin()));
  process.exit();
}

const me = fileURLToPath(import.meta.url);
const starts = Array.from({ length: STARTS }, () =>
  JSON.parse(execFileSync(process.execPath, [me, "--begin"], { encoding: "utf8" })),
);
const best = (/** @type {number} */ at) => Math.min(...starts.map((start) => start[at]));
console.log(`${process.version}, one thread; milliseconds, the best of some rounds\n`);
line("compile", [best(0)], "what a browser does while it loads");
line("load the model", [best(1)]);
line("first article, 750 words", [best(2)], "bar: 60");

const { Analyzer } = await load();
const analyzer = new Analyzer();
const texts = articles().slice(0, 10);
const total = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
/** @type {Map<string, number>} */
const stages = new Map();
const fastest = texts.map(() => ({
  whole: Infinity,
  stages: /** @type {typeof stages} */ (new Map()),
}));
// One article after the other, so that none is read anew from what is kept while somebody types.
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [at, text] of texts.entries()) {
    const best = fastest[at];
    if (!best) continue;
    const began = performance.now();
    const { timings } = analyzer.analyze(text);
    best.whole = Math.min(best.whole, performance.now() - began);
    for (const [stage, time] of Object.entries(timings))
      best.stages.set(stage, Math.min(best.stages.get(stage) ?? Infinity, time));
  }
}
const all = fastest.reduce((sum, { whole }) => sum + whole, 0);
for (const best of fastest)
  for (const [stage, time] of best.stages) stages.set(stage, (stages.get(stage) ?? 0) + time);
console.log(`\n${texts.length} articles of ${(total / texts.length / 1000).toFixed(1)} kB\n`);
for (const [stage, time] of stages)
  line(stage, [time / texts.length], `${((100 * time) / all).toFixed(1)} %`);
line("everything", [all / texts.length], `${(total / all / 1000).toFixed(2)} MB/s; bar: 1.2`);

const fewTimes = Array.from({ length: 30 }, () => {
  analyzer.analyze(OTHER);
  const began = performance.now();
  analyzer.analyze(FEW);
  return performance.now() - began;
});
line("750 words", [Math.min(...fewTimes)], `median ${median(fewTimes).toFixed(1)}`);

const typing = typed().map((text) => {
  const began = performance.now();
  analyzer.analyze(text);
  return performance.now() - began;
});
line("a keystroke in 20 kB", [median(typing)], `at most ${Math.max(...typing).toFixed(1)}; bar: 8`);

console.log();
line("", [...SIZES.map((size) => `${size / 1000} kB`), "MB/s", "slope"], "bar: 1.05");
/** @type {string[]} */
const memories = [];
for (const name of /** @type {const} */ (["news", "others"])) {
  /** @type {[number, number][]} */
  const points = [];
  for (const size of SIZES) {
    const text = textOf(name, size);
    // Its own instance: memory that was once taken stays.
    const { Analyzer, memory } = await load();
    const analyzer = new Analyzer();
    let best = Infinity;
    for (let round = 0; round < rounds(size); round += 1) {
      analyzer.analyze(OTHER);
      const began = performance.now();
      analyzer.analyze(text);
      best = Math.min(best, performance.now() - began);
      if (round === 0 && name === "news")
        memories.push((memory.buffer.byteLength / 1e6).toFixed(0));
    }
    points.push([size, best]);
  }
  const speed = 10_000 / (points.at(-1)?.[1] ?? NaN);
  const title = name === "news" ? "news" : "news, new names";
  line(title, [...points.map(([, time]) => time), speed, slope(points)]);
}
line("memory of the module, MB", memories, "bars: 48 at 10 kB, 400 at 10 MB");
