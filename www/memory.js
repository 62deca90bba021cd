// @ts-check
/**
 * What outlives a click: the reader's switches in this browser, the reader's choice in the address.
 * The text of an article is in neither.
 */

/**
 * A remembered setting, or `otherwise` where there is none or the browser keeps nothing.
 * @param {string} name
 * @param {string} otherwise
 */
export function recall(name, otherwise) {
  try {
    return localStorage.getItem(`nutgraf.${name}`) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/**
 * @param {string} name
 * @param {string} value
 * @returns {boolean} false if the browser keeps nothing, or no more: the page works until it is closed
 */
export function remember(name, value) {
  try {
    localStorage.setItem(`nutgraf.${name}`, value);
    return true;
  } catch {
    return false;
  }
}

/**
 * Calls back when another tab of this browser has changed a setting.
 * @param {string} name
 * @param {() => void} changed
 */
export function whenChanged(name, changed) {
  addEventListener("storage", ({ key }) => {
    if (key === `nutgraf.${name}` || key === null) changed();
  });
}

/**
 * What the address asks for: a chosen entity, by its number in the article, or a sample.
 * @returns {{ entity: number | null, sample: string | null }}
 */
export function readAddress() {
  const fields = new URLSearchParams(location.hash.slice(1));
  const entity = fields.get("entity");
  return {
    entity: entity && /^\d{1,9}$/.test(entity) ? Number(entity) : null,
    sample: fields.get("sample"),
  };
}

/**
 * Writes the choice into the address.
 * @param {{ entity: number | null, sample: string | null }} choice
 * @param {"push" | "replace"} how `push` makes a step that Back takes back
 */
export function writeAddress({ entity, sample }, how) {
  const fields = new URLSearchParams();
  if (sample !== null) fields.set("sample", sample);
  if (entity !== null) fields.set("entity", String(entity));
  const hash = fields.size ? `#${fields}` : location.pathname;
  history[how === "push" ? "pushState" : "replaceState"](null, "", hash);
}
