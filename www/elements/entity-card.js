// @ts-check
/**
 * What the article says of one entity: its other names, its roles, where it is, who it stands beside.
 * In: text, analysis, which one. Out: an element whose buttons bear `data-span` (words to stand on),
 * `data-entity` (another to choose) or `data-mention`.
 */

import { el } from "../dom.js";

/** @typedef {import("../protocol.js").Analysis} Analysis */
/** @typedef {import("../protocol.js").Role} Role */
/** @typedef {import("../protocol.js").Span} Span */

/** Others that are named beside it, at most. */
const BESIDE = 4;
/** Sentences that two must share to be told. */
const SHARED = 2;

const TENSES = /** @type {const} */ ({
  current: "",
  former: "former",
  acting: "acting",
  coming: "coming",
});

/**
 * @param {string} text
 * @param {Analysis} analysis
 * @param {number} id of the entity
 */
export function entityCard(text, analysis, id) {
  const entity = analysis.entities[id];
  if (!entity) return el("div");
  const words = (/** @type {Span} */ { start, end }) => text.slice(start, end).replace(/\s+/g, " ");
  const way = (/** @type {Span} */ span, /** @type {string} */ shown) =>
    el(
      "button",
      { type: "button", class: "way", "data-span": `${span.start} ${span.end}` },
      el("bdi", {}, shown),
    );
  /** @type {[string, (Node | string)[]][]} */
  const rows = [];
  if (entity.aliases.length)
    rows.push(["Also", entity.aliases.flatMap((name) => [", ", el("bdi", {}, name)]).slice(1)]);
  const roles = new Map(entity.roles.map((role) => [describe(role, words, analysis), role]));
  if (roles.size) {
    rows.push([
      "Here",
      [...roles].flatMap(([shown, role], at) => [
        at ? "; " : "",
        way(role.evidence, shown),
        role.inferred ? el("span", { class: "perhaps" }, "inferred") : "",
      ]),
    ]);
  }
  const meant = entity.references.flatMap((at) => analysis.references[at] ?? []);
  if (meant.length) {
    const said = new Map(
      meant.map((reference) => [words(reference.span).toLowerCase(), reference.span]),
    );
    rows.push([
      "Meant by",
      [...said].slice(0, 6).flatMap(([shown, span], at) => [at ? ", " : "", way(span, shown)]),
    ]);
  }
  const beside = neighbours(analysis, id);
  if (beside.length) {
    rows.push([
      "Beside",
      beside.flatMap((other, at) => [
        at ? ", " : "",
        el(
          "button",
          { type: "button", class: "way", "data-entity": other },
          el("bdi", {}, analysis.entities[other]?.name ?? ""),
        ),
      ]),
    ]);
  }
  const [first, last] = [entity.mentions[0], entity.mentions.at(-1)];
  const to = (/** @type {number} */ mention, /** @type {string} */ shown) =>
    el(
      "button",
      { type: "button", class: "way", "data-entity": id, "data-mention": mention },
      shown,
    );
  if (first !== undefined && last !== undefined && first !== last) {
    rows.push(["Go to", [to(first, "first"), ", ", to(last, "last mention")]]);
  }
  return el(
    "dl",
    { class: "entity-card" },
    ...rows.map(([term, parts]) => el("div", {}, el("dt", {}, term), el("dd", {}, ...parts))),
  );
}

/**
 * A role in words: title, body, place.
 * @param {Role} role
 * @param {(span: Span) => string} words
 * @param {Analysis} analysis
 */
function describe({ kind, title, tense, organization, place }, words, analysis) {
  const name = (/** @type {number | null} */ at) =>
    at === null ? "" : (analysis.entities[at]?.name ?? "");
  const own = words(title);
  const has = (/** @type {string} */ part) => part && !own.includes(part);
  const body = name(organization);
  const where = name(place);
  return [
    own.toLowerCase().startsWith(TENSES[tense]) ? "" : TENSES[tense],
    kind === "age" && /^\d+$/.test(own) ? `aged ${own}` : own,
    has(body) ? `(${body})` : "",
    has(where) ? `(${where})` : "",
  ]
    .filter(Boolean)
    .join(" ");
}

/**
 * Those named in the same sentences, the most often first.
 * @param {Analysis} analysis
 * @param {number} id
 */
function neighbours({ mentions, entities }, id) {
  const sentences = new Set(entities[id]?.mentions.map((mention) => mentions[mention]?.sentence));
  /** @type {Map<number, Set<number>>} */
  const shared = new Map();
  for (const { entity, sentence } of mentions) {
    if (entity === id || !sentences.has(sentence)) continue;
    const own = shared.get(entity) ?? new Set();
    shared.set(entity, own.add(sentence));
  }
  return [...shared]
    .filter(([, own]) => own.size >= SHARED)
    .sort((a, b) => b[1].size - a[1].size || a[0] - b[0])
    .slice(0, BESIDE)
    .map(([entity]) => entity);
}
