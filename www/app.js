// @ts-check
/**
 * Wires the sheet, the analyzer and the elements. Every element speaks through properties and events;
 * none knows another.
 */

import { breathe, el, fire, need } from "./dom.js";
import { ArticleMap } from "./elements/article-map.js";
import { ArticleView } from "./elements/article-view.js";
import { CardTabs } from "./elements/card-tabs.js";
import { EntityList } from "./elements/entity-list.js";
import { FigureBoard } from "./elements/figure-board.js";
import { ExportMenu } from "./elements/export-menu.js";
import { KindLegend } from "./elements/kind-legend.js";
import { PlaceMap } from "./elements/place-map.js";
import { SourcingProfile } from "./elements/sourcing-profile.js";
import { StatementLedger } from "./elements/statement-ledger.js";
import { SummaryCard } from "./elements/summary-card.js";
import { TextSearch } from "./elements/text-search.js";
import { EventList } from "./elements/event-list.js";
import { TimeLine } from "./elements/time-line.js";
import { Corrections, isCorrections } from "./corrections.js";
import { CompareView } from "./elements/compare-view.js";
import { CorrectionList } from "./elements/correction-list.js";
import { open, warm } from "./exchange.js";
import { listenForKeys } from "./keys.js";
import { NAMED, UNSURE, nameOf } from "./kinds.js";
import { readAddress, recall, remember, writeAddress } from "./memory.js";
import { keepOffline } from "./offline.js";
import { NotText, textOfFile, textOfTransfer } from "./paste.js";
import { Progress } from "./progress.js";
import { analyzer } from "./start.js";
import { samples } from "./pkg/samples.js";

/** @typedef {import("./protocol.js").Analysis} Analysis */
/** @typedef {import("./protocol.js").Choice} Choice */
/** @typedef {import("./protocol.js").Span} Span */

customElements.define("article-view", ArticleView);
customElements.define("article-map", ArticleMap);
customElements.define("card-tabs", CardTabs);
customElements.define("compare-view", CompareView);
customElements.define("correction-list", CorrectionList);
customElements.define("entity-list", EntityList);
customElements.define("figure-board", FigureBoard);
customElements.define("event-list", EventList);
customElements.define("time-line", TimeLine);
customElements.define("export-menu", ExportMenu);
customElements.define("kind-legend", KindLegend);
customElements.define("place-map", PlaceMap);
customElements.define("sourcing-profile", SourcingProfile);
customElements.define("statement-ledger", StatementLedger);
customElements.define("summary-card", SummaryCard);
customElements.define("text-search", TextSearch);

/** What the analyzer reads at most, in bytes; one unit more lets it say so. */
const MOST_UNITS = (64 << 20) + 1;

const view = /** @type {ArticleView} */ (need("article-view"));
const map = /** @type {ArticleMap} */ (need("article-map"));
const legend = /** @type {KindLegend} */ (need("kind-legend"));
const card = /** @type {SummaryCard} */ (need("summary-card"));
const compared = /** @type {CompareView} */ (need("compare-view"));
const search = /** @type {TextSearch} */ (need("text-search"));
const taken = /** @type {ExportMenu} */ (need("export-menu"));
const sheet = /** @type {HTMLTextAreaElement} */ (need("#text"));
const keys = /** @type {HTMLDialogElement} */ (need("#keys"));
const corrections = new Corrections(() => {
  if (state.analysis) void heed();
});
const progress = new Progress(() => analyzer.cancel());

search.view = view;

/** What is on the page. */
const state = {
  text: "",
  /** @type {Analysis | null} */
  analysis: null,
  /** @type {string | null} date of publication that the reader gave */
  published: null,
  /** @type {string | null} the sample that it is */
  sample: null,
  /** @type {number | null} chosen entity */
  entity: null,
  /** @type {string | null} name of the entity to choose when the text has been read again */
  next: null,
  /** @type {{ text: string, published: string | null, sample: string | null } | null} */
  before: null,
  /** @type {{ text: string, published: string | null }[]} articles to compare the next one with */
  shelf: [],
};

