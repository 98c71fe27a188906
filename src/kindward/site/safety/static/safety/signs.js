// Help under the text while somebody writes. It looks in the page alone: nothing is sent, kept, changed or blocked, and focus stays.
import { h } from "../kindward/dom.js";
import { prefs, setPref } from "../kindward/prefs.js";

// What signs look like weighs more than the page: it comes when somebody begins to write, and is tried again when it failed.
let finding = null;
const find = () => (finding ??= import("./find.js").catch(() => { finding = null; }));

// Looked at when the hands rest, so that no letter waits and no word is judged half written.
const REST_MS = 700;

function panel(close, off, goesToSomebody) {
  const reads = goesToSomebody ? "Your therapist is not told of this panel, and may read your words only in a day or two." : "No person reads along, now or later.";
  return h("section", { class: "card stack signs-panel", "aria-label": "Help, if you want it" },
    h("p", {}, "What you are writing sounds as if life itself had become too heavy, or as if you were saying goodbye. If that is so, you do not have to be alone with it."),
    h("p", { class: "row" }, h("a", { class: "btn", href: "/help/" }, "Talk to somebody now"),
      h("a", { class: "btn quiet", href: "/hard-moment/" }, "One steady minute"),
      h("a", { class: "btn quiet", href: "/write/my-plan/" }, "My plan")),
    h("p", { class: "soft small" }, `Or go on writing; this changes nothing about it. ${reads} This page noticed by itself, it can be wrong, and it misses things.`),
    h("p", { class: "row" }, h("button", { class: "plain", type: "button", onclick: close }, "Close this"),
      h("button", { class: "plain", type: "button", onclick: off }, "Do not show this again on this device")));
}

function line(close) {
  return h("p", { class: "note soft small signs-line" }, "If it is getting too much: ", h("a", { href: "/help/" }, "somebody to talk to"), " is there. ",
    h("button", { class: "plain", type: "button", onclick: close }, "Close"));
}

// Watches one box and shows help in `place`. Closing it holds until what is found becomes more.
export function watch(box, place) {
  if (!prefs().signs) return;
  place.setAttribute("role", "status");
  let timer = 0, shown = "none", closed = "none";
  const rank = ["none", "possible", "explicit"];
  // The box gets focus back only if the button that goes away had it.
  const close = () => { closed = shown; const had = place.contains(document.activeElement); place.replaceChildren(); if (had) box.focus({ preventScroll: true }); };
  const off = () => { setPref("signs", false); close(); };
  const look = async () => {
    const found = await find();
    if (!found || !box.isConnected || !prefs().signs) return;
    const tier = found.tierOf(box.value);
    if (tier === shown) return;
    // Never less than before while somebody reads or reaches for it.
    if (rank.indexOf(tier) < rank.indexOf(shown) && place.contains(document.activeElement)) return;
    shown = tier;
    if (rank.indexOf(tier) <= rank.indexOf(closed)) place.replaceChildren();
    else place.replaceChildren(...(tier === "explicit" ? [panel(close, off, box.dataset.signs === "message")] : tier === "possible" ? [line(close)] : []));
  };
  box.addEventListener("focus", find, { once: true });
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, REST_MS); });
  box.addEventListener("blur", () => { if (timer) { clearTimeout(timer); look(); } });
  if (box.value) timer = setTimeout(look, REST_MS);
}

// Every box of the page that asks for it, with the place that follows it.
export function watchAll() {
  for (const box of document.querySelectorAll("textarea[data-signs]")) {
    const next = box.nextElementSibling, place = next?.matches("[data-signs-place]") ? next : box.parentElement.querySelector("[data-signs-place]");
    if (place && !place.hasAttribute("role")) watch(box, place);
  }
}
