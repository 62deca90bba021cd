// npm install nutgraf vite && npx vite
import { createAnalyzer } from "nutgraf";

const analyzer = createAnalyzer();
const text = document.querySelector("#text");
const list = document.querySelector("#entities");

text.addEventListener("input", async () => {
  try {
    const { entities } = await analyzer.analyze(text.value);
    list.replaceChildren(
      ...entities.map(({ kind, name }) => {
        const item = document.createElement("li");
        item.textContent = `${kind}: ${name}`;
        return item;
      }),
    );
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
});