/** @param {"empty" | "editing" | "reading" | "comparing"} name */
function enter(name) {
  document.documentElement.dataset.state = name;
  const reading = name === "reading";
  need("#sheet").hidden = reading || name === "comparing";
  need("#comparison").hidden = name !== "comparing";
  need("#reading").hidden = !reading;
  need("#aside").hidden = !reading || !state.analysis;
  if (!reading) choose({ entity: null, mention: null }, "replace");
  taken.article = reading && state.analysis ? { text: state.text, analysis: state.analysis } : null;
  need("#read").hidden = reading || !sheet.value.trim();
  need("label[for=text]").textContent =
    name === "editing"
      ? "Edit the text."
      : state.shelf.length
        ? "Paste the article to compare with."
        : "Paste an article.";
}

/**
 * Reads a text and shows it: the words at once if it takes long, everything when it is done.
 * @param {string} text
 * @param {{ published?: string | null, sample?: string | null }} [about]
 */
async function read(text, { published = null, sample = null } = {}) {
  if (!text.trim()) return;
  const fresh = text !== state.text;
  if (fresh) {
    if (state.text) {
      const { text, published, sample } = state;
      state.before = { text, published, sample };
    }
    Object.assign(state, { text, analysis: null, entity: null });
    writeAddress({ entity: null, sample }, "replace");
    if (document.documentElement.dataset.state === "reading") scrollTo(0, 0);
  }
  Object.assign(state, { published, sample });
  say("");
  progress.start(text.length, () => {
    if (fresh) showPlain();
  });
  try {
    const options = { ...(published ? { published } : {}), corrections: corrections.all };
    const analysis = await analyzer.analyze(text.slice(0, MOST_UNITS), options);
    // To take in the answer of a long text is a long task by itself: a frame between it and the next.
    await breathe();
    if (state.text !== text) return;
    show(analysis);
    if (fresh && state.shelf.length) await compare();
  } catch (error) {
    if (state.text !== text || state.published !== published) return;
    const stopped = error instanceof DOMException && error.name === "AbortError";
    if (stopped && progress.running && !progress.cancelled) return;
    if (!state.analysis) showPlain();
    say(
      stopped
        ? "Stopped. This is the text as it was pasted."
        : `This text could not be read: ${error instanceof Error ? error.message : error}`,
      { label: "Read it again", act: () => void read(text, { published, sample }) },
    );
  }
  progress.end();
}

/** The text as it is, to be read while it is being analysed. */
function showPlain() {
  state.analysis = null;
  enter("reading");
  need("#untitled").hidden = false;
  legend.replaceChildren();
  view.show(state.text, null);
  search.text = state.text;
}

/** @param {Analysis} analysis */
function show(analysis) {
  const { text, published } = state;
  const chosen = state.entity === null ? null : state.analysis?.entities[state.entity]?.name;
  const name = state.next ?? chosen;
  state.next = null;
  state.analysis = analysis;
  enter("reading");
  need("#untitled").hidden = analysis.article.title !== null;
  legend.analysis = analysis;
  dim();
  card.show(text, analysis, published);
  card.corrections.show(corrections);
  view.show(text, analysis);
  search.text = text;
  document.title = heading(analysis);
  // After a change of the date the same entity stays chosen, if it is still there.
  const kept = name ? analysis.entities.findIndex((entity) => entity.name === name) : -1;
  choose({ entity: kept < 0 ? null : kept, mention: null }, "replace");
}

/** @param {Analysis} analysis */
function heading({ article: { title } }) {
  const words = title ? state.text.slice(title.start, title.end).replace(/\s+/g, " ") : "";
  return words ? `${words.slice(0, 80)} · Nutgraf` : "Nutgraf";
}

/** Leaves the marks of the kinds that are switched off plain, and shows statements where they are wanted. */
function dim() {
  view.toggleAttribute("data-statements", card.statements.layer);
  view.toggleAttribute("data-voice", card.sourcing.layer);
  view.dataset.off = [...legend.off].join(" ");
}

/**
 * Chooses an entity, or none: its mentions are tinted, the strip shows them, its button is pressed.
 * @param {Choice | { entity: null, mention: null }} choice
 * @param {"push" | "replace" | "none"} how what becomes of the address
 */
function choose({ entity, mention }, how) {
  const analysis = state.analysis;
  const known = entity !== null && analysis?.entities[entity] ? entity : null;
  const changed = known !== state.entity;
  state.entity = known;
  view.select(known);
  fire(document, "chosen", known === null ? null : { words: wordsOf(known), at: place(mention) });
  card.entities.select(known);
  map.show(analysis, known, state.text.length);
  if (how !== "none" && (changed || how === "replace")) {
    writeAddress({ entity: known, sample: state.sample }, how);
  }
  need("#here").hidden = known === null;
  if (known === null) need("#here-words").textContent = "";
  else if (mention !== null) standOn(mention);
  else announce(known, null);
}

