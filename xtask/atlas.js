/**
 * Bundles the map of the world: Natural Earth's outlines, thinned, with the projections of d3-geo, into
 * `www/pkg/atlas.js`. Run by `cargo xtask build`, from the project's root.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { build } from "esbuild";
import { quantize } from "topojson-client";
import { filter, filterWeight, presimplify, simplify } from "topojson-simplify";

/**
 * Bends that cover less than this, in square degrees, are left out: half a pixel where the map is drawn
 * for one country. With it the outlines weigh 45 kB of brotli; with all bends of the source 205 kB.
 */
const LEAST_BEND = 0.018;
/** Rings smaller than this, in square degrees, are left out: islets. */
const LEAST_RING = LEAST_BEND / 4;
/** Steps along each axis: 4 km at the equator. */
const STEPS = 1e4;

const OUTLINES = "www/pkg/outlines.js";

const require = createRequire(import.meta.url);
const world = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"));
delete world.objects.land;
for (const country of world.objects.countries.geometries) delete country.properties;
const thin = simplify(presimplify(world), LEAST_BEND);
const kept = filter(thin, filterWeight(thin, LEAST_RING));
delete kept.transform;
const outlines = JSON.stringify(quantize(kept, STEPS));
writeFileSync(OUTLINES, `/** @type {unknown} */\nexport const outlines = ${outlines};\n`);
await build({
  entryPoints: ["www/atlas.js"],
  outfile: "www/pkg/atlas.js",
  bundle: true,
  format: "esm",
  minify: true,
  target: "es2022",
  logLevel: "error",
  banner: {
    js: "// @ts-nocheck\n/* d3-geo, d3-array, internmap, topojson-client: ISC, Mike Bostock; outlines: Natural Earth, public domain */",
  },
});
