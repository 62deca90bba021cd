// @ts-check
/** Serves `www/`, or another folder of the project, on a free port of this machine: right types, no caching, a note of every request. */

import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const PROJECT = new URL("../../", import.meta.url);

/** @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

/**
 * @param {Record<string, URL>} [instead] files to serve in the place of the page's own, by path
 * @param {string} [folder] of the project
 * @returns {Promise<{ url: string, requests: string[], close: () => void }>}
 */
export async function serve(instead = {}, folder = "www/") {
  const root = fileURLToPath(new URL(folder, PROJECT));
  /** @type {string[]} */
  const requests = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://page");
    requests.push(pathname);
    const other = instead[pathname];
    const own = join(root, normalize(pathname === "/" ? "/index.html" : pathname));
    const path = other ? fileURLToPath(other) : own;
    if ((!other && !path.startsWith(root)) || !existsSync(path) || !statSync(path).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": TYPES[extname(path)] ?? "application/octet-stream",
      "cache-control": "no-store",
    });
    createReadStream(path).pipe(response);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("The server has no port.");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    requests,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
