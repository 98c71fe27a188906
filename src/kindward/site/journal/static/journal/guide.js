// The questions one at a time. What is typed is kept as it is typed; leaving is free.
import { h } from "../kindward/dom.js";
import { Draft, inWords } from "./draft.js";
import { all } from "./store.js";

const form = document.querySelector("[data-guide]");
const questions = [...form.querySelectorAll("[data-question]")], boxes = [...form.querySelectorAll("textarea")];
const find = (name) => form.querySelector(`[data-${name}]`);
const told = find("told"), next = find("next"), back = find("back"), count = find("count"), places = find("places");
let at = 0;

const draft = new Draft({
  kind: form.dataset.guide, key: form.dataset.key, base: Number(form.dataset.revision || 0),
  tell: (words, state) => {
    told.replaceChildren(words);
    if (state === "signedOut") told.append(" ", h("a", { href: "/account/login/", target: "_blank" }, "Sign in again"));
  },
});

const parts = () => Object.fromEntries(boxes.filter((box) => box.value.trim()).map((box) => [box.name, box.value]));

function show(number, focus = true) {
  at = number;
  questions.forEach((question, i) => { question.hidden = i !== at; });
  back.hidden = at === 0;
  const last = at === questions.length - 1;
  next.textContent = last ? "Done" : "Go on";
  count.hidden = questions.length === 1;
  count.textContent = `${at + 1} of ${questions.length}`;
  if (focus) boxes[at].focus();
}

// Whether a page can be shown without a network.
async function isThere(page) {
  if (!navigator.serviceWorker?.controller) return false;
  return Boolean(await caches.match(page, { ignoreVary: true }).catch(() => null));
}

async function done() {
  next.disabled = true;
  const whole = await draft.flush();
  // The last letters are on the device before the page goes.
  await draft.putting;
  next.disabled = false;
  // Without a network it is read back where it waits. Else, or where the login is gone, the words stay in sight.
  if (!whole && draft.state === "waits" && draft.away && await isThere("/write/")) { location.assign("/write/#on-this-device"); return; }
  if (!whole || draft.lost) { told.scrollIntoView({ block: "nearest" }); return; }
  if (draft.save === 0 && !form.dataset.key) { location.assign("/write/"); return; }
  if (draft.place === "device") { location.assign("/write/"); return; }
  location.assign(form.dataset.guide === "my-plan" ? "/write/my-plan/" : `/you/writing/${draft.key}/`);
}

form.addEventListener("input", (event) => {
  if (!event.target.matches("textarea")) return;
  // Whoever begins anew is no longer offered what waits.
  if (draft.save === 0) told.replaceChildren();
  draft.change(parts());
});
form.addEventListener("submit", (event) => event.preventDefault());
next.addEventListener("click", () => { if (at < questions.length - 1) show(at + 1); else done(); });
back.addEventListener("click", () => show(at - 1));
// A link to one question, such as “step 5” of the plan.
const named = () => boxes.findIndex((box) => location.hash === `#${box.id}`);
addEventListener("hashchange", () => { if (named() >= 0) show(named()); });
places?.addEventListener("change", (event) => draft.moveTo(event.target.value));
addEventListener("online", () => draft.flush());
addEventListener("beforeunload", (event) => { if (draft.state === "onlyHere" && !draft.settled) event.preventDefault(); });
addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") draft.flush(); });

// Goes on with what is on this device, under its own name.
function take(record) {
  Object.assign(draft, { key: record.key, base: record.base, writer: record.writer, who: record.who || "", save: record.save, sent: record.save, parts: record.parts, place: record.waiting ? "server" : "device" });
  for (const box of boxes) box.value = record.parts[box.name] || "";
  const choice = places?.querySelector(`[value=${draft.place}]`);
  if (choice) choice.checked = true;
}

// Named behind “#on=”, as a page kept for times without a network is kept under its bare address. What waits is offered.
async function goOn() {
  const name = new URLSearchParams(location.hash.slice(1)).get("on") || new URLSearchParams(location.search).get("on");
  const own = (await all().catch(() => [])).filter((one) => one.kind === draft.kind && (!one.who || one.who === draft.who));
  const record = own.find((one) => one.key === name), waiting = own.findLast((one) => one.waiting);
  if (record) take(record);
  else if (waiting && places && draft.save === 0) {
    told.replaceChildren(`What you wrote on ${inWords(waiting.day)} waits on this device. `,
      h("button", { class: "plain", type: "button", onclick: () => { take(waiting); told.replaceChildren(); show(0); } }, "Go on with it"));
  }
}

find("steps").hidden = false;
if (places) places.hidden = false;
show(Math.max(0, named()), false);
await goOn();
