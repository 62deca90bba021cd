// @ts-check
/** What the page does with an analysis, whatever the analysis: a worker of known answers stands in. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { beyondFirefox, announced, dispatchPaste, paste, start, violations } from "./browser.js";

const STORY = `Harbour closed after storm

The harbour at Vik was closed on Monday, Ada Orr said. Orr leads the Harbour Board.

The storm sank 12 boats. Ben Sund saw it. The Harbour Board meets again soon.

Nobody was hurt in Vik, Orr added.
`;

/** @type {Awaited<ReturnType<typeof start>>} */
let browser;
before(async () => {
  browser = await start({ fake: true });
});
after(() => browser.close());

/** @param {import("playwright-core").Page} page */
const focused = (page) =>
  page.evaluate(() => document.activeElement?.textContent?.replace(/\s+/g, " ").trim());

test("a mark holds the words of the article and is named for assistive technology", async () => {
  const { page, faults } = await browser.open();
  await paste(page, STORY);
  const marks = await page.locator("mark[data-mention]").allTextContents();
  assert.deepEqual(marks, [
    ...["Vik", "Ada Orr", "Orr", "Harbour Board"],
    ...["Ben Sund", "Harbour Board", "Vik", "Orr"],
  ]);
  const tree = await page.locator("article-view").ariaSnapshot();
  assert.match(tree, /mark: Ada Orr \(person\)/);
  assert.match(tree, /mark: Ben Sund \(perhaps person\)/);
  assert.match(tree, /mark: 12 boats \(figure\)/);
  assert.match(tree, /mark: "Monday \(date: not resolved\)"/);
  const shown = await page.locator("article-view .part").innerText();
  assert.equal(shown.replace(/\s+/g, " "), STORY.trim().replace(/\s+/g, " "));
  assert.deepEqual(faults, []);
});

test("a kind is told by its underline too, not by colour alone", async () => {
  const { page } = await browser.open();
  await paste(page, STORY);
  const styles = await page.evaluate(() =>
    ["person", "organization", "location", "date", "figure"].map((kind) => {
      const mark = document.querySelector(`mark[data-kind=${kind}]`);
      const { textDecorationStyle, textDecorationThickness } = getComputedStyle(
        mark ?? document.body,
      );
      return `${textDecorationStyle} ${textDecorationThickness}`;
    }),
  );
  assert.deepEqual(styles, ["solid 2px", "dashed 2px", "dotted 2px", "dotted 1px", "solid 1px"]);
});

test("the legend counts the kinds, switches them off and remembers it", async () => {
  const { page, context, faults } = await browser.open();
  await paste(page, STORY);
  const legend = page.getByRole("group", { name: "What is marked" });
  assert.deepEqual(await legend.getByRole("button").allInnerTexts(), [
    ...["People 4", "Organisations 2", "Places 2", "Dates 1", "Figures 1"],
  ]);
  const line = () =>
    page.evaluate(() => {
      const mark = document.querySelector("mark[data-kind=location]");
      return getComputedStyle(mark ?? document.body).textDecorationLine;
    });
  assert.equal(await line(), "underline");
  await legend.getByRole("button", { name: /Places/ }).click();
  assert.equal(await line(), "none");
  assert.doesNotMatch(await page.locator("article-view").ariaSnapshot(), /\(place\)/);
  const again = await context.newPage();
  await again.goto(browser.server.url);
  await paste(again, STORY);
  const pressed = again.getByRole("button", { name: /Places/ });
  assert.equal(await pressed.getAttribute("aria-pressed"), "false");
  assert.deepEqual(faults, []);
});

test("an entity's button goes to each of its mentions in turn and says which", async () => {
  const { page } = await browser.open();
  await paste(page, STORY);
  const button = page.locator("entity-list").getByRole("button", { name: /Ada Orr/ });
  const heard = [];
  for (let turn = 0; turn < 4; turn += 1) {
    await button.click();
    heard.push(await announced(page));
  }
  assert.deepEqual(heard, [
    ...["Ada Orr, person, 1 of 3", "Ada Orr, person, 2 of 3"],
    ...["Ada Orr, person, 3 of 3", "Ada Orr, person, 1 of 3"],
  ]);
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  assert.deepEqual(await page.locator("mark.chosen").allTextContents(), ["Ada Orr", "Orr", "Orr"]);
  assert.equal(await page.locator("article-map i").count(), 3);
  await page
    .locator("entity-list")
    .getByRole("button", { name: /^Ben Sund perhaps\s*, 1 mention$/ })
    .click();
  assert.equal(await announced(page), "Ben Sund, perhaps person, 1 of 1");
});

