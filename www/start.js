// @ts-check
/** Starts the analyzer before the rest of the page is there: it has the longest way to being ready. */

import { createAnalyzer } from "./analyzer.js";

export const analyzer = createAnalyzer();
