// @ts-check
/**
 * A worker of known answers, for tests of the page alone: it knows a few names and nothing else. Its
 * answers are checked against the types of the real ones. `WAIT` in the text: it never answers;
 * `FAIL`: it answers with an error.
 */

/** @typedef {import("../../www/protocol.js").Analysis} Analysis */
/** @typedef {import("../../www/protocol.js").Reply} Reply */
/** @typedef {import("../../www/protocol.js").Request} Request */
/** @typedef {import("../../www/protocol.js").Role} Role */
/** @typedef {import("../../www/pkg/nutgraf.js").Kind} Kind */

/** @type {[RegExp, Kind, string, number][]} pattern, kind, name and score of what is known */
const KNOWN = [
  [/Ada Orr|Orr/g, "person", "Ada Orr", 0.9],
  [/Ben Sund/g, "person", "Ben Sund", 0.3],
  [/Harbour Board/g, "organization", "Harbour Board", 0.9],
  [/Vik/g, "location", "Vik", 0.9],
];

/**
 * @param {string} text
 * @param {RegExp} pattern
 */
const spans = (text, pattern) =>
  [...text.matchAll(pattern)].map(({ 0: hit, index }) => ({
    start: index,
    end: index + hit.length,
  }));

/**
 * @param {{ text: string, options: import("../../www/protocol.js").AnalyzeOptions }} request
 * @returns {Analysis}
 */
function analyze({ text, options }) {
  const blocks = spans(text, /[^\n]*\S[^\n]*/g).map((span, at) => ({
    span,
    kind: at === 0 ? /** @type {const} */ ("title") : /** @type {const} */ ("paragraph"),
  }));
  const sentences = blocks.flatMap(({ span: { start, end } }, block) =>
    spans(text.slice(start, end), /\S.*?(?:[.](?= |$)|$)/g).map((own) => {
      const span = { start: start + own.start, end: start + own.end };
      return { span, body: span, block };
    }),
  );
  const at = (/** @type {number} */ offset) =>
    Math.max(
      0,
      sentences.findLastIndex(({ span }) => span.start <= offset),
    );
  const found = KNOWN.flatMap(([pattern, kind, name, score]) =>
    spans(text, pattern).map((span) => ({ span, kind, name, score })),
  ).sort((a, b) => a.span.start - b.span.start);
  const names = [...new Set(found.map(({ name }) => name))];
  const mentions = found.map(({ span, kind, name, score }) => ({
    ...{ span, kind, score, sentence: at(span.start) },
    ...{ entity: names.indexOf(name), why: "fake/known" },
  }));
  const entities = names.map((name, entity) => {
    const own = [...mentions.keys()].filter((id) => mentions[id]?.entity === entity);
    const kind = mentions[own[0] ?? 0]?.kind ?? "person";
    const aliases = name === "Ada Orr" ? ["Orr"] : [];
    const [leads] = name === "Ada Orr" ? spans(text, /leads/g) : [];
    /** @type {Role[]} */
    const roles = leads
      ? [
          {
            ...{ kind: "office", title: leads, tense: "current", evidence: leads, place: null },
            organization: names.indexOf("Harbour Board"),
            ...{ inferred: false, score: 0.9, why: "fake/known" },
          },
        ]
      : [];
    const salience = own.length / 100;
    return { name, kind, mentions: own, salience, aliases, references: [], roles };
  });
  const vik = names.indexOf("Vik");
  const [date] = spans(text, /2025-12-14/g);
  return {
    version: "fake",
    notices: text.includes("NOTICE") ? [{ code: "fake/notice", message: "This is a notice." }] : [],
    article: {
      title: blocks[0]?.span ?? null,
      byline: null,
      published: date && !options.published ? { span: date, date: "2025-12-14" } : null,
      updated: null,
      standfirst: null,
      dateline: null,
      outlet: null,
      blocks,
    },
    sentences,
    timexes: spans(text, /Monday|2025-12-14/g).map((span) => ({
      ...{ span, sentence: at(span.start), kind: "date", score: 1, why: "fake/known" },
      ...{ value: null, anchor: null },
    })),
    quantities: spans(text, /\b\d+ (?:boats|per cent)/g).map((span) => ({
      ...{ span, sentence: at(span.start), kind: "count", score: 1, why: "fake/known" },
      ...{ value: null, modifier: null, unit: null, counted: null },
    })),
    mentions,
    entities,
    references: [],
    places: entities[vik]
      ? [
          {
            ...{ entity: vik, mentions: entities[vik].mentions, relation: "located" },
            site: {
              name: "Vik",
              kind: "city",
              country: "NO",
              region: null,
              latitude: 61.09,
              longitude: 6.57,
            },
            ...{ candidates: [], score: 0.9, why: "fake/known" },
          },
        ]
      : [],
    sourcing: { sources: [], sentences: 5, words: 40, ownVoice: [], unheard: [] },
    figures: [],
    checks: [],
    events: [],
    answers: [],
    voice: spans(text, /brutal/g).map((span) => ({ span, kind: "blame", statement: null })),
    topics: spans(text, /harbour/gi)
      .slice(0, 1)
      .map((span) => ({
        ...{ topic: "economy", code: "medtop:04000000", score: 0.6 },
        ...{ spans: [span], why: "fake/known" },
      })),
    timeline: [],
    statements: [...text.matchAll(/(\S[^.\n]*), ((?:Ada )?Orr) (said|added)\./g)].map((hit) => {
      const { 1: said = "", 2: who = "", 3: cue = "", index: start } = hit;
      const source = { start: start + said.length + 2, end: start + said.length + 2 + who.length };
      return {
        ...{ content: [{ start, end: start + said.length }], source, sentence: at(start) },
        cue: { start: source.end + 1, end: source.end + 1 + cue.length },
        ...{ speaker: names.indexOf("Ada Orr"), kind: "indirect", grade: "neutral" },
        ...{ standing: "said", within: null, score: 0.9, why: "fake/known" },
      };
    }),
    keyphrases: [/harbour/gi]
      .map((pattern) => ({ spans: spans(text, pattern), score: 0.9, why: "fake/known" }))
      .filter((phrase) => phrase.spans.length),
    // The last is the best, so that the order of rank and that of the text differ.
    summary: {
      lines: sentences
        .map(({ span }, sentence) => ({ sentence, span, score: 0.5, why: "fake/known" }))
        .filter(({ sentence }) => sentences[sentence]?.block !== 0)
        .reverse(),
      chosen: 3,
    },
    reading: { words: text.split(/\s+/).length, seconds: 30, language: "en", grade: 9 },
    timings: { article: 1 },
  };
}

/** @param {Reply} reply */
const tell = (reply) => self.postMessage(reply);

self.onmessage = (/** @type {MessageEvent<Request>} */ { data }) => {
  const [text = ""] = data.texts;
  if (text.includes("WAIT")) return;
  if (text.includes("FAIL")) tell({ type: "error", id: data.id, message: "a fake fault" });
  else
    tell({
      type: "result",
      id: data.id,
      result: analyze({ text, options: data.options[0] ?? {} }),
    });
};
tell({ type: "ready", version: "fake" });
