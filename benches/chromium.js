// @ts-check
/**
 * The page in a Chromium, as it is put on a host (`dist/site`), from navigation to the first result; then the worker alone: an
 * article, growth, typing.
 */

import { pasteToPaint, start } from "../tests/web/browser.js";
import { OTHER, SIZES, line, median, rounds, slope, textOf, typed, words } from "./measure.js";

/** Visits with an empty cache. */
const VISITS = 6;

/** Milliseconds between the page that can be used and a paste by a quick hand: who comes has to look, and press two keys. */
const PAUSE_MS = 700;

/** Readings of a short article. */
const ROUNDS = 20;

const FEW = words(750);

/** @param {string} name @param {readonly number[]} times @param {string} bar */
const told = (name, times, bar) =>
  line(name, [Math.min(...times)], `median ${median(times).toFixed(1)}; bar: ${bar}`);

const site = await start({ folder: "dist/site/" });
try {
  console.log(`Chromium ${site.browser.version()}, headless; milliseconds\n`);
  /** @type {[usable: number, first: number][][]} */
  const visits = [];
  for (const pause of [0, PAUSE_MS]) {
    const times = /** @type {[number, number][]} */ ([]);
    for (let visit = 0; visit < VISITS; visit += 1) {
      const { page, context } = await site.open();
      const usable = await page.evaluate(
        () => performance.getEntriesByName("usable")[0]?.startTime ?? NaN,
      );
      await page.waitForTimeout(pause);
      times.push([usable, await pasteToPaint(page, FEW)]);
      await context.close();
    }
    visits.push(times);
  }
  const [atOnce = [], later = []] = visits;
  told(
    "navigation to usable",
    atOnce.concat(later).map(([usable]) => usable),
    "300",
  );
  told(
    "first paste to paint",
    later.map(([, first]) => first),
    "60 to the first result",
  );
  told(
    "the same, pasted at once",
    atOnce.map(([, first]) => first),
    "none",
  );

  const { page } = await site.open();
  const paints = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await pasteToPaint(page, OTHER);
    paints.push(await pasteToPaint(page, FEW));
  }
  told("750 words, paste to paint", paints, "40");
} finally {
  await site.close();
}

// From here on the analyzer is asked without the page; the sources are modules that can be imported one by one.
const browser = await start();
try {
  const { page } = await browser.open();

  /**
   * Milliseconds in the worker, and until the page has the result.
   * @param {readonly string[]} texts
   * @param {string | null} between what is read before each of them
   * @returns {Promise<{ inside: number[], whole: number[] }>}
   */
  const read = (texts, between = null) =>
    page.evaluate(
      async ({ texts, between }) => {
        const scope = /** @type {any} */ (globalThis);
        const path = "/analyzer.js";
        const { createAnalyzer } = await import(path);
        scope.analyzer ??= createAnalyzer();
        await scope.analyzer.ready;
        const times = { inside: /** @type {number[]} */ ([]), whole: /** @type {number[]} */ ([]) };
        for (const text of texts) {
          if (between !== null) await scope.analyzer.analyze(between);
          const began = performance.now();
          const { timings } = await scope.analyzer.analyze(text);
          times.whole.push(performance.now() - began);
          const laps = /** @type {number[]} */ (Object.values(timings));
          times.inside.push(laps.reduce((sum, time) => sum + time, 0));
        }
        return times;
      },
      { texts, between },
    );

  const few = await read(
    Array.from({ length: 2 * ROUNDS }, () => FEW),
    OTHER,
  );
  told("750 words in the worker", few.inside, "5");
  told("and on the page", few.whole, "none");
  const typing = await read(typed());
  told("a keystroke in 20 kB, worker", typing.inside, "8");
  told("and on the page", typing.whole, "none");

  console.log();
  line("", [...SIZES.map((size) => `${size / 1000} kB`), "MB/s", "slope"], "bar: 1.05");
  /** @type {[number, number][]} */
  const points = [];
  for (const size of SIZES) {
    const text = textOf("news", size);
    const { inside } = await read(
      Array.from({ length: rounds(size) }, () => text),
      OTHER,
    );
    points.push([size, Math.min(...inside)]);
  }
  const speed = 10_000 / (points.at(-1)?.[1] ?? NaN);
  line("news, in the worker", [...points.map(([, time]) => time), speed, slope(points)]);
} finally {
  await browser.close();
}
