// @ts-check
/* Sets the remembered theme before the first paint; a classic script, so that it runs before the body. */
(() => {
  try {
    document.documentElement.dataset.theme = localStorage.getItem("nutgraf.theme") ?? "auto";
  } catch {
    document.documentElement.dataset.theme = "auto";
  }
})();