test("the chosen one opens into a card of its names, roles and places in the text", async () => {
  const { page } = await browser.open();
  await paste(page, STORY);
  await page
    .locator("entity-list")
    .getByRole("button", { name: /^Ada Orr/ })
    .click();
  const card = page.locator(".entity-card");
  const rows = (await card.innerText()).split("\n").filter(Boolean);
  assert.deepEqual(rows, [
    ...[
      "Also",
      "Orr",
      "Here",
      "leads (Harbour Board)",
      "Beside",
      "Vik",
      "Go to",
      "first, last mention",
    ],
  ]);
  await card.getByRole("button", { name: "leads" }).click();
  assert.equal(await page.evaluate(() => String(getSelection())), "leads");
  await card.getByRole("button", { name: "last mention" }).click();
  assert.equal(await announced(page), "Ada Orr, person, 3 of 3");
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Escape");
  assert.equal(await card.count(), 0);
});

test("from a chosen mention one goes on, by key and by button, from wherever the focus is", async () => {
  const { page } = await browser.open();
  await paste(page, STORY);
  await page
    .locator("entity-list")
    .getByRole("button", { name: /Ada Orr/ })
    .click();
  await page.keyboard.press("n");
  assert.equal(await announced(page), "Ada Orr, person, 2 of 3");
  await page.getByRole("button", { name: "Next mention" }).click();
  assert.equal(await announced(page), "Ada Orr, person, 3 of 3");
  await page.getByRole("button", { name: "Previous mention" }).click();
  await page.getByRole("button", { name: "Previous mention" }).press("Enter");
  assert.equal(await announced(page), "Ada Orr, person, 1 of 3");
  assert.deepEqual(await page.locator("mark.stood").allTextContents(), ["Ada Orr"]);
  const display = () =>
    page.locator("mark.stood").evaluate((mark) => getComputedStyle(mark).display);
  assert.equal(await display(), "inline");
  await page.getByRole("button", { name: "Let go" }).click();
  assert.equal(await page.locator("mark:is(.stood, .chosen)").count(), 0);
});

test("a mention is chosen by a click, Back takes the choice back, Escape lets go", async () => {
  const { page } = await browser.open();
  await paste(page, STORY);
  await page.locator("mark", { hasText: "Ada Orr" }).click();
  assert.equal(new URL(page.url()).hash, "#entity=1");
  await page.locator("mark", { hasText: "Vik" }).first().click();
  assert.equal(await announced(page), "Vik, place, 1 of 2");
  await page.goBack();
  assert.equal(await page.locator("mark.chosen").first().textContent(), "Ada Orr");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("mark.chosen").count(), 0);
  assert.equal(new URL(page.url()).hash, "");
});

test("the summary keeps the order of the text at every length", async () => {
  const { page } = await browser.open();
  await paste(page, STORY);
  const lines = page.locator("summary-card .lines button");
  assert.deepEqual(await lines.allInnerTexts(), [
    "Ben Sund saw it.",
    "The Harbour Board meets again soon.",
    "Nobody was hurt in Vik, Orr added.",
  ]);
  const slider = page.getByRole("slider");
  await slider.focus();
  await page.keyboard.press("End");
  assert.equal(await lines.count(), 6);
  assert.match(await lines.first().innerText(), /^The harbour at Vik/);
  await page.keyboard.press("Home");
  assert.deepEqual(await lines.allInnerTexts(), ["Nobody was hurt in Vik, Orr added."]);
  assert.equal(await slider.getAttribute("aria-valuetext"), "1 sentence");
});

test("a sentence of the summary leads to its place", async () => {
  const { page } = await browser.open({ height: 320 });
  await paste(page, STORY);
  await page.getByRole("button", { name: "Nobody was hurt in Vik, Orr added." }).click();
  const stood = page.locator(".sentence.stood");
  assert.equal(await stood.textContent(), "Nobody was hurt in Vik, Orr added.");
  assert.equal(await focused(page), "Nobody was hurt in Vik, Orr added.");
  assert.ok(await stood.evaluate((line) => line.getBoundingClientRect().bottom < innerHeight));
});

