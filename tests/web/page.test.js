// @ts-check
/** The page as a stranger meets it, with the real analyzer: what comes in, what is shown, what may leave. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { beyondFirefox, dispatchPaste, paste, start } from "./browser.js";

const sample = (/** @type {string} */ name) =>
  readFileSync(new URL(`../../www/samples/${name}.txt`, import.meta.url), "utf8");
/**
 * Words without the white space, which the page sets in its own way.
 * @param {string} text
 */
const bare = (text) => text.replace(/\s+/g, "");

/**
 * Faults but for the browser's word that it refused a style or handler in markup that was read out.
 * @param {string[]} faults
 */
const real = (faults) => faults.filter((fault) => !/^(Applying|Executing) inline /.test(fault));

/** @type {Awaited<ReturnType<typeof start>>} */
let browser;
before(async () => {
  browser = await start();
});
after(() => browser.close());

/** @param {import("playwright-core").Page} page */
const shown = async (page) => bare((await page.locator("article-view").textContent()) ?? "");

test("a pasted article is shown whole, with marks and a card", async () => {
  const { page, faults } = await browser.open();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "text");
  await paste(page, sample("attack"), "#text");
  assert.equal(await shown(page), bare(sample("attack")));
  assert.ok((await page.locator("mark[data-mention]").count()) > 10);
  assert.ok((await page.locator("entity-list li button").count()) > 5);
  assert.equal(await page.locator("summary-card .lines li").count(), 3);
  assert.match(await page.locator(".facts").innerText(), /\b699 words, 3 min/);
  assert.deepEqual(faults, []);
});

test("each sample is one click away, and has an address", async () => {
  const { page, faults } = await browser.open();
  const names = await page.locator("#samples button").allInnerTexts();
  assert.deepEqual(names, ["Attack", "Budget", "Court", "Health", "Match"]);
  await page.getByRole("button", { name: "Health" }).click();
  await page.locator("mark").first().waitFor();
  assert.equal(await shown(page), bare(sample("health")));
  assert.equal(new URL(page.url()).hash, "#sample=health");
  const other = await browser.open({ hash: "#sample=court" });
  await other.page.locator("mark").first().waitFor();
  assert.equal(await shown(other.page), bare(sample("court")));
  assert.deepEqual([...faults, ...other.faults], []);
});

test("markup keeps its paragraphs, headings, items and rows and drops the rest", async () => {
  const { page, faults } = await browser.open();
  const text = await page.evaluate(async () => {
    const { textOfMarkup } = await import(/** @type {any} */ ("/paste.js"));
    return textOfMarkup(`<meta charset="utf-8"><!--StartFragment--><style>p{color:red}</style>
      <h1>Storm  in
      Vik</h1><div><p>First <b>bold</b>&nbsp;part,<br>next line.</p><p>Second.</p></div>
      <ul><li><p>one</p></li><li>two</li></ul><ol><li>a</li><li>b</li></ol>
      <table><tr><td>x</td><td><p>1</p></td></tr><tr><td>y</td><td>2</td></tr></table>
      <script>alert(1)</script><noscript>no</noscript><button>Share</button>
      <p style="display:none">hidden</p><blockquote>Said.</blockquote><pre>a
  b</pre><!--EndFragment-->`);
  });
  assert.equal(
    text,
    "Storm in Vik\n\nFirst bold\u00a0part,\nnext line.\n\nSecond.\n\n• one\n• two\n\n1. a\n2. b\n\n" +
      "x\t1\ny\t2\n\nSaid.\n\na\n  b",
  );
  await paste(page, { html: "<h2>Head</h2><p>Ada <i>Orr</i> spoke.</p>", text: "plain" });
  assert.equal(await shown(page), "HeadAdaOrrspoke.");
  assert.deepEqual(real(faults), []);
});

