// @ts-check
/**
 * The script of the analyzer's worker, where there are no files to load it from: the page that is one
 * file puts it here. Null on a served page.
 *
 * @type {string | null}
 */
export const bundled = null;