test("a key phrase leads from each of its places to the next", async () => {
  const { page } = await browser.open();
  await paste(page, STORY);
  const phrase = page.locator("summary-card .phrases:not(.topics) button").first();
  const places = (STORY.match(/harbour/gi) ?? []).length;
  assert.ok(places > 1);
  assert.equal(await phrase.innerText(), `Harbour ${places}`);
  const stood = [];
  for (let click = 0; click <= places; click += 1) {
    await phrase.click();
    stood.push(await page.evaluate(() => getSelection()?.anchorNode?.textContent));
  }
  assert.equal(stood[0], stood[places]);
});

test("everything can be reached by keyboard alone", async () => {
  const { page, faults } = await browser.open();
  await paste(page, STORY);
  const walked = [];
  for (let turn = 0; turn < 4; turn += 1) {
    await page.keyboard.press("n");
    walked.push(`${await focused(page)} | ${await announced(page)}`);
  }
  assert.deepEqual(walked, [
    "Vik | Vik, place, 1 of 2",
    "Ada Orr | Ada Orr, person, 1 of 3",
    "Orr | Ada Orr, person, 2 of 3",
    "Harbour Board | Harbour Board, organisation, 1 of 2",
  ]);
  await page.keyboard.press("p");
  assert.equal(await announced(page), "Ada Orr, person, 2 of 3");
  await page.keyboard.press("Enter");
  await page.keyboard.press("n");
  assert.equal(await announced(page), "Ada Orr, person, 3 of 3");
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  assert.equal(await focused(page), "Ben Sund saw it.");
  await page.keyboard.press("j");
  assert.equal(await focused(page), "The Harbour Board meets again soon.");
  await page.keyboard.press("k");
  assert.equal(await focused(page), "Ben Sund saw it.");
  await page.keyboard.press("t");
  assert.equal(await page.getAttribute("html", "data-theme"), "light");
  await page.keyboard.press("t");
  assert.equal(await page.getAttribute("html", "data-theme"), "dark");
  await page.keyboard.press("?");
  assert.ok(await page.getByRole("dialog", { name: "Keys" }).isVisible());
  await page.keyboard.press("Escape");
  assert.ok(!(await page.locator("#keys").isVisible()));
  await page.keyboard.press("/");
  await page.keyboard.type("harbour board");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("text-search output").textContent(), "1 of 2");
  await page.keyboard.press("Shift+Enter");
  assert.equal(await page.locator("text-search output").textContent(), "2 of 2");
  assert.equal(await page.evaluate(() => String(getSelection())), "Harbour Board");
  assert.deepEqual(faults, []);
});

for (const [width, height] of /** @type {const} */ ([
  [1440, 500],
  [390, 700],
])) {
  test(`a panel that would open out of sight is brought up beneath its tabs, ${width} px wide`, async () => {
    const { page } = await browser.open({ width, height });
    await paste(page, STORY);
    if (width < 700) await page.locator(".handle").click();
    await page.keyboard.press("2");
    const first = page.locator("statement-ledger .speaker").first();
    const gap = await first.evaluate((line) => {
      const edge = /** @type {Element} */ (line.closest("summary-card")).getBoundingClientRect();
      return edge.bottom - line.getBoundingClientRect().bottom;
    });
    assert.ok(gap > 0, `${gap} px`);
  });
}

test("the panels are tabs: by click, by arrow, by number; the open one is remembered", async () => {
  const { page } = await browser.open();
  await paste(page, STORY);
  const tabs = page.getByRole("tab");
  assert.deepEqual(await tabs.allInnerTexts(), ["Actors 4", "Statements 2", "Map 1", "About"]);
  const open = () => page.locator("[role=tab][aria-selected=true]").innerText();
  assert.equal(await open(), "Actors 4");
  await tabs.nth(2).click();
  assert.equal(await open(), "Map 1");
  await page.keyboard.press("ArrowRight");
  assert.equal(await open(), "About");
  assert.ok(await page.getByText("nothing was sent").isVisible());
  await page.keyboard.press("ArrowRight");
  assert.equal(await open(), "Actors 4");
  await page.locator("article-view").focus();
  await page.keyboard.press("3");
  assert.equal(await open(), "Map 1");
  await paste(page, `${STORY}More.`);
  assert.equal(await open(), "Map 1");
  await paste(page, "Nothing\n\nNo name at all.");
  assert.deepEqual(await tabs.allInnerTexts(), ["About"]);
});

