// @ts-check
/**
 * The signs of the kinds with their counts, each a switch. In: `analysis`. Out: the event `switch` with the
 * set of kinds that are off, which is remembered.
 */

import { el, fire } from "../dom.js";
import { KINDS } from "../kinds.js";
import { recall, remember } from "../memory.js";

/** @typedef {import("../protocol.js").Analysis} Analysis */

export class KindLegend extends HTMLElement {
  /** The kinds that are not marked. */
  off = new Set(recall("off", "").split(" ").filter(Boolean));

  connectedCallback() {
    this.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && target.closest("button");
      const kind = button && button.getAttribute("data-kind");
      if (!kind) return;
      if (!this.off.delete(kind)) this.off.add(kind);
      button.setAttribute("aria-pressed", String(!this.off.has(kind)));
      remember("off", [...this.off].join(" "));
      fire(this, "switch", this.off);
    });
  }

  /** @param {Analysis} analysis */
  set analysis({ mentions, timexes, quantities }) {
    const counts = new Map([
      ["date", timexes.length],
      ["figure", quantities.length],
    ]);
    for (const { kind } of mentions) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    this.replaceChildren(
      ...KINDS.flatMap(({ id, many }) => {
        const count = counts.get(id) ?? 0;
        if (!count) return [];
        const button = el(
          "button",
          { type: "button", "data-kind": id, "aria-pressed": String(!this.off.has(id)) },
          el("span", { class: "sign" }, many),
          " ",
          el("span", { class: "count" }, count.toLocaleString("en")),
        );
        return [button];
      }),
    );
  }
}