test("hostile text is shown as text and does nothing", async () => {
  const { page, faults } = await browser.open();
  const hostile = [
    "<script>globalThis.harmed = 1</script>",
    '<img src=x onerror="globalThis.harmed = 2">',
    '<a href="javascript:globalThis.harmed = 3">Click</a>',
    "\u202eReversed Words\u202c and \u2066Isolated",
    "</p></article-view><style>* { display: none }</style>",
    "&lt;b&gt; ${1 + 1} {{ 1 + 1 }}",
  ].join("\n\n");
  await paste(page, hostile);
  assert.equal(await shown(page), bare(hostile));
  assert.equal(await page.locator("article-view :is(script, img, a, style)").count(), 0);
  await paste(page, {
    html: `<p>Kept <img src="http://127.0.0.1:1/x.png" onerror="globalThis.harmed = 4"> words</p>
      <svg onload="globalThis.harmed = 5"></svg><iframe srcdoc="<script>parent.harmed = 6</script>"></iframe>
      <a href="javascript:globalThis.harmed = 7">link</a><math><mtext></mtext></math>`,
  });
  assert.equal(await shown(page), "Keptwordslink");
  assert.equal(await page.evaluate(() => "harmed" in globalThis), false);
  assert.deepEqual(real(faults), []);
});

test("the page makes no request once it is there, and may not make any", async () => {
  const { page, requests, faults } = await browser.open();
  const { pathname } = new URL(page.url());
  assert.equal(pathname, "/");
  assert.ok(requests.every((url) => url.startsWith(browser.server.url) || url.startsWith("blob:")));
  requests.length = 0;
  const before = browser.server.requests.length;
  await paste(page, sample("attack"));
  await page.locator("entity-list li button").first().click();
  await page.keyboard.press("j");
  assert.deepEqual(requests, []);
  assert.deepEqual(faults, []);
  const tried = await page.evaluate(async () => {
    const outcomes = [];
    for (const url of ["/", "http://127.0.0.1:1/", "data:text/plain,x"]) {
      outcomes.push(await fetch(url).then(String, () => "refused"));
    }
    outcomes.push(String(navigator.sendBeacon("/", "x")));
    try {
      new WebSocket("ws://127.0.0.1:1/").onerror = () => {};
      outcomes.push("tried");
    } catch {
      outcomes.push("refused");
    }
    await new Promise((done) => {
      const image = new Image();
      image.onerror = image.onload = done;
      image.src = "http://127.0.0.1:1/x.png";
    });
    return outcomes;
  });
  assert.deepEqual(tried.slice(0, 3), ["refused", "refused", "refused"]);
  const [worker] = page.workers();
  assert.ok(worker?.url().startsWith("blob:"));
  // A driver of Firefox looks into no worker.
  if (beyondFirefox) return;
  const fromWorker = await worker?.evaluate(async (url) => {
    const outcomes = [];
    outcomes.push(await fetch(url).then(String, () => "refused"));
    outcomes.push(await fetch("http://127.0.0.1:1/").then(String, () => "refused"));
    try {
      await import(/** @type {any} */ ("data:text/javascript,export default 1"));
      outcomes.push("loaded");
    } catch {
      outcomes.push("refused");
    }
    return outcomes;
  }, browser.server.url);
  assert.deepEqual(fromWorker, ["refused", "refused", "refused"]);
  assert.equal(browser.server.requests.length, before);
});

test("markup and script sinks are closed by the policy itself", async () => {
  const { page } = await browser.open();
  const outcomes = await page.evaluate(() => {
    const tries = {
      markup: () => Reflect.set(document.createElement("p"), "inner" + "HTML", "<b>x</b>"),
      script: () => Reflect.set(document.createElement("script"), "text", "1"),
      worker: () => new Worker("/worker.js"),
      policy: () => /** @type {any} */ (globalThis).trustedTypes.createPolicy("other", {}),
    };
    return Object.entries(tries).map(([name, run]) => {
      try {
        run();
        return `${name} done`;
      } catch {
        return `${name} refused`;
      }
    });
  });
  assert.deepEqual(outcomes, [
    "markup refused",
    "script refused",
    "worker refused",
    "policy refused",
  ]);
});

