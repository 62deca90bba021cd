/**
 * Takes the page of a tab to the panel beside it: a click on the button, its keys, or the menu on a
 * selection. It reads nothing itself and keeps nothing: the WebAssembly is in the panel.
 */

const api = globalThis.browser ?? globalThis.chrome;

/** The entry of the context menu. */
const MENU = "read-selection";

api.runtime.onInstalled.addListener(() => {
  api.contextMenus.create({ id: MENU, title: "Read this selection", contexts: ["selection"] });
});

api.action.onClicked.addListener((tab) => void bring(tab, false));
api.contextMenus.onClicked.addListener((info, tab) => {
  if (info.menuItemId === MENU && tab) void bring(tab, true);
});

/**
 * @param {chrome.tabs.Tab} tab
 * @param {boolean} selection only what is selected
 */
async function bring(tab, selection) {
  // Before anything is waited for: a browser opens a panel only in answer to a click.
  const opened = api.sidePanel ? api.sidePanel.open({ tabId: tab.id }) : api.sidebarAction?.open();
  const from = { tab: tab.id, window: tab.windowId, at: Date.now() };
  try {
    const [read] = await api.scripting.executeScript({
      target: { tabId: tab.id },
      func: take,
      args: [selection],
    });
    await api.storage.session.set({ page: { ...from, ...read.result } });
  } catch {
    const fault = "This page cannot be read: browsers keep their own pages and stores closed.";
    await api.storage.session.set({ page: { ...from, fault } });
  }
  await opened?.catch(() => {});
}

/**
 * Runs in the tab: its markup, and what is selected.
 * @param {boolean} selection
 */
function take(selection) {
  const selected = getSelection()?.toString() ?? "";
  if (selection) return { selected };
  // A copy in a document that loads and runs nothing: the page stays as it is. Scripts and styles are most of a large page,
  // and nobody reads them.
  const copy = document.implementation
    .createHTMLDocument()
    .importNode(document.documentElement, true);
  const unread = copy.querySelectorAll('script:not([type*="json"]), style');
  unread.forEach((element) => element.remove());
  // Read, never written: the markup goes to the panel, which takes it apart as a string.
  // eslint-disable-next-line no-restricted-properties
  return { selected, html: copy.outerHTML };
}
