// node examples/node.mjs article.txt: who is in it, and the summary.
import { readFile } from "node:fs/promises";
import { createAnalyzer } from "nutgraf";

const [path] = process.argv.slice(2);
if (!path) throw new Error("usage: node node.mjs ARTICLE");
const text = await readFile(path, "utf8");
const { summary, entities } = await createAnalyzer().analyze(text);

for (const { span } of summary.lines.slice(0, summary.chosen)) {
  console.log(`- ${text.slice(span.start, span.end)}`);
}
const ranked = [...entities].sort((a, b) => b.salience - a.salience);
for (const { kind, name, mentions } of ranked.slice(0, 10)) {
  console.log(`${kind}: ${name} (${mentions.length})`);
}