/**
 * The words by which an entity goes in the text.
 * @param {number} entity
 */
function wordsOf(entity) {
  const { mentions = [], entities = [] } = state.analysis ?? {};
  const spans = entities[entity]?.mentions.map((id) => mentions[id]?.span) ?? [];
  return [...new Set(spans.map((span) => (span ? state.text.slice(span.start, span.end) : "")))];
}

/**
 * Which of its entity's mentions one is; -1 for none.
 * @param {number | null} mention
 */
function place(mention) {
  const named = mention === null ? undefined : state.analysis?.mentions[mention]?.entity;
  return state.analysis?.entities[named ?? -1]?.mentions.indexOf(mention ?? -1) ?? -1;
}

/** @param {number} mention */
function standOn(mention) {
  const entity = state.analysis?.mentions[mention]?.entity;
  if (entity === undefined) return;
  view.leave();
  card.mark(null);
  view.goToMention(mention);
  announce(entity, mention);
}

/**
 * Says who or what it is, and which of its mentions.
 * @param {number} entity
 * @param {number | null} mention
 */
function announce(entity, mention) {
  const named = state.analysis?.entities[entity];
  if (!named) return;
  const at = mention === null ? -1 : named.mentions.indexOf(mention);
  const score = mention === null ? 1 : (state.analysis?.mentions[mention]?.score ?? 1);
  const kind = score < UNSURE ? `perhaps ${nameOf(named.kind)}` : nameOf(named.kind);
  const { length } = named.mentions;
  const place =
    at < 0 ? (length === 1 ? "1 mention" : `${length} mentions`) : `${at + 1} of ${length}`;
  need("#here").hidden = false;
  need("#here").dataset.kind = named.kind;
  need("#here-words").replaceChildren(el("bdi", {}, named.name), `, ${kind}, ${place}`);
}

/**
 * Goes to the next or previous mention: of the chosen entity, or of all that are marked.
 * @param {1 | -1} by
 */
function step(by) {
  const { analysis, entity } = state;
  if (!analysis) return;
  const mentions =
    entity === null
      ? [...analysis.mentions.keys()].filter(
          (id) => !legend.off.has(analysis.mentions[id]?.kind ?? ""),
        )
      : (analysis.entities[entity]?.mentions ?? []);
  const next = view.neighbour(mentions, by);
  if (next !== undefined) standOn(next);
}

/** Reads the text again, as the reader's corrections have it now. */
function heed() {
  card.corrections.show(corrections);
  const { text, published, sample } = state;
  return read(text, { published, sample });
}

/** @param {import("./pkg/nutgraf.js").Correction} correction */
async function correct(correction) {
  corrections.add(correction);
  const [first = ""] = correction.words;
  if (correction.do === "rename") state.next = correction.name ?? null;
  else if (correction.do === "add" || correction.do === "split") state.next = first;
  await heed();
  const undo = () => {
    if (corrections.undo()) void heed();
  };
  const until = corrections.kept
    ? "Corrected, here and in every article."
    : "Corrected until this page is closed: this browser keeps nothing more.";
  say(until, { label: "Undo", act: undo });
}

/** Articles that can be set side by side. */
const MOST_COMPARED = 5;

/** Puts this article on the shelf and asks for another to compare it with. */
function compareWith() {
  const { text, published } = state;
  const rest = state.shelf.filter((article) => article.text !== text);
  state.shelf = [...rest, { text, published }].slice(-(MOST_COMPARED - 1));
  another();
}

/** Sets this article beside those on the shelf. */
async function compare() {
  const { text, published } = state;
  const articles = [...state.shelf.filter((article) => article.text !== text), { text, published }];
  if (articles.length < 2) return;
  state.shelf = articles.slice(-MOST_COMPARED);
  const texts = articles.map((article) => article.text.slice(0, MOST_UNITS));
  const options = articles.map(({ published }) => ({
    ...(published ? { published } : {}),
    corrections: corrections.all,
  }));
  const comparison = await analyzer.compare(texts, options);
  compared.show(texts, comparison);
  enter("comparing");
  need("#compare-more").hidden = articles.length >= MOST_COMPARED;
  scrollTo(0, 0);
}

