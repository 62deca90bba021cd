// @ts-check
/**
 * Keeps the page for use without a network, where it was built for that: `cargo xtask dist` marks its
 * copy, the one that is being worked on is never kept.
 */

import { registerServiceWorker } from "./trusted.js";

/**
 * Registers the service worker and asks the reader before a newer page takes the place of this one.
 * @param {(words: string, action: { label: string, act: () => void }) => void} ask
 */
export async function keepOffline(ask) {
  const { dataset } = document.documentElement;
  if (!("offline" in dataset) || !("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  /** @param {ServiceWorker} waiting */
  const offer = (waiting) => {
    ask("A newer Nutgraf is here. Using it clears this page.", {
      label: "Use it",
      act: () => {
        serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
        waiting.postMessage("activate");
      },
    });
  };
  try {
    const registration = await registerServiceWorker(new URL("./sw.js", import.meta.url));
    if (registration.waiting && serviceWorker.controller) offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const { installing } = registration;
      installing?.addEventListener("statechange", () => {
        if (installing.state === "installed" && serviceWorker.controller) offer(installing);
      });
    });
    await serviceWorker.ready;
    dataset["offline"] = "ready";
  } catch {
    // A browser that keeps nothing still works with a network.
  }
}
