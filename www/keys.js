// @ts-check
/** Single keys, where they are not typed into a field and no other key is held. */

/** @param {Record<string, () => void>} actions */
export function listenForKeys(actions) {
  document.addEventListener("keydown", (event) => {
    if (
      event.defaultPrevented ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.isComposing
    )
      return;
    const { target } = event;
    if (target instanceof HTMLElement && target.closest("dialog, textarea, select")) return;
    const typed = target instanceof HTMLInputElement && target.type !== "range";
    if (typed && event.key !== "Escape") return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
