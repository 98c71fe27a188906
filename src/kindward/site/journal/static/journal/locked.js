// A locked letter, step by step: passphrase, recovery key shown and confirmed, and only then the letter.
import { h } from "../kindward/dom.js";
import { watchAll } from "../safety/signs.js";
import { Draft } from "./draft.js";
import { lockWith, newRecoveryKey, plainRecoveryKey } from "./lock.js";

const place = document.querySelector("[data-lock]");
const LEAST = 12;

function show(...nodes) { place.replaceChildren(...nodes); place.querySelector("input, textarea")?.focus(); }

function field(label, attributes, help) {
  const input = h("input", { type: "password", autocomplete: "off", ...attributes });
  return { input, node: h("div", { class: "field" }, h("label", { for: attributes.id }, label), help ? h("p", { class: "help" }, help) : null, input) };
}

function choosePassphrase() {
  const first = field("A passphrase", { id: "phrase" }, `At least ${LEAST} characters. Four or five words that do not belong together are good.`);
  const second = field("Once more", { id: "again" });
  const told = h("p", { role: "alert" });
  show(h("form", { class: "stack", onsubmit: (event) => {
    event.preventDefault();
    if (first.input.value.length < LEAST) told.textContent = `Make it a little longer, ${LEAST} characters at least.`;
    else if (first.input.value !== second.input.value) told.textContent = "The two are not the same yet.";
    else showRecoveryKey(first.input.value);
  } }, first.node, second.node, told, h("p", {}, h("button", { class: "btn" }, "Go on"))));
}

function showRecoveryKey(passphrase) {
  const key = newRecoveryKey();
  const typed = field("Type its last four characters, to show that you have it", { id: "last-four", type: "text" });
  const told = h("p", { role: "alert" });
  show(h("form", { class: "stack", onsubmit: async (event) => {
    event.preventDefault();
    if (plainRecoveryKey(typed.input.value) !== key.slice(-4)) { told.textContent = "Those are not the last four. Have another look."; return; }
    told.textContent = "Locking takes a moment.";
    write(await lockWith(passphrase, key));
  } }, h("h2", {}, "Your recovery key"), h("p", {}, "Write it on paper and put it somewhere safe. It opens this letter if you forget the passphrase, and it is shown only now."),
  h("p", { class: "recovery-key" }, key), typed.node, told, h("p", {}, h("button", { class: "btn" }, "I have it"))));
}

function write(lock) {
  const told = h("p", { class: "told soft small", role: "status" });
  const draft = new Draft({ kind: "locked-letter", tell: (words, state) => { told.textContent = state === "kept" ? "Kept, locked." : words; } });
  const box = h("textarea", { id: "letter", rows: 12, maxlength: 9000, autocomplete: "off", "data-signs": true });
  let timer, typed = 0, locked = 0;
  async function keep() {
    clearTimeout(timer);
    const now = typed;
    if (now === locked) return;
    const parts = { locked: await lock(box.value) };
    if (now < locked) return;
    locked = now;
    await draft.change(parts);
  }
  box.addEventListener("input", () => { typed += 1; clearTimeout(timer); timer = setTimeout(keep, 600); });
  addEventListener("beforeunload", (event) => { if (typed !== locked || !draft.settled) event.preventDefault(); });
  show(h("div", { class: "question field" }, h("label", { for: "letter" }, "Write your letter"), h("p", { class: "help" }, "It is locked as you write. Only what is locked is kept."), box, h("div", { "data-signs-place": true })),
    told, h("p", {}, h("button", { class: "btn", type: "button", onclick: async () => {
      await keep();
      if (typed && await draft.flush()) location.assign(`/you/writing/${draft.key}/`);
    } }, "Done")));
  // The box was not there when the page looked for boxes.
  watchAll();
}

if (globalThis.crypto?.subtle) choosePassphrase();
else show(h("p", { class: "note" }, "This browser can lock letters on a secure address (https) only."));
