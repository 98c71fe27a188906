// Help under the text while somebody writes. It looks in the page alone: nothing is sent, kept, changed or blocked, and focus stays.
import { h } from "../kindward/dom.js";
import { prefs, setPref } from "../kindward/prefs.js";
import { lineEnd } from "./caret.js";

// What signs look like weighs more than the page: it comes when somebody begins to write, and is tried again when it failed.
let finding = null;
const find = () => (finding ??= import("./find.js").catch(() => { finding = null; }));

// Looked at when the hands rest, so that no letter waits and no word is judged half written.
const REST_MS = 700;

function panel(close, off, goesToSomebody) {
  const reads = goesToSomebody ? "Your therapist is not told of this panel, and may read your words only in a day or two." : "No person reads along, now or later.";
  return h("section", { class: "card stack signs-panel", "aria-label": "Help, if you want it" },
    h("p", {}, "You do not have to be alone with this."),
    h("p", { class: "row" }, h("a", { class: "btn", href: "/help/" }, "Talk to somebody now"),
      h("a", { class: "btn quiet", href: "/hard-moment/" }, "One steady minute"),
      h("a", { class: "btn quiet", href: "/write/my-plan/" }, "My plan")),
    h("p", {}, "What you are writing sounds as if life itself had become too heavy, or as if you were saying goodbye. If that is so, somebody can be with you in it now."),
    h("p", { class: "soft small" }, `Or go on writing; this changes nothing about it. ${reads} This page noticed by itself, it can be wrong, and it misses things.`),
    h("p", { class: "row" }, h("button", { class: "plain", type: "button", onclick: close }, "Close this"),
      h("button", { class: "plain", type: "button", onclick: off }, "Do not show this again on this device")));
}

function line(close) {
  return h("p", { class: "note soft small signs-line" }, "If it is getting too much: ", h("a", { href: "/help/" }, "somebody to talk to"), " is there. ",
    h("button", { class: "plain", type: "button", onclick: close }, "Close"));
}

// The same in one line, at the window's bottom while the help itself is out of sight: on a phone that is nearly always. For the eye
// alone; whoever hears the page has been told, and reaches the help by keys after the box.
function near(tier, close) {
  const out = { tabindex: "-1" };
  return h("p", { class: `signs-near${tier === "explicit" ? " card" : " note"} small`, "aria-hidden": "true" },
    h("a", { ...out, class: tier === "explicit" ? "btn" : "", href: "/help/" }, tier === "explicit" ? "Talk to somebody now" : "Somebody to talk to"),
    h("button", { ...out, class: "plain", type: "button", onclick: close }, "Close"));
}

// Watches one box and shows help in `place`. Closing it holds until what is found becomes more.
export function watch(box, place) {
  if (!prefs().signs) return;
  place.setAttribute("role", "status");
  let timer = 0, shown = "none", closed = "none", pointer = null;
  const rank = ["none", "possible", "explicit"];
  // The box gets focus back only if the button that goes away had it.
  const close = () => { closed = shown; const had = place.contains(document.activeElement); place.replaceChildren(); point(); if (had) box.focus({ preventScroll: true }); };
  // The line one writes on is never under it.
  const clear = () => {
    if (!pointer || pointer.hidden || document.activeElement !== box) return;
    const over = lineEnd(box) + 8 - pointer.getBoundingClientRect().top;
    if (over > 0) scrollBy({ top: over, behavior: "instant" });
  };
  const inSight = new IntersectionObserver((seen) => { if (pointer) pointer.hidden = seen.at(-1).intersectionRatio > 0.9; clear(); }, { rootMargin: innerWidth < 720 ? "0px 0px -56px 0px" : "0px", threshold: [0, 0.95] });
  const point = () => {
    const help = place.querySelector("a");
    inSight.disconnect();
    pointer?.remove();
    pointer = help && near(shown, close);
    if (!help) return;
    pointer.hidden = true;
    place.after(pointer);
    inSight.observe(help);
  };
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
    point();
  };
  box.addEventListener("focus", find, { once: true });
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, REST_MS); clear(); });
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