/** Ends the comparison and shows the article that was read last. */
function endComparison() {
  state.shelf = [];
  enter(state.analysis ? "reading" : "empty");
}

/** Offers to add the words that the reader has selected in the article, or no longer. */
function offer() {
  const pill = need("#add");
  const selection = getSelection();
  const words = selection?.toString().trim() ?? "";
  // What the page itself selected, to stand on it, is not meant.
  const own =
    selection?.anchorNode && view.contains(selection.anchorNode) && !view.isStoodOn(selection);
  const fits = Boolean(own) && words !== "" && words.length <= 100 && state.text.includes(words);
  if (!fits && pill.contains(document.activeElement)) return;
  pill.hidden = !fits || !state.analysis;
  need("#add-words").textContent = fits ? words : "";
}

/**
 * Goes to one of the controls that correct the chosen entity, or presses it.
 * @param {string} name
 */
function tool(name) {
  const control = card.querySelector(`[data-tool="${name}"]`);
  if (!(control instanceof HTMLElement) || control.hidden) {
    if (state.entity === null) say("Choose a name first; then it can be corrected.");
    return;
  }
  if (control instanceof HTMLButtonElement) control.click();
  else {
    card.tabs.choose(0);
    if (innerWidth < 700) card.height = "full";
    control.focus();
    if (control instanceof HTMLInputElement) control.select();
  }
}

/** Lets go of one thing: of the sentence stood on, then of the entity. */
function letGo() {
  view.leave();
  card.mark(null);
  if (state.entity === null) need("#here").hidden = true;
  else choose({ entity: null, mention: null }, "push");
}

/**
 * A plain sentence to the reader, with at most one thing to do about it; an empty one takes it away.
 * @param {string} words
 * @param {{ label: string, act: () => void }} [action]
 */
function say(words, action) {
  need("#message").hidden = !words;
  need("#message-words").textContent = words;
  const button = need("#message-action");
  button.hidden = !action;
  button.textContent = action?.label ?? "";
  button.onclick = action ? () => action.act() : null;
}

/** Goes back to the text before this one; once more, and this one is back. */
function goBack() {
  if (!state.before) return;
  const { text, published, sample } = state.before;
  void read(text, { published, sample });
}

/** Opens the text for editing where the reader is. */
function edit() {
  const place = view.firstVisible();
  sheet.value = state.text;
  enter("editing");
  sheet.focus();
  sheet.setSelectionRange(place, place);
  // A text area scrolls to its caret only when the focus comes to it.
  sheet.blur();
  sheet.focus();
}

/** Ends editing and reads what is there now; an untouched text is shown again as it was. */
function endEditing() {
  const { value } = sheet;
  if (!value.trim()) return;
  // A text area has no carriage returns: a text that differs in them alone was not touched.
  const untouched = value === state.text.replace(/\r\n?/g, "\n");
  if (untouched && state.analysis) enter("reading");
  else void read(untouched ? state.text : value, { published: untouched ? state.published : null });
}

/** Clears the sheet for another article; the one that was read can be called back. */
function another() {
  analyzer.cancel();
  progress.end();
  if (state.text)
    state.before = { text: state.text, published: state.published, sample: state.sample };
  sheet.value = "";
  Object.assign(state, { text: "", analysis: null, published: null, sample: null });
  enter("empty");
  legend.replaceChildren();
  document.title = "Nutgraf";
  scrollTo(0, 0);
  sheet.focus();
  say("");
}

/**
 * Reads what a paste, a drop or a file holds.
 * @param {() => Promise<string> | string} take
 */
async function bring(take) {
  try {
    const replaced = state.text;
    const text = take();
    const words = typeof text === "string" ? text : await text;
    if (!words.trim()) throw new NotText("There are no words in this.");
    const reading = read(words);
    if (replaced && replaced !== words) {
      await reading;
      // One that was stopped or failed has its own word, with the way to try again.
      if (state.text === words && state.analysis)
        say("Another article.", { label: "Back to the one before", act: goBack });
    }
  } catch (error) {
    if (!(error instanceof NotText)) throw error;
    say(error.message);
  }
}

/**
 * Reads a file; one that was exported here is shown as it was, without reading it again.
 * @param {File} file
 */
