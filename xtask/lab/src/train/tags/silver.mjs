// Tags the texts of JSON lines with wink-nlp and its light English web model (both MIT):
//   node silver.mjs PACKAGES < IN.jsonl > OUT.jsonl
// PACKAGES is the folder in which npm put them. Each line out has the text and [start, end, tag] of each token, offsets in
// UTF-16 units.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

/** Characters between two tokens beyond which the tagger and the text have parted. */
const APART = 60;

const require = createRequire(new URL("index.js", `file://${process.argv[2]}/`));
const nlp = require("wink-nlp")(require("wink-eng-lite-web-model"), ["sbd", "pos"]);

for await (const line of createInterface({ input: process.stdin })) {
  const { text } = JSON.parse(line);
  const tokens = nlp.readDoc(text).tokens();
  const [words, kinds] = [tokens.out(nlp.its.value), tokens.out(nlp.its.pos)];
  const tags = [];
  let at = 0;
  words.forEach((word, number) => {
    const start = text.indexOf(word, at);
    if (start < 0 || start - at > APART) return;
    at = start + word.length;
    tags.push([start, at, kinds[number]]);
  });
  process.stdout.write(JSON.stringify({ text, tags }) + "\n");
}