test("offsets hold behind emoji, combining marks and broken surrogates", async () => {
  const { page, faults } = await browser.open();
  const text =
    "Ann 👩‍👩‍👧‍👦 met Bob.\n\nCafe\u0301 \ud800 Carl \udc00 left Dora. ﷽ العربية Emil\r\n\r\nFritz\u00a0and Gerd\u00ad.";
  await paste(page, text);
  const wrong = await page.evaluate(async (text) => {
    const { createAnalyzer } = await import(/** @type {any} */ ("/analyzer.js"));
    const { mentions } = await createAnalyzer().analyze(text);
    const pieces = [...document.querySelectorAll("mark[data-mention]")];
    return pieces.flatMap((mark) => {
      const { span } = mentions[Number(mark.getAttribute("data-mention"))];
      const slice = text.slice(span.start, span.end);
      return mark.textContent === slice ? [] : [`${mark.textContent} is not ${slice}`];
    });
  }, text);
  assert.deepEqual(wrong, []);
  assert.ok((await page.locator("mark[data-mention]").count()) > 0);
  assert.equal(await shown(page), bare(text));
  assert.deepEqual(faults, []);
});

test("the same analysis comes from a worker and from the page's own thread", async () => {
  const { page } = await browser.open();
  const [worker, local] = await page.evaluate(async (text) => {
    const { createAnalyzer } = await import(/** @type {any} */ ("/analyzer.js"));
    const both = [createAnalyzer(), createAnalyzer({ worker: false })];
    return Promise.all(
      both.map(async (analyzer) => ({ ...(await analyzer.analyze(text)), timings: null })),
    );
  }, sample("court"));
  assert.deepEqual(worker, local);
});

/**
 * Drops or opens a file.
 * @param {import("playwright-core").Page} page
 * @param {{ name: string, type: string, bytes: number[] | string }} file
 */
const drop = (page, file) =>
  page.evaluate(({ name, type, bytes }) => {
    const dataTransfer = new DataTransfer();
    const content = typeof bytes === "string" ? bytes : new Uint8Array(bytes);
    dataTransfer.items.add(new File([content], name, { type }));
    const event = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
  }, file);

test("files are dropped and opened: text, old encodings, saved pages", async () => {
  const { page, faults } = await browser.open();
  await drop(page, { name: "a.txt", type: "text/plain", bytes: "Ann went home.\n" });
  await page.getByText("Ann went home.").first().waitFor();
  const latin = [...Buffer.from("Jos\xe9 \x93left\x94 Lima.", "latin1")];
  await drop(page, { name: "b.txt", type: "text/plain", bytes: latin });
  await page.locator("article-view", { hasText: "José “left” Lima." }).waitFor();
  const html =
    "<title>x</title><nav>Home News</nav><main><h1>Head</h1><p>Carl stayed in the old house.</p></main><footer>©</footer>";
  await page.setInputFiles("#file", {
    name: "c.html",
    mimeType: "text/html",
    buffer: Buffer.from(html),
  });
  await page.locator("article-view", { hasText: "Carl stayed" }).waitFor();
  assert.equal(await shown(page), "HeadCarlstayedintheoldhouse.");
  assert.deepEqual(faults, []);
});

test("what is no text is answered with a sentence that says what to do", async () => {
  const { page, faults } = await browser.open();
  await drop(page, { name: "a.pdf", type: "application/pdf", bytes: "%PDF-1.7 \u0000" });
  await page.getByText("“a.pdf” is not a text file. Open it, copy the words").waitFor();
  await dispatchPaste(page, {});
  await page.getByText("There is no text in this.").waitFor();
  assert.equal(await page.getAttribute("html", "data-state"), "empty");
  assert.deepEqual(faults, []);
});

