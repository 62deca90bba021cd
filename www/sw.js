/**
 * Keeps the page for use without a network: every file of one version, all or none. It asks for nothing
 * but those files, once, and answers from what it keeps.
 */

/* global PRECACHE */
importScripts("precache.js");
const { version, files } = PRECACHE;

const PREFIX = "nutgraf-";
const NAME = PREFIX + version;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(NAME).then((cache) =>
      // Past the browser's own cache, which may hold a file of the version before.
      cache.addAll(files.map((file) => new Request(file, { cache: "reload" }))),
    ),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith(PREFIX) && name !== NAME)
            .map((name) => caches.delete(name)),
        ),
      ),
  );
});

/** The reader said that the newer page may take the place of the one that is open. */
self.addEventListener("message", ({ data }) => {
  if (data === "activate") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(answer(request));
});

/** @param {Request} request */
async function answer(request) {
  const cache = await caches.open(NAME);
  const asked = request.mode === "navigate" ? "./" : request;
  return (await cache.match(asked, { ignoreSearch: true })) ?? fetch(request);
}
