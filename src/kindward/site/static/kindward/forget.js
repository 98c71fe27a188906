// Everything this browser keeps for Kindward, deleted on one’s word: writing, own words, settings, kept pages, what waits.
import { h } from "./dom.js";
import { waiting } from "./outbox.js";

export async function forgetAll() {
  for (const name of Object.keys(localStorage)) if (name.startsWith("kindward:")) localStorage.removeItem(name);
  for (const name of await caches.keys()) if (name.startsWith("kindward-")) await caches.delete(name);
  for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  await Promise.all(["kindward", "kindward-writing"].map((name) => new Promise((done) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = request.onblocked = done;
  })));
}

export function offerToForget(place) {
  const ask = h("button", { class: "btn quiet", type: "button", onclick: question }, "Delete what this browser keeps");

  async function question() {
    const queued = await waiting();
    const sessions = queued.filter((record) => record.url.endsWith("/sessions")).length;
    const box = h("div", { class: "stack card" },
      h("p", {}, "This deletes what you wrote inside a practice or kept only on this device, what waits to be sent, your own words, these settings and the pages kept for offline use. It cannot be brought back. What is kept on the server stays there."),
      sessions ? h("p", {}, `${sessions === 1 ? "One session has" : `${sessions} sessions have`} not been handed in yet and would be lost too.`) : null,
      h("p", { class: "row" },
        h("button", { class: "btn", type: "button", onclick: async () => {
          await forgetAll();
          box.replaceChildren(h("p", { role: "status" }, "Deleted. This browser keeps nothing for Kindward now."));
        } }, "Delete it"),
        h("button", { class: "btn quiet", type: "button", onclick: () => { box.replaceWith(ask); ask.focus(); } }, "Keep it")));
    ask.replaceWith(box);
    box.querySelector(".quiet").focus();
  }

  place.append(ask);
}
