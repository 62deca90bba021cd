// @ts-check
/** What the benchmarks share: the texts that `cargo xtask bench` wrote, times of which the best counts, and lines of a table. */

import { readFileSync } from "node:fs";

/** Where `cargo xtask bench` writes the texts. */
const TEXTS = process.env["NUTGRAF_TEXTS"] ?? "target/bench";

/** Sizes in bytes, each ten times the last. */
export const SIZES = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/** Short texts are read so often that this many bytes come together. */
const ENOUGH = 300_000;

/** What is read between two readings of one text, so that the second is not read from what is kept while somebody types. */
export const OTHER = "Ada Orr lives in Vik.";

/** @param {number} size */
export const rounds = (size) => Math.min(20, Math.max(1, Math.floor(ENOUGH / size)));

/**
 * A text of some size.
 * @param {"news" | "others"} name
 * @param {number} size
 */
export const textOf = (name, size) => readFileSync(`${TEXTS}/${name}-${size}.txt`, "utf8");

/** @returns {string[]} articles, each under names of its own */
export const articles = () => JSON.parse(readFileSync(`${TEXTS}/articles.json`, "utf8"));

/**
 * The first so many words of the sample articles.
 * @param {number} count
 */
export const words = (count) =>
  (textOf("news", 10_000).match(/\s*\S+/g) ?? []).slice(0, count).join("");

/** Letters typed one after the other into the middle of an article. */
export const KEYSTROKES = 40;

/** UTF-16 units of the article that is typed in. */
const TYPED_IN = 20_000;

/**
 * The article of 20 kB after each keystroke.
 * @returns {string[]}
 */
export function typed() {
  const text = textOf("news", 100_000).slice(0, TYPED_IN);
  const at = text.indexOf(" ", text.length / 2);
  const sentence = " Governor Ada Orr said on Monday that the road was closed.";
  return Array.from({ length: KEYSTROKES }, (_, key) => {
    return text.slice(0, at) + sentence.slice(0, key + 1) + text.slice(at);
  });
}

/** @param {readonly number[]} times */
export const median = (times) => [...times].sort((a, b) => a - b)[times.length >> 1] ?? NaN;

/**
 * The exponent of growth: the slope of the line of least squares through the logarithms.
 * @param {readonly [number, number][]} points
 */
export function slope(points) {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)]);
  const mean = (/** @type {number} */ i) =>
    logs.reduce((sum, point) => sum + (point[i] ?? NaN), 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const sum = (/** @type {(point: number[]) => number} */ of) =>
    logs.reduce((sum, point) => sum + of(point), 0);
  return sum(([a = NaN, b = NaN]) => (a - x) * (b - y)) / sum(([a = NaN]) => (a - x) ** 2);
}

/**
 * Prints a line: what it is, its figures, and a remark.
 * @param {string} name
 * @param {readonly (string | number)[]} values
 * @param {string} [note]
 */
export function line(name, values, note = "") {
  const cells = values.map((value) => {
    if (typeof value === "string") return value.padStart(12);
    return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0).padStart(12);
  });
  console.log(`${name.padStart(28)}${cells.join("")}${note && `  ${note}`}`);
}
