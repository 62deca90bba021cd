// @ts-check
/**
 * What a reader can say of a name. In: analysis, entity. Out: the event `correct` (a {@link Correction}), which each of the
 * controls fires; keys reach them through `focusTool`.
 */

import { el, fire } from "../dom.js";
import { NAMED } from "../kinds.js";

/** @typedef {import("../protocol.js").Analysis} Analysis */
/** @typedef {import("../pkg/nutgraf.js").Correction} Correction */

/** Others that can be chosen from; more are a register. */
const MOST = 300;

/**
 * The words by which an entity goes, the longest first.
 * @param {string} text
 * @param {Analysis} analysis
 * @param {number} id
 * @returns {string[]}
 */
export function wordsOf(text, { entities, mentions }, id) {
  const spans = entities[id]?.mentions.map((mention) => mentions[mention]?.span) ?? [];
  const words = spans.map((span) => (span ? text.slice(span.start, span.end) : ""));
  return [...new Set(words)].filter(Boolean).sort((a, b) => b.length - a.length);
}

/**
 * The controls for one entity.
 * @param {string} text
 * @param {Analysis} analysis
 * @param {number} id
 */
export function correctionTools(text, analysis, id) {
  const entity = analysis.entities[id];
  const words = wordsOf(text, analysis, id);
  const tools = el("div", { class: "correction-tools", role: "group", "aria-label": "Correct" });
  if (!entity || !words.length) return tools;
  const say = (/** @type {Correction} */ correction) => fire(tools, "correct", correction);
  const button = (
    /** @type {string} */ name,
    /** @type {string} */ key,
    /** @type {string} */ shown,
  ) =>
    el(
      "button",
      { type: "button", "data-tool": name, "aria-keyshortcuts": key, title: `${shown} (${key})` },
      shown,
    );
  const right = button("confirm", "y", "Right");
  right.addEventListener("click", () => say({ do: "confirm", words }));
  const wrong = button("delete", "x", "Not a name");
  wrong.addEventListener("click", () => say({ do: "delete", words }));
  const kind = choice(
    "kind",
    "c",
    "Kind…",
    NAMED.map(({ id, one }) => [id, one]),
  );
  kind.addEventListener("change", () => {
    const chosen = NAMED.find((known) => known.id === kind.value);
    if (chosen) {
      const { id } = /** @type {{ id: import("../pkg/nutgraf.js").Kind }} */ (chosen);
      say({ do: "retype", words, kind: id });
    }
  });
  const others = analysis.entities
    .map((other, at) => ({ other, at }))
    .filter(({ at }) => at !== id)
    .sort((a, b) => Number(b.other.kind === entity.kind) - Number(a.other.kind === entity.kind))
    .slice(0, MOST);
  const same = choice(
    "merge",
    "m",
    "Same as…",
    others.map(({ other, at }) => [String(at), other.name]),
  );
  same.addEventListener("change", () => {
    const theirs = wordsOf(text, analysis, Number(same.value));
    if (same.value && theirs.length) say({ do: "merge", words: [...theirs, ...words] });
  });
  const apart = choice(
    "split",
    "s",
    "Not the same…",
    words.map((name) => [name, name]),
  );
  apart.hidden = words.length < 2;
  apart.addEventListener("change", () => {
    if (apart.value) say({ do: "split", words: [apart.value] });
  });
  const name = el("input", {
    ...{ type: "text", "data-tool": "rename", "aria-label": "Called (r)", value: entity.name },
    ...{ maxlength: 100, "aria-keyshortcuts": "r" },
  });
  name.addEventListener("change", () => {
    const { value } = name;
    if (value.trim() && value !== entity.name) say({ do: "rename", words, name: value.trim() });
  });
  tools.append(right, wrong, kind, same, apart, name);
  return tools;
}

/**
 * @param {string} name
 * @param {string} key
 * @param {string} shown
 * @param {string[][]} options value and words
 */
function choice(name, key, shown, options) {
  return el(
    "select",
    { "data-tool": name, "aria-label": `${shown} (${key})`, "aria-keyshortcuts": key },
    el("option", { value: "" }, shown),
    ...options.map(([value = "", words = ""]) => el("option", { value }, words)),
  );
}
