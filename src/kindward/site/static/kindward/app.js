// On every page: begin without a page load, one key for a hard moment, day and night, and handing in what waits.
import { listen } from "./begin.js";
import { prefs, setPref } from "./prefs.js";
import { flush, flushAnew } from "./outbox.js";
import { closeOrphans } from "./orphans.js";

listen();

function typing(target) {
  return target.closest?.("input:not([type=radio], [type=checkbox], [type=range]), textarea, select, [contenteditable]");
}

addEventListener("keydown", (event) => {
  if (event.key !== "h" || event.metaKey || event.ctrlKey || event.altKey || typing(event.target) || !prefs().keys) return;
  event.preventDefault();
  location.assign("/hard-moment/");
});

const night = matchMedia("(prefers-color-scheme: dark)");
const button = document.querySelector("[data-theme-switch]");
if (button) {
  const dark = () => (prefs().theme || (night.matches ? "dark" : "light")) === "dark";
  const show = () => { button.textContent = dark() ? "Day" : "Night"; };
  button.addEventListener("click", () => { setPref("theme", dark() ? "light" : "dark"); show(); });
  night.addEventListener("change", show);
  show();
  button.hidden = false;
}

closeOrphans();
flush().catch(() => {});
addEventListener("online", () => flush().catch(() => {}));

function deliverWriting() {
  // A flag, so that a page without anything to send opens no database.
  let unsent = null;
  try { unsent = localStorage.getItem("kindward:unsent"); } catch { /* nothing could be kept */ }
  if (unsent) import("../journal/store.js").then(({ deliver }) => deliver()).catch(() => {});
}

deliverWriting();
addEventListener("online", deliverWriting);
document.addEventListener("visibilitychange", () => { if (!document.hidden) { flushAnew(); deliverWriting(); } });

// What stands at the bottom of the window stands above a phone's keyboard, also where the window keeps its height.
const seen = window.visualViewport;
const lift = () => document.documentElement.style.setProperty("--keyboard", `${seen.scale > 1.01 ? 0 : Math.max(0, Math.round(innerHeight - seen.height - seen.offsetTop))}px`);
for (const change of ["resize", "scroll"]) seen?.addEventListener(change, lift);

if (document.querySelector("textarea[data-signs]")) import("../safety/signs.js").then(({ watchAll }) => watchAll());
if (document.querySelector("[data-words]")) import("./words.js");
if (document.querySelector("[data-kept]")) import("./kept.js");
if (document.querySelector("[data-offline-practices]")) import("./offline.js");

if ("serviceWorker" in navigator) {
  const workers = navigator.serviceWorker;
  workers.register("/sw.js").catch(() => {});
  // A page that was still arriving when the worker woke has been passed over: it asks once more.
  workers.ready.then(({ active }) => workers.controller || active.postMessage({ claim: true }));
}
