// @ts-check
/** The list of what is inside: complete, with licences and checksums, and the same every time. */

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { bill } from "../../xtask/dist/sbom.js";

const written = readdirSync("dist").find((name) => name.endsWith(".cdx.json")) ?? "";

test("the list names what is compiled in, and nothing that only builds or tests", () => {
  const { components } = bill();
  const names = components.map(({ name }) => name);
  for (const inside of ["html5gum", "jiff", "regex", "serde", "d3-geo", "world-atlas"])
    assert.ok(names.includes(inside), inside);
  for (const outside of ["boon", "clap", "rayon", "nutgraf", "esbuild", "playwright-core"])
    assert.ok(!names.includes(outside), outside);
  for (const { purl, licenses, hashes } of components) {
    assert.ok(licenses[0]?.expression, purl);
    assert.match(hashes[0]?.content ?? "", /^([0-9a-f]{64}){1,2}$/, purl);
  }
  assert.equal(new Set(components.map(({ purl }) => purl)).size, components.length);
});

test("the same bytes come out twice", () => {
  assert.equal(readFileSync(`dist/${written}`, "utf8"), `${JSON.stringify(bill(), null, 2)}\n`);
});
