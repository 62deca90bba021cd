// @ts-check
/** How the page writes dates and numbers. */

const count = new Intl.NumberFormat("en");
const calendar = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/**
 * An ISO date in words.
 * @param {string | null} date
 */
export function day(date) {
  const time = Date.parse(date ?? "");
  return Number.isNaN(time) ? String(date) : calendar.format(time);
}

/**
 * The days from one date to another, as short as they can be told.
 * @param {string | null} first ISO date
 * @param {string | null} last ISO date
 */
export function period(first, last) {
  if (!first && !last) return "";
  if (!last || !first || first === last) return day(first ?? last);
  const [from, to] = [first, last];
  if (from.endsWith("-01-01") && to.endsWith("-12-31")) {
    const [start, end] = [from.slice(0, -6), to.slice(0, -6)];
    return start === end ? start : `${start}–${end}`;
  }
  const next = new Date(Date.parse(to) + 86_400_000);
  const whole =
    from.endsWith("-01") && next.getUTCDate() === 1 && from.slice(0, 7) === to.slice(0, 7);
  if (whole) return day(from).replace(/^\S+ /, "");
  return `${day(from)} to ${day(to)}`;
}

const SIGNS = /** @type {const} */ ({
  exact: "",
  about: "about ",
  at_least: "at least ",
  at_most: "at most ",
  range: "",
  vague: "",
});

/**
 * A number as the words told it: `at least 12`, `3 to 5`, `$2,000,000`.
 * @param {import("./protocol.js").Interval} value
 * @param {string | null} unit
 */
export function amount({ low, high, precision }, unit) {
  const money = unit && /^[A-Z]{3}$/.test(unit) ? `${unit} ` : "";
  const after = unit && !money ? ` ${unit}` : "";
  if (low === null && high === null) return "an unknown number";
  const number =
    low !== null && high !== null && low !== high
      ? `${money}${count.format(low)} to ${count.format(high)}`
      : `${money}${count.format(low ?? high ?? 0)}`;
  const open = precision === "vague" && high === null ? "at least " : SIGNS[precision];
  return `${open}${number}${after}`;
}

const UNITS = /** @type {const} */ ({
  Y: "year",
  M: "month",
  W: "week",
  D: "day",
  H: "hour",
  m: "minute",
  S: "second",
});

const PARTS = /** @type {Record<string, string>} */ ({
  MO: "morning",
  MI: "midday",
  AF: "afternoon",
  EV: "evening",
  NI: "night",
  SP: "spring",
  SU: "summer",
  FA: "autumn",
  WI: "winter",
  Q1: "first quarter",
  Q2: "second quarter",
  Q3: "third quarter",
  Q4: "fourth quarter",
  H1: "first half",
  H2: "second half",
  WE: "weekend",
  PRESENT_REF: "now",
  PAST_REF: "in the past",
  FUTURE_REF: "in the future",
});

/**
 * A TIMEX3 value in words, as far as it has some; else as it is.
 * @param {string} value
 */
export function timeWords(value) {
  if (PARTS[value]) return PARTS[value];
  const length = /^P(T?)(\d+(?:\.\d+)?)([YMWDHS])$/.exec(value);
  if (length) {
    const [, clock, count = "", letter = ""] = length;
    const unit = UNITS[/** @type {keyof typeof UNITS} */ (clock && letter === "M" ? "m" : letter)];
    return `${count} ${unit}${count === "1" ? "" : "s"}`;
  }
  const point = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d|[A-Z]{2}).*)?$/.exec(value);
  if (point) {
    const [, date = "", time] = point;
    return time ? `${day(date)}, ${PARTS[time] ?? time}` : day(date);
  }
  const month = /^(\d{4})-(\d\d)$/.exec(value);
  if (month) return day(`${value}-01`).replace(/^\S+ /, "");
  const part = /^(\d{4})-([A-Z][A-Z\d])$/.exec(value);
  if (part?.[2] && PARTS[part[2]]) return `${PARTS[part[2]]} of ${part[1]}`;
  const week = /^(\d{4})-W(\d\d)$/.exec(value);
  if (week) return `week ${Number(week[2])} of ${week[1]}`;
  const decade = /^(\d{3})$/.exec(value);
  return decade ? `the ${value}0s` : value;
}