test(
  "the ledger tells who says what, finds it, copies it and shows it in the article",
  { skip: beyondFirefox },
  async () => {
    const { page, context } = await browser.open();
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await paste(page, STORY);
    await page.getByRole("tab", { name: /Statements/ }).click();
    const ledger = page.locator("statement-ledger");
    assert.deepEqual(await ledger.locator(".speaker").allInnerTexts(), ["Ada Orr\n2"]);
    const lines = ledger.locator(".statement-line > button");
    await lines.nth(1).click();
    assert.equal(await page.evaluate(() => String(getSelection())), "Nobody was hurt in Vik");
    assert.match(await ledger.innerText(), /added, as “Orr”/);
    await ledger.getByLabel("Find a statement").fill("harbour");
    assert.deepEqual(await lines.allInnerTexts(), ["The harbour at Vik was closed on Monday"]);
    await ledger.getByLabel("Which statements").selectOption("quoted");
    assert.ok(await page.getByText("No statement is like that.").isVisible());
    await ledger.getByLabel("Which statements").selectOption("all");
    await ledger.getByLabel("Order").selectOption("text");
    await lines.first().hover();
    const copied = async (/** @type {string} */ name) => {
      await ledger.getByRole("button", { name }).click();
      await ledger.locator(`[data-${name.toLowerCase()}]`, { hasText: "Copied" }).waitFor();
      return page.evaluate(() => navigator.clipboard.readText());
    };
    const said = "Ada Orr (in the article’s words): The harbour at Vik was closed on Monday";
    assert.equal(await copied("Copy"), said);
    assert.equal(await copied("Cite"), `${said} (“Harbour closed after storm”, sentence 2)`);
    const border = () =>
      page
        .locator(".said")
        .first()
        .evaluate((said) => getComputedStyle(said).borderBottomStyle);
    assert.equal(await border(), "none");
    await ledger.getByLabel("Show them in the article").check();
    assert.equal(await border(), "solid");
    assert.deepEqual(await violations(page), []);
    assert.equal(
      (await page.locator("article-view").textContent())?.replace(/\s+/g, ""),
      STORY.replace(/\s+/g, ""),
    );
  },
);

test("the map shows the places, asks for nothing, and leads to them", async () => {
  const { page, requests } = await browser.open();
  await paste(page, STORY);
  const before = requests.length;
  await page.getByRole("tab", { name: /Map/ }).click();
  const picture = page.getByRole("img", { name: /Map of 1 place/ });
  await picture.waitFor();
  assert.ok(((await picture.locator(".land").getAttribute("d")) ?? "").length > 500);
  assert.equal(await picture.locator("text").textContent(), "Vik");
  assert.match(await page.locator(".pins").innerText(), /Vik\s+Norway, town or city/);
  await page.getByRole("button", { name: "Nearer" }).click();
  await page.locator(".pins button").click();
  assert.match((await announced(page)) ?? "", /^Vik, place, 1 of/);
  assert.equal(requests.length, before);
  assert.deepEqual(await violations(page), []);
});

test("a date that is missing is asked for, and one that is given is used", async () => {
  const { page } = await browser.open();
  await paste(page, STORY);
  const asked = page.getByLabel("No date found. When was this published?");
  await asked.fill("2025-12-15");
  await page.getByLabel("Published").waitFor();
  assert.equal(await page.getByLabel("Published").inputValue(), "2025-12-15");
  await paste(page, `${STORY}\n2025-12-14\n`);
  await page.getByRole("button", { name: "as stated" }).click();
  assert.equal(await page.getByLabel("Published").inputValue(), "2025-12-14");
  assert.equal(await page.evaluate(() => String(getSelection())), "2025-12-14");
});

test("a notice stands at the top of the card", async () => {
  const { page } = await browser.open();
  await paste(page, `${STORY}NOTICE\n`);
  assert.equal(await page.locator(".card-body > :first-child").innerText(), "This is a notice.");
});