async function openFile(file) {
  if (!/\.json$/i.test(file.name)) return bring(() => textOfFile(file));
  try {
    const json = await file.text();
    if (isCorrections(json)) {
      const count = corrections.fromFile(json);
      if (state.text) await heed();
      return say(`${count} ${count === 1 ? "correction" : "corrections"} brought in.`);
    }
    const { text, analysis } = await open(json);
    const { text: old, published, sample } = state;
    if (old) state.before = { text: old, published, sample };
    analyzer.cancel();
    progress.end();
    Object.assign(state, { text, analysis: null, entity: null, published: null, sample: null });
    say("");
    show(analysis);
    scrollTo(0, 0);
  } catch (error) {
    say(`“${file.name}”: ${error instanceof Error ? error.message : error}.`);
  }
}

// A host around the page, such as the panel beside a tab, brings an article or says why there is none.
document.addEventListener("bring", (event) => {
  const { text, fault } = /** @type {CustomEvent<{ text?: string, fault?: string }>} */ (event)
    .detail;
  if (text) void bring(() => text);
  else say(fault ?? "");
});

/** True where typed keys and pasted words belong to a field. */
const inField = (/** @type {EventTarget | null} */ target) =>
  target instanceof HTMLElement && target.matches("input, textarea, select");

document.addEventListener("paste", (event) => {
  const data = event.clipboardData;
  if (!data) return;
  const whole = sheet.selectionStart === 0 && sheet.selectionEnd === sheet.value.length;
  // Inside a text that is being written, and in the search, pasting is what it always is.
  if (inField(event.target) && !(event.target === sheet && whole)) return;
  event.preventDefault();
  void bring(() => textOfTransfer(data));
});
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.documentElement.dataset.drop = "";
});
for (const end of ["dragleave", "drop", "dragend"]) {
  document.addEventListener(end, () => delete document.documentElement.dataset.drop);
}
document.addEventListener("drop", (event) => {
  event.preventDefault();
  const data = event.dataTransfer;
  const [file] = data?.files ?? [];
  if (file) void openFile(file);
  else if (data) void bring(() => textOfTransfer(data));
});

const file = /** @type {HTMLInputElement} */ (need("#file"));
need("#open").addEventListener("click", () => file.click());
file.addEventListener("change", () => {
  const chosen = file.files?.[0];
  if (chosen) void openFile(chosen);
  file.value = "";
});

sheet.addEventListener("input", () => {
  need("#read").hidden = !sheet.value.trim();
});
sheet.addEventListener("keydown", (event) => {
  const done = event.key === "Enter" && (event.ctrlKey || event.metaKey);
  if (done || (event.key === "Escape" && state.text)) {
    event.preventDefault();
    endEditing();
  }
});
need("#read").addEventListener("click", endEditing);
need("#edit").addEventListener("click", edit);
need("#another").addEventListener("click", () => {
  state.shelf = [];
  another();
});
need("#compare").addEventListener("click", compareWith);
need("#compare-more").addEventListener("click", another);
need("#compare-end").addEventListener("click", endComparison);
compared.addEventListener("read", async (event) => {
  const { article, span } = /** @type {CustomEvent<{ article: number, span: Span }>} */ (event)
    .detail;
  const chosen = state.shelf[article];
  if (!chosen) return;
  const { shelf } = state;
  // While it is read nothing is on the shelf, so that it is not compared again.
  state.shelf = [];
  if (chosen.text === state.text) enter("reading");
  else await read(chosen.text, { published: chosen.published });
  state.shelf = shelf;
  view.goToSpan(span);
  const back = () => {
    say("");
    enter("comparing");
  };
  say("One of the articles that you compare.", { label: "Back to the comparison", act: back });
});

for (const { name, title, text } of samples) {
  const label = name.charAt(0).toUpperCase() + name.slice(1);
  const button = el("button", { type: "button", class: "link", title, "data-sample": name }, label);
  button.addEventListener("click", () => void read(text, { sample: name }));
  need("#samples").append(" ", button);
}

