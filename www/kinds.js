// @ts-check
/** What can be marked, in the order in which it is listed, with the words that the reader sees. */

/**
 * @typedef {object} KindWords
 * @property {string} id as in the analysis; `date` and `figure` stand for timexes and quantities
 * @property {string} one what one of them is called
 * @property {string} many the heading above several
 */

/** @type {readonly KindWords[]} */
export const NAMED = [
  { id: "person", one: "person", many: "People" },
  { id: "organization", one: "organisation", many: "Organisations" },
  { id: "location", one: "place", many: "Places" },
  { id: "group", one: "group", many: "Groups" },
  { id: "facility", one: "facility", many: "Facilities" },
  { id: "event", one: "event", many: "Events" },
  { id: "work", one: "work", many: "Works" },
  { id: "law", one: "law", many: "Laws" },
  { id: "product", one: "product", many: "Products" },
];

/** @type {readonly KindWords[]} */
export const KINDS = [
  ...NAMED,
  { id: "date", one: "date", many: "Dates" },
  { id: "figure", one: "figure", many: "Figures" },
];

/** What a topic of the IPTC is called. */
export const TOPICS = /** @type {const} */ ({
  arts: "Arts and media",
  crime: "Crime and courts",
  disaster: "Disasters and accidents",
  economy: "Economy and business",
  education: "Education",
  environment: "Environment",
  health: "Health",
  human_interest: "Human interest",
  labour: "Labour",
  lifestyle: "Lifestyle",
  politics: "Politics",
  religion: "Religion",
  science: "Science and technology",
  society: "Society",
  sport: "Sport",
  conflict: "Conflict and war",
  weather: "Weather",
});

/** What words that judge do. */
export const LOADS = /** @type {const} */ ({
  praise: "praises",
  blame: "blames",
  alarm: "alarms",
  scorn: "belittles",
  stress: "presses",
});

/** A score below this is shown lighter and with “perhaps”. */
export const UNSURE = 0.5;

const words = new Map(KINDS.map((kind) => [kind.id, kind]));

/**
 * What one thing of a kind is called.
 * @param {string} id
 */
export const nameOf = (id) => words.get(id)?.one ?? id;

/** Who speaks, by kind. */
export const SOURCES = /** @type {const} */ ({
  official: "Officials, parties, courts, police",
  military: "Armies and armed groups",
  company: "Companies",
  expert: "Experts",
  ngo: "Charities, unions, activists",
  eyewitness: "Those who were there",
  media: "Other media",
  document: "Documents",
  unknown: "Others",
});
