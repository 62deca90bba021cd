// @ts-check
/** How the page writes dates and numbers. */

const calendar = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/**
 * An ISO date in words.
 * @param {string | null} date
 */
export function day(date) {
  const time = Date.parse(date ?? "");
  return Number.isNaN(time) ? String(date) : calendar.format(time);
}
