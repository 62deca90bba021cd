// @ts-check
/**
 * Where it happens: the places of the article on a map of the world, and the same as a list beside it.
 *
 * In: `show(analysis)`, and the event `shown` when the panel comes into sight: the outlines are
 * drawn then, not before. Out: `choose` (a {@link Choice} without a mention) and `stand`.
 */

import { el, fire } from "../dom.js";

/** @typedef {import("../protocol.js").Analysis} Analysis */
/** @typedef {import("../protocol.js").Place} Place */
/** @typedef {import("../protocol.js").Site} Site */
/** @typedef {typeof import("../atlas.js")} Atlas */

/**
 * @typedef {object} Pin
 * @property {Place} place
 * @property {Site} site
 * @property {"central" | "dateline" | "mentioned"} part what it has to do with the article
 * @property {number} salience
 */

/** Height of the picture for a width of one. */
const SHAPE = 0.62;
/** Pixels kept free between two labels. */
const APART = 3;
/** Below this score a pin is shown as a question. */
const SURE = 0.5;
/** Steps nearer, at most; each shows half as much. */
const NEAREST = 5;
/** What is a point on a map of the world. */
const NEAR = new Set(["city", "region", "spot"]);
/** Pixels that a letter of a label takes on average. */
const LETTER = 6.4;
/** Labels that are drawn at most; the list has all. */
const LABELS = 12;

const PARTS = /** @type {const} */ ({
  central: "central to the article",
  mentioned: "mentioned",
  dateline: "where it was written",
});

const KINDS = /** @type {const} */ ({
  country: "country",
  region: "region",
  city: "town or city",
  water: "water",
  land: "land",
  area: "part of the world",
  spot: "site",
});

/** @type {Promise<Atlas> | undefined} */
let atlas;
const load = () => (atlas ??= /** @type {Promise<Atlas>} */ (import("../pkg/atlas.js")));

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string)} children
 */
