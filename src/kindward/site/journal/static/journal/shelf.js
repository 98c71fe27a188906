// On the first page of writing: what is on this device, and the way to take it into what is sealed.
import { h } from "../kindward/dom.js";
import { newKey } from "../kindward/outbox.js";
import { entries, forget } from "../kindward/writing-store.js";
import { inWords, today } from "./draft.js";
import { isOfWhoIsHere } from "../kindward/who.js";
import { lookAt, written } from "./read-back.js";
import { all, deliver, put, remove, send } from "./store.js";

const section = document.querySelector("[data-shelf]"), list = section.querySelector("[data-shelf-list]"), told = section.querySelector("[data-shelf-told]");
const over = document.querySelector("[data-take-over]");
// Practices name their fields otherwise than the guides of the same name do.
const NAMES = { "friend-reframe": { said: "said_to_self", friend: "said_to_friend", new: "new_sentence" } };

async function show() {
  let records = [];
  try { records = (await all()).filter((one) => one.kind !== "plan-copy"); } catch { return; }
  section.hidden = records.length === 0 && !told.textContent;
  list.replaceChildren(...records.map((record) => (!isOfWhoIsHere(record) ? ofSomebodyElse(record) : h("li", { class: "card stack" },
    h("h3", {}, record.waiting ? "Waiting to be kept" : "Only on this device"), h("p", { class: "soft small" }, inWords(record.day)),
    Object.values(record.parts).map((text) => h("p", { class: "written" }, record.kind === "locked-letter" ? "A locked letter." : text)),
    said(record),
    h("p", { class: "row" },
      record.kind === "locked-letter" ? null : h("a", { class: "btn quiet", href: `/write/${record.kind}/#on=${record.key}` }, "Go on writing"),
      record.waiting ? null : h("button", { class: "btn quiet", type: "button", onclick: () => takeIn(record) }, "Keep it on this server, sealed"),
      h("button", { class: "plain", type: "button", onclick: (event) => sure(event.target, record) }, "Delete from this device"))))));
}

// Its words are for nobody but who wrote it.
const ofSomebodyElse = (record) => h("li", { class: "card stack" },
  h("h3", {}, "Waiting for somebody else"), h("p", { class: "soft small" }, inWords(record.day)),
  h("p", {}, "Who wrote this was signed in then. It is kept for them once they sign in on this device again."),
  h("p", { class: "row" }, h("button", { class: "plain", type: "button", onclick: (event) => sure(event.target, record) }, "Delete from this device")));

// One quiet sentence beside a friend reframe, read in this page, because the server does not have the words.
function said({ parts: { said_to_self: toSelf, said_to_friend: toFriend } }) {
  if (!toSelf || !toFriend) return null;
  const sentence = document.querySelector("[data-said]").content.firstElementChild.cloneNode(true);
  import("../selftalk/said.js").then(() => sentence.read({ toSelf, toFriend })).catch(() => {});
  return sentence;
}

function sure(button, record) {
  const asked = h("span", { class: "row" }, "Delete it for good?",
    h("button", { class: "btn quiet", type: "button", onclick: async () => { await remove(record.key); show(); } }, "Delete"),
    h("button", { class: "btn quiet", type: "button", onclick: () => asked.replaceWith(button) }, "Keep"));
  button.replaceWith(asked);
  asked.querySelector("button").focus();
}

async function takeIn(record) {
  await put({ ...record, waiting: true });
  told.textContent = await deliver() ? "It cannot be kept on the server just now. It stays here and is sent later." : "Kept, sealed. It is with what you wrote.";
  show();
}

async function takeOver() {
  let left = 0;
  for (const old of entries()) {
    const names = NAMES[old.slug];
    const texts = Object.entries(old.fields).filter(([, field]) => field.text.trim());
    const known = names && texts.every(([name]) => names[name]);
    const parts = known ? Object.fromEntries(texts.map(([name, field]) => [names[name], field.text]))
      : { text: [old.title, ...texts.map(([, field]) => `${field.ask}\n${field.text}`)].join("\n\n") };
    const answer = await send({ key: old.id || newKey(), kind: known ? old.slug : "note", parts, base: 0, writer: `over-${old.id}`, save: 1, day: today(new Date(old.at)) });
    if (answer.ok) forget(old.id); else left += 1;
  }
  over.replaceChildren(h("span", { role: "status" }, left ? "Some of it cannot be kept just now. It stays on this device." : "It is with what you wrote, sealed."));
  if (!left) document.querySelector("[data-kept-list]").replaceChildren();
}

if (entries().length) over.hidden = false;
over.querySelector("button").addEventListener("click", takeOver);
await deliver().catch(() => {});
await show();
// A page that came to show it was too short for that before.
if (location.hash === `#${section.id}` && !section.hidden) section.scrollIntoView();
await lookAt(written(list), section.querySelector("[data-read-back]"));