view.addEventListener("choose", (event) =>
  choose(/** @type {CustomEvent} */ (event).detail, "push"),
);
map.addEventListener("choose", (event) =>
  choose(/** @type {CustomEvent} */ (event).detail, "push"),
);
legend.addEventListener("switch", dim);
card.addEventListener("layer", dim);
card.addEventListener("choose", (event) => {
  const { entity, mention } = /** @type {CustomEvent<Choice>} */ (event).detail;
  const mentions = state.analysis?.entities[entity]?.mentions ?? [];
  const at = entity === state.entity ? mentions.indexOf(visited) : -1;
  visited = mention ?? mentions[(at + 1) % mentions.length] ?? -1;
  if (innerWidth < 700) card.height = "peek";
  const button = document.activeElement;
  choose({ entity, mention: visited }, "push");
  // The reader who goes through a list keeps the place in it.
  if (button instanceof HTMLElement && card.contains(button)) button.focus({ preventScroll: true });
});
/** The mention that the list went to last. */
let visited = -1;
card.addEventListener("stand", (event) => {
  const { span, sentence } = /** @type {CustomEvent<{ span?: Span, sentence?: number }>} */ (event)
    .detail;
  if (innerWidth < 700) card.height = "peek";
  if (sentence !== undefined) view.goToSentence(sentence);
  else if (span) view.goToSpan(span);
});
card.addEventListener("published", (event) => {
  const { text, sample } = state;
  void read(text, { published: /** @type {CustomEvent} */ (event).detail, sample });
});

for (const [id, by] of /** @type {const} */ ([
  ["#here-on", 1],
  ["#here-back", -1],
])) {
  const button = need(id);
  button.addEventListener("click", () => {
    step(by);
    button.focus({ preventScroll: true });
  });
}
need("#here-close").addEventListener("click", letGo);
need("#message-close").addEventListener("click", () => say(""));
need("#help").addEventListener("click", () => keys.showModal());
need("#check").addEventListener("click", () => {
  keys.showModal();
  need("#check-heading").scrollIntoView();
});

card.addEventListener(
  "correct",
  (event) => void correct(/** @type {CustomEvent} */ (event).detail),
);
card.addEventListener("corrected", () => void heed());
card.addEventListener("say", (event) => say(/** @type {CustomEvent} */ (event).detail));
document.addEventListener("selectionchange", offer);
const added = /** @type {HTMLSelectElement} */ (need("#add-kind"));
added.append(...NAMED.map(({ id, one }) => el("option", { value: id }, one)));
added.addEventListener("change", () => {
  const words = need("#add-words").textContent ?? "";
  const kind = /** @type {import("./pkg/nutgraf.js").Kind} */ (added.value);
  added.value = "";
  need("#add").hidden = true;
  getSelection()?.removeAllRanges();
  if (words && kind) void correct({ do: "add", words: [words], kind });
});

const THEMES = ["auto", "light", "dark"];
const theme = need("#theme");
function setTheme(/** @type {string} */ name) {
  document.documentElement.dataset.theme = name;
  const label = name.charAt(0).toUpperCase() + name.slice(1);
  theme.textContent = label;
  theme.setAttribute("aria-label", `Theme: ${label}`);
  remember("theme", name);
}
function nextTheme() {
  const at = THEMES.indexOf(document.documentElement.dataset.theme ?? "auto");
  setTheme(THEMES[(at + 1) % THEMES.length] ?? "auto");
}
setTheme(recall("theme", "auto"));
theme.addEventListener("click", nextTheme);

listenForKeys({
  n: () => step(1),
  p: () => step(-1),
  j: () => card.step(1),
  k: () => card.step(-1),
  "/": () => search.focus(),
  e: () => taken.open(),
  t: nextTheme,
  z: goBack,
  a: () => {
    if (need("#add").hidden)
      say("Select words of the article first; then they can be added as a name.");
    else added.focus();
  },
  y: () => tool("confirm"),
  x: () => tool("delete"),
  c: () => tool("kind"),
  m: () => tool("merge"),
  s: () => tool("split"),
  r: () => tool("rename"),
  u: () => {
    if (corrections.undo()) void heed();
  },
  U: () => {
    if (corrections.redo()) void heed();
  },
  "?": () => keys.showModal(),
  Escape: letGo,
  ...Object.fromEntries([..."123456"].map((key, place) => [key, () => card.tabs.choose(place)])),
});

addEventListener("popstate", () => {
  choose({ entity: readAddress().entity, mention: null }, "none");
});

const asked = samples.find(({ name }) => name === readAddress().sample);
if (asked) void read(asked.text, { sample: asked.name });
else sheet.focus();

analyzer.ready.then(
  () => {
    document.documentElement.dataset.ready = "";
    performance.mark("usable");
    // Now, while nothing is on the page: once an article is here nothing may be asked for.
    void warm()
      .catch(() => {})
      .then(() => (document.documentElement.dataset.whole = ""))
      .then(() => keepOffline(say));
  },
  (error) => say(`The analyzer did not start: ${error.message} A current browser is needed.`),
);