function svg(tag, attributes, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

export class PlaceMap extends HTMLElement {
  /** @type {Pin[]} the most salient first */
  #pins = [];
  /** @type {Pin[]} those that fill the picture at first: towns and sites, not whole countries */
  #near = [];
  /** 0 shows all; 1 the nearer ones; 2 half as much of them, and so on. */
  #zoom = 1;
  /** The least zoom: 0 where there is more to show than the nearer ones. */
  #least = 1;
  #stale = true;
  /** Width of what is drawn, in pixels. */
  #width = 0;
  #names = regionNames();
  #picture = el("div", { class: "picture" });
  #list = el("ul", { class: "pins" });
  #in = el("button", { type: "button", "aria-label": "Nearer" }, "+");
  #out = el("button", { type: "button", "aria-label": "Farther" }, "−");

  connectedCallback() {
    this.replaceChildren(
      el(
        "div",
        { class: "atlas" },
        this.#picture,
        el("div", { class: "zoom", role: "group", "aria-label": "Map" }, this.#in, this.#out),
      ),
      this.#list,
    );
    this.#in.addEventListener("click", () => this.#to(this.#zoom + 1));
    this.#out.addEventListener("click", () => this.#to(this.#zoom - 1));
    this.addEventListener("shown", () => void this.#draw());
    this.addEventListener("click", ({ target }) => {
      const pin = target instanceof Element && target.closest("[data-entity]");
      if (pin)
        fire(this, "choose", { entity: Number(pin.getAttribute("data-entity")), mention: null });
    });
    new ResizeObserver(() => {
      if (this.#picture.clientWidth && this.#picture.clientWidth !== this.#width) {
        this.#stale = true;
        void this.#draw();
      }
    }).observe(this.#picture);
  }

  /** @param {number} zoom */
  #to(zoom) {
    this.#zoom = Math.min(NEAREST, Math.max(this.#least, zoom));
    this.#stale = true;
    void this.#draw();
  }

  /**
   * How many places have a pin.
   * @param {Analysis} analysis
   * @returns {number}
   */
  show(analysis) {
    const { dateline } = analysis.article;
    this.#pins = analysis.places
      .flatMap((place) => {
        const { site, relation } = place;
        const salience = analysis.entities[place.entity]?.salience ?? 0;
        if (!site || relation !== "located") return [];
        const spans = place.mentions.flatMap((id) => analysis.mentions[id]?.span ?? []);
        const written = dateline?.place;
        const inBody = spans.filter(
          ({ start }) => !written || start < written.start || start >= written.end,
        );
        /** @type {Pin["part"]} */
        const part = !inBody.length ? "dateline" : salience >= 0.5 ? "central" : "mentioned";
        return [{ place, site, part, salience }];
      })
      .sort((a, b) => b.salience - a.salience);
    const near = this.#pins.filter(({ site }) => NEAR.has(site.kind));
    this.#near = near.length ? near : this.#pins;
    this.#least = this.#near.length < this.#pins.length ? 0 : 1;
    this.#zoom = 1;
    this.#stale = true;
    this.#list.replaceChildren(...this.#pins.map((pin) => this.#item(pin, analysis)));
    // In the next frame, which lays the page out anyway: to ask for the width here would do it twice.
    requestAnimationFrame(() => void this.#draw());
    return this.#pins.length;
  }

  /**
   * @param {Pin} pin
   * @param {Analysis} analysis
   */
  #item({ place, site, part }, analysis) {
    const name = analysis.entities[place.entity]?.name ?? site.name;
    const where = [
      site.name === name ? "" : site.name,
      site.kind === "country" ? "" : this.#country(site),
      KINDS[site.kind],
    ];
    const others = place.candidates.map(
      (other) => `${other.name}${other.country ? `, ${this.#country(other)}` : ""}`,
    );
    const unsure = place.score < SURE;
    return el(
      "li",
      {},
      el(
        "button",
        { type: "button", "data-entity": place.entity, "data-part": part },
        el("span", { class: "dot" }),
        el("bdi", { class: "entity-name" }, name),
        el(
          "span",
          { class: "where" },
          `${unsure ? "perhaps " : ""}${where.filter(Boolean).join(", ")}; ${PARTS[part]}`,
        ),
      ),
      others.length && unsure ? el("p", { class: "others" }, `or ${others.join("; ")}`) : "",
    );
  }

  /** @param {Site} site */
  #country({ country }) {
    if (!country) return "";
    return this.#names?.of(country) ?? country;
  }

  async #draw() {
    const width = this.#picture.clientWidth;
    if (!this.#stale || !width || !this.#pins.length) return;
    this.#stale = false;
    this.#width = width;
    this.#in.disabled = this.#zoom >= NEAREST;
    this.#out.disabled = this.#zoom <= this.#least;
    const { draw } = await load();
    const height = Math.round(width * SHAPE);
    const points = (this.#zoom ? this.#near : this.#pins).map(
      ({ site }) => /** @type {const} */ ([site.longitude, site.latitude]),
    );
    const { land, borders, place } = draw(points, width, height, 2 ** Math.max(0, this.#zoom - 1));
    const count = this.#pins.length === 1 ? "1 place" : `${this.#pins.length} places`;
    const picture = svg(
      "svg",
      {
        viewBox: `0 0 ${width} ${height}`,
        role: "img",
        "aria-label": `Map of ${count}; the list under it names them.`,
      },
      svg("path", { class: "land", d: land }),
      svg("path", { class: "borders", d: borders }),
    );
    /** @type {{ left: number, top: number, right: number, bottom: number }[]} */
    const taken = [];
    const drawn = this.#pins.flatMap((pin) => {
      const at = place([pin.site.longitude, pin.site.latitude]);
      const inside = at && at[0] >= 0 && at[0] <= width && at[1] >= 0 && at[1] <= height;
      return inside ? [{ pin, x: at[0], y: at[1] }] : [];
    });
    // The most salient last, so that it lies on top.
    for (const { pin, x, y } of drawn.toReversed()) {
      const group = svg("g", {
        class: "pin",
        "data-part": pin.part,
        "data-entity": pin.place.entity,
        ...(pin.place.score < SURE ? { "data-unsure": "" } : {}),
      });
      const size = pin.part === "central" ? 5.5 : 4;
      group.append(
        pin.part === "dateline"
          ? svg("rect", { x: x - size, y: y - size, width: 2 * size, height: 2 * size })
          : svg("circle", { cx: x, cy: y, r: size }),
      );
      picture.append(group);
      taken.push({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 });
    }
    /** @type {Set<string>} what is named already: several names of an article may lie in one city */
    const named = new Set();
    for (const { pin, x, y } of drawn.slice(0, LABELS)) {
      const { name } = pin.site;
      const here = `${name} ${x} ${y}`;
      if (named.has(here)) continue;
      named.add(here);
      const long = name.length * LETTER;
      const place = [
        { left: x + 9, top: y - 7 },
        { left: x - 9 - long, top: y - 7 },
        { left: x - long / 2, top: y - 22 },
        { left: x - long / 2, top: y + 8 },
      ]
        .map(({ left, top }) => ({ left, right: left + long, top, bottom: top + 14 }))
        .find(
          (box) =>
            box.left >= 0 &&
            box.right <= width &&
            taken.every(
              (other) =>
                box.right + APART < other.left ||
                other.right + APART < box.left ||
                box.bottom < other.top ||
                other.bottom < box.top,
            ),
        );
      if (!place) continue;
      taken.push(place);
      const middle = (place.left + place.right) / 2;
      picture.append(
        svg("text", { x: middle, y: place.top + 11, "data-entity": pin.place.entity }, name),
      );
    }
    this.#picture.replaceChildren(picture);
  }
}

/** Names of countries in English, where the browser has them. */
function regionNames() {
  try {
    return new Intl.DisplayNames("en", { type: "region" });
  } catch {
    return null;
  }
}