test("words that are typed are read too", async () => {
  const { page } = await browser.open();
  await page.getByLabel("Paste an article.").fill("Ann left Rome.");
  await page.getByRole("button", { name: "Read this" }).click();
  await page.locator("article-view", { hasText: "Ann left Rome." }).waitFor();
});

test("pasting into the search stays in the search", async () => {
  const { page } = await browser.open();
  await paste(page, sample("match"));
  await page.keyboard.press("/");
  await dispatchPaste(page, { text: "Rovers" }, "text-search input");
  assert.equal(await shown(page), bare(sample("match")));
});

/**
 * Many who speak in few words, two and three to a line; the seeds give some whose name is pushed into the line of
 * another by a name before it.
 * @param {number} seed
 */
function voices(seed) {
  let number = seed;
  const below = (/** @type {number} */ end) => (number = (number * 16807) % 2147483647) % end;
  const names = "Ada Orr|Jon Hale|Mina Sund|Ben Vik|Carl Berg|Rosa Abernathy-Coleridge|Omar Petrov";
  const all = names.split("|");
  const name = () => all[below(all.length)];
  const road = "all of the road to the harbour would be closed for repairs, ";
  const sentence = () =>
    below(2)
      ? `“We wait ${"and wait ".repeat(below(5))}now,” said ${name()}.`
      : `${name()} told reporters that ${road.slice(0, below(60))} it rained.`;
  return Array.from({ length: 12 }, () => Array.from({ length: 4 }, sentence).join(" ")).join(
    "\n\n",
  );
}

for (const width of [1280, 1366, 1920]) {
  test(`no two names of speakers lie on each other in a margin ${width} px wide`, async () => {
    const { page, faults } = await browser.open({ width });
    let beside = 0;
    const crowded = [31676, 63352, 79190].map(voices);
    for (const text of [...crowded, ...["attack", "court", "budget", "health"].map(sample)]) {
      await paste(page, text);
      await page.evaluate(() =>
        document.querySelector("article-view")?.setAttribute("data-statements", ""),
      );
      // A frame for the names to be spread, and one for it to be drawn.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      const names = await page.evaluate(() =>
        [...document.querySelectorAll("article-view .said[data-who]")]
          .map((said) => ({ said, style: getComputedStyle(said, "::before") }))
          .filter(({ style }) => style.position === "absolute")
          .map(({ said, style }) => ({
            who: said.getAttribute("data-who"),
            top: Number.parseFloat(style.top),
            bottom: Number.parseFloat(style.top) + Number.parseFloat(style.height),
          }))
          .sort((a, b) => a.top - b.top),
      );
      assert.ok(names.length > 3, `${names.length} names in the margin`);
      beside += await page.locator("article-view .said.beside").count();
      names.slice(1).forEach(({ who, top }, at) => {
        const above = names[at];
        assert.ok(above && top >= above.bottom, `${above?.who} and ${who}`);
      });
    }
    assert.ok(beside > 10, "the names of others stand before their words");
    assert.deepEqual(faults, []);
  });
}

test("a city that several names lie in is written on the map once", async () => {
  const { page } = await browser.open();
  const text =
    "The fair opened on Monday at Orla Hypermarket in Nairobi, Kenya. It runs in Nairobi until Friday.";
  await paste(page, text);
  await page.getByRole("tab", { name: /Map/ }).click();
  const picture = page.getByRole("img", { name: /Map of [2-9] places/ });
  await picture.waitFor();
  assert.deepEqual(await picture.locator("text").allTextContents(), ["Nairobi"]);
});

test("who speaks is told without the comma behind", async () => {
  const { page } = await browser.open();
  const text =
    "“We lost two boats,” said Ada Orr, executive director of Lakewatch, an Iceland-based group that advises fishers.";
  await paste(page, text);
  await page.getByRole("tab", { name: /Statements/ }).click();
  const told = await page.locator("statement-ledger .notes").innerText();
  assert.match(told, /as “Ada Orr, executive director of Lakewatch”/);
});
