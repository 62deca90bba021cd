// @ts-check
/**
 * The one Trusted Types policy of the page, with its uses: the address of the worker's blob and of the
 * service worker, and markup on its way into an inert document. Browsers without Trusted Types take the strings as they are.
 */

import { bundled } from "./bundled.js";

/** @typedef {{ createHTML(text: string): string, createScriptURL(text: string): string }} Policy */

const keep = (/** @type {string} */ text) => text;
const factory =
  /** @type {{ trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }} */ (
    globalThis
  ).trustedTypes;
const rules = { createHTML: keep, createScriptURL: keep };
/** @type {Policy} */
const policy = factory?.createPolicy("nutgraf", rules) ?? rules;

/**
 * Starts a module worker that inherits the policy of the page: one loaded from its own address takes its
 * policy from that response's headers, which a static host does not send; one from a blob inherits. What
 * it imports falls under `script-src` in one browser and under `worker-src` in another: both allow 'self'.
 * @param {URL} script
 * @param {readonly URL[]} behind what it imports, asked for at the same time and not one behind the other
 */
export function startWorker(script, behind = []) {
  const line =
    bundled ?? [...behind, script].map(({ href }) => `import(${JSON.stringify(href)});`).join("");
  const address = URL.createObjectURL(new Blob([line], { type: "text/javascript" }));
  // A page from a file may start classic workers only.
  return new Worker(policy.createScriptURL(address), bundled === null ? { type: "module" } : {});
}

/** @param {URL} script */
export function registerServiceWorker(script) {
  return navigator.serviceWorker.register(policy.createScriptURL(script.href));
}

/**
 * Parses markup into a document in which nothing runs and nothing loads.
 * @param {string} markup
 */
export function parseInert(markup) {
  return new DOMParser().parseFromString(policy.createHTML(markup), "text/html");
}