test("a long analysis shows the text meanwhile and can be cancelled", async () => {
  const { page, faults } = await browser.open();
  await dispatchPaste(page, { text: `${STORY}WAIT` });
  await page.locator("article-view[data-plain] p", { hasText: "Nobody was hurt" }).waitFor();
  await page.getByText("Reading 1,000 characters…").waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("Stopped. This is the text as it was pasted.").waitFor();
  assert.ok(await page.getByText("Nobody was hurt in Vik").isVisible());
  assert.ok(!(await page.locator("#progress").isVisible()));
  await paste(page, STORY);
  assert.equal(await page.locator("mark[data-mention]").count(), 8);
  assert.deepEqual(faults, []);
});

test("a newer paste overtakes an older one", async () => {
  const { page, faults } = await browser.open();
  await dispatchPaste(page, { text: `${STORY}WAIT` });
  await paste(page, "Title\n\nVik alone.");
  assert.deepEqual(await page.locator("mark[data-mention]").allTextContents(), ["Vik"]);
  assert.ok(!(await page.locator("#progress").isVisible()));
  assert.deepEqual(faults, []);
});

test("a fault loses nothing: the text stays, and is read again on request", async () => {
  const { page } = await browser.open();
  await dispatchPaste(page, { text: `${STORY}FAIL` });
  await page.getByText("This text could not be read: a fake fault").waitFor();
  assert.ok(await page.getByText("Nobody was hurt in Vik").isVisible());
  await page.getByRole("button", { name: "Read it again" }).click();
  await page.getByText("This text could not be read: a fake fault").waitFor();
});

test("editing is one click, Escape ends it and keeps what was written", async () => {
  const { page } = await browser.open();
  await paste(page, STORY);
  await page.getByRole("button", { name: "Edit the text" }).click();
  const sheet = page.getByLabel("Edit the text.");
  assert.equal(await sheet.inputValue(), STORY);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("mark[data-mention]").count(), 8);
  await page.getByRole("button", { name: "Edit the text" }).click();
  await sheet.press("ControlOrMeta+End");
  await sheet.pressSequentially("Back in Vik.");
  await page.keyboard.press("Escape");
  await page.locator("article-view p", { hasText: "Back in Vik." }).waitFor();
  assert.equal(await page.locator("mark[data-mention]").count(), 9);
  await page.locator("body").press("z");
  await page.locator("article-view p", { hasText: "Back in Vik." }).waitFor({ state: "detached" });
});

test("another paste replaces the article and offers the one before", async () => {
  const { page } = await browser.open();
  await paste(page, STORY);
  await dispatchPaste(page, { text: "Other\n\nOnly Vik here." });
  await page.getByRole("button", { name: "Back to the one before" }).click();
  await page.locator("article-view p", { hasText: "Nobody was hurt" }).waitFor();
});

test("a table that was pasted as text is set as one, with its marks", async () => {
  const { page } = await browser.open();
  await paste(page, "Boats\n\nPort\tBoats\nVik\t12\nDal\t7\n");
  assert.deepEqual(await page.locator("article-view td").allInnerTexts(), [
    ...["Port", "Boats", "Vik", "12", "Dal", "7"],
  ]);
  assert.equal(await page.locator("td mark").textContent(), "Vik");
});

for (const [width, height] of [
  [390, 844],
  [820, 1180],
  [1440, 900],
]) {
  for (const dark of [false, true]) {
    test(`axe finds nothing at ${width} px, ${dark ? "dark" : "light"}`, async () => {
      const { page } = await browser.open({ width: width ?? 0, height: height ?? 0, dark });
      assert.deepEqual(await violations(page), []);
      await paste(page, `${STORY}NOTICE\n`);
      assert.deepEqual(await violations(page), []);
      await page.keyboard.press("n");
      await page.keyboard.press("Enter");
      assert.deepEqual(await violations(page), []);
      // Firefox's bar for scrolling takes its width from the page.
      const sticksOut = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      assert.equal(sticksOut, 0, "nothing sticks out");
      await page.locator(".handle").dispatchEvent("click");
      await page.keyboard.press("j");
      assert.deepEqual(await violations(page), []);
      await page.keyboard.press("?");
      assert.deepEqual(await violations(page), []);
    });
  }
}
