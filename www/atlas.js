// @ts-check
/**
 * A map of the world as paths. In: points in degrees and the size of the picture. Out: the coast and the
 * borders as SVG path data, and a way from degrees to pixels. Drawn so that the points fill the picture.
 *
 * This is the entry of a bundle (`xtask/atlas.js` makes `pkg/atlas.js` of it); nothing imports it as it is.
 */

import { geoMercator, geoNaturalEarth1, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";
import { outlines } from "./pkg/outlines.js";

/** @typedef {readonly [longitude: number, latitude: number]} Point */

/**
 * @typedef {object} Drawing
 * @property {string} land
 * @property {string} borders
 * @property {(point: Point) => [number, number] | null} place
 */

/** Degrees that the picture spans at least: a province and its neighbours. */
const LEAST_SPAN = 7;
/** Degrees of longitude from which the round world is drawn instead of a part of it. */
const WORLD_SPAN = 130;
/** Part of the width left free around the points. */
const MARGIN = 0.14;

const topology = /** @type {import("topojson-specification").Topology} */ (outlines);
const countries = /** @type {import("topojson-specification").GeometryCollection} */ (
  topology.objects["countries"]
);

/**
 * @param {readonly Point[]} points at least one
 * @param {number} width in pixels
 * @param {number} height in pixels
 * @param {number} zoom 1 for all points in the picture, 2 for twice as near
 * @returns {Drawing}
 */
export function draw(points, width, height, zoom) {
  const longitudes = points.map(([longitude]) => longitude).sort((a, b) => a - b);
  const latitudes = points.map(([, latitude]) => latitude);
  const [west, span] = arc(longitudes);
  const south = Math.min(...latitudes);
  const north = Math.max(...latitudes);
  const middle = west + span / 2;
  const wide = span > WORLD_SPAN || north > 78 || south < -65;
  const projection = (wide ? geoNaturalEarth1() : geoMercator()).rotate([-middle, 0]);
  /** @type {[[number, number], [number, number]]} */
  const room = [
    [width * MARGIN, height * MARGIN],
    [width * (1 - MARGIN), height * (1 - MARGIN)],
  ];
  if (wide)
    projection.fitExtent(
      [
        [0, 0],
        [width, height],
      ],
      { type: "Sphere" },
    );
  else {
    const half = Math.max(LEAST_SPAN, span) / 2;
    const level = (south + north) / 2;
    const rise = Math.max(LEAST_SPAN / 2, north - south) / 2;
    projection.fitExtent(room, {
      type: "MultiPoint",
      coordinates: [
        [middle - half, Math.max(-85, level - rise)],
        [middle + half, Math.min(85, level + rise)],
      ],
    });
  }
  const [x, y] = projection.translate();
  projection
    .scale(projection.scale() * zoom)
    .translate([width / 2 + (x - width / 2) * zoom, height / 2 + (y - height / 2) * zoom])
    .clipExtent([
      [-2, -2],
      [width + 2, height + 2],
    ]);
  const path = geoPath(projection).digits(1);
  return {
    land: path(feature(topology, countries)) ?? "",
    borders: path(mesh(topology, countries, (a, b) => a !== b)) ?? "",
    place: (point) => projection([...point]),
  };
}

/**
 * The shortest stretch of longitudes that holds all: its west end and its length.
 * @param {readonly number[]} sorted
 * @returns {[west: number, span: number]}
 */
function arc(sorted) {
  let west = sorted[0] ?? 0;
  let span = (sorted.at(-1) ?? 0) - west;
  for (let i = 1; i < sorted.length; i += 1) {
    const other = (sorted[i - 1] ?? 0) + 360 - (sorted[i] ?? 0);
    if (other < span) [west, span] = [sorted[i] ?? 0, other];
  }
  return [west, span];
}
