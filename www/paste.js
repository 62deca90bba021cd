// @ts-check
/**
 * Text out of whatever a reader brings: clipboard, dropped file, saved page.
 *
 * Plain text stays exactly as it is. Markup is parsed into an inert document and read out: paragraphs,
 * headings and list items keep their lines, table rows become lines with tabs, and what is not text
 * (scripts, styles, forms, pictures, hidden parts) is left behind.
 */

import { articleOf } from "./exchange.js";
import { parseInert } from "./trusted.js";

/** Holds no text of the article. */
const SILENT =
  "script, style, noscript, template, iframe, object, embed, svg, math, canvas, audio, video, picture, " +
  "button, select, input, textarea, datalist, dialog, head, [hidden]";
/** Stand apart, a blank line before and after. */
const APART = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE DL FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR MAIN NAV OL P PRE SECTION TABLE UL".split(
    " ",
  ),
);
/** Begin a line of their own. */
const LINES = new Set("BODY CAPTION DD DETAILS DIV DT LI SUMMARY TR".split(" "));

/** What a reader brought that holds no text. The message says what to do instead. */
export class NotText extends Error {}

/**
 * The text of a paste or a drop.
 * @param {DataTransfer} data
 * @returns {Promise<string> | string} a string at once unless a file must be read
 */
export function textOfTransfer(data) {
  const plain = data.getData("text/plain");
  const html = data.getData("text/html");
  const rich = html ? textOfMarkup(html) : "";
  if (rich.trim()) return rich;
  if (plain.trim()) return plain;
  const [file] = data.files;
  if (file) return textOfFile(file);
  throw new NotText("There is no text in this. Copy the words of the article and paste them.");
}

/**
 * The text of a file: `.txt`, `.md`, `.html` or anything else that holds words.
 * @param {File} file
 */
export async function textOfFile(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const text = decode(bytes);
  if (text === null) {
    throw new NotText(
      `“${file.name}” is not a text file. Open it, copy the words and paste them here.`,
    );
  }
  const markup = /\.x?html?$/i.test(file.name) || file.type === "text/html";
  if (!markup) return text;
  // A page without prose is taken as it is: a list, a table.
  return (await articleOf(text)) || textOfMarkup(text);
}

/**
 * The text of markup.
 * @param {string} markup
 */
export function textOfMarkup(markup) {
  const { body } = parseInert(markup);
  for (const element of body.querySelectorAll(SILENT)) element.remove();
  return read(body);
}

/**
 * Reads an element out, without recursion: markup may be nested deeper than the stack.
 * @param {HTMLElement} root
 */
function read(root) {
  /** @type {string[]} */
  const out = [];
  let breaks = 0;
  let begun = false;
  let space = false;
  /** After a bullet or a tab: what opens there continues the line. */
  let fresh = false;
  /** @type {Map<Element | null, number>} */
  const numbers = new Map();
  /** @param {HTMLElement} element */
  const part = ({ tagName, parentElement }) => {
    if (fresh) return;
    // A paragraph within an item or a cell is no paragraph of the article.
    const apart = APART.has(tagName) && !parentElement?.closest("li, td, th");
    if (apart) breaks = 2;
    else if (APART.has(tagName) || LINES.has(tagName)) breaks = Math.max(breaks, 1);
  };
  /** @param {string} text */
  const write = (text) => {
    if (!text) return;
    if (begun && breaks) out.push("\n".repeat(breaks));
    else if (space && begun) out.push(" ");
    breaks = 0;
    space = false;
    fresh = false;
    begun = true;
    out.push(text);
  };
  /** @param {Text} node */
  const words = (node) => {
    if (node.parentElement?.closest("pre")) {
      write(node.data.replace(/\n$/, ""));
      return;
    }
    const text = node.data.replace(/[ \t\n\r\f]+/g, " ");
    const inner = text.trim() === "" ? text.replaceAll(" ", "") : text.replace(/^ | $/g, "");
    if (text.startsWith(" ")) space = true;
    write(inner);
    if (inner && text.endsWith(" ")) space = true;
  };
  /** @param {HTMLElement} element */
  const enter = (element) => {
    const { tagName } = element;
    part(element);
    if (tagName === "BR") {
      // Two in a row are how older pages part their paragraphs.
      breaks = breaks ? 2 : 1;
    } else if (tagName === "LI") {
      const list = element.parentElement;
      const number = (numbers.get(list) ?? 0) + 1;
      numbers.set(list, number);
      write(list?.tagName === "OL" ? `${number}. ` : "• ");
      fresh = true;
    } else if ((tagName === "TD" || tagName === "TH") && element.previousElementSibling) {
      space = false;
      breaks = 0;
      write("\t");
      fresh = true;
    }
  };
  const skipped = (/** @type {Node} */ node) =>
    node instanceof Element && /display:\s*none/i.test(node.getAttribute("style") ?? "");

  /** @type {Node | null} */
  let node = root;
  while (node) {
    const skip = skipped(node);
    if (node.nodeType === Node.TEXT_NODE) words(/** @type {Text} */ (node));
    else if (node.nodeType === Node.ELEMENT_NODE && !skip) enter(/** @type {HTMLElement} */ (node));
    if (node.firstChild && !skip) {
      node = node.firstChild;
      continue;
    }
    while (node && node !== root && !node.nextSibling) {
      if (node.nodeType === Node.ELEMENT_NODE) part(/** @type {HTMLElement} */ (node));
      node = node.parentNode;
    }
    if (!node || node === root) break;
    if (node.nodeType === Node.ELEMENT_NODE) part(/** @type {HTMLElement} */ (node));
    node = node.nextSibling;
  }
  return out.join("");
}

/**
 * Bytes as text: by their mark, else UTF-8, else Windows-1252; null if they are no text.
 * @param {Uint8Array} bytes
 */
function decode(bytes) {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const start = String.fromCharCode(...bytes.subarray(0, 4));
  if (start === "%PDF" || start.startsWith("PK\u0003\u0004")) return null;
  if (bytes.subarray(0, 4096).includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
