import js from "@eslint/js";
import globals from "globals";

/** Text reaches the page only as text: what parses a string as markup or as a script is banned. */
const SINKS = ["innerHTML", "outerHTML", "srcdoc"].map((property) => ({
  property,
  message: "Text reaches the DOM only as text: use textContent or Text nodes.",
}));
const CALLS = [
  "insertAdjacentHTML",
  "setHTMLUnsafe",
  "createContextualFragment",
  "write",
  "writeln",
].map((property) => ({ object: "document", property, message: "Parses a string as markup." }));

export default [
  { ignores: ["target/", "dist/", "www/pkg/", "node_modules/"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-implicit-globals": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-restricted-properties": ["error", ...SINKS, ...CALLS],
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "CallExpression[callee.property.name=/^(insertAdjacentHTML|setHTMLUnsafe|createContextualFragment)$/]",
          message: "Parses a string as markup.",
        },
      ],
    },
  },
  {
    files: ["www/**/*.js"],
    languageOptions: { globals: globals.browser },
    rules: {
      "no-console": "error",
      "no-restricted-globals": ["error", "fetch", "XMLHttpRequest", "WebSocket", "EventSource"],
    },
  },
  {
    files: ["www/sw.js"],
    // It fetches the page's own files, which the page itself may not.
    languageOptions: { globals: globals.serviceworker },
    rules: { "no-restricted-globals": "off" },
  },
  {
    files: ["xtask/**/*.{js,mjs}", "npm/examples/*.mjs"],
    languageOptions: { globals: globals.node },
  },
  {
    files: ["extension/*.js"],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ["npm/**/*.js"],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ["tests/**/*.js", "benches/*.js", "eslint.config.js"],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
];
