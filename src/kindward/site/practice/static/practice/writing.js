// Writing inside a practice: one question at a time, saved on this device with every key, never in a hurry.
import { h } from "../kindward/dom.js";
import { newKey } from "../kindward/outbox.js";
import { forget, keep } from "../kindward/writing-store.js";
import { watch } from "../safety/signs.js";

export class Writing {
  constructor({ slug, title }, place, goOn) {
    this.entry = { id: newKey(), slug, title, at: Date.now(), fields: {} };
    this.place = place;
    this.goOn = goOn;
    this.open = null;
  }

  get text() { return Object.values(this.entry.fields).some((field) => field.text.trim()); }

  // Shows the box for a question. The session waits at the end of its silence for as long as somebody writes.
  ask(cue) {
    if (this.open === cue.field) return;
    this.open = cue.field;
    const field = (this.entry.fields[cue.field] ??= { ask: cue.text, text: "" });
    this.box = h("textarea", { id: "own-words", rows: 4, "aria-label": cue.text, oninput: () => { field.text = this.box.value; this.#keep(); } });
    this.box.value = field.text;
    this.told = h("p", { class: "soft small", role: "status" }, "Stays on this device.");
    const signs = h("div", {});
    this.place.replaceChildren(h("div", { class: "stack writing" }, this.box, signs,
      h("div", { class: "row" }, h("button", { class: "btn", type: "button", onclick: () => this.#next() }, "Go on"), this.told)));
    watch(this.box, signs);
    this.done = false;
  }

  #keep() {
    this.told.textContent = keep(this.entry) ? "Kept on this device." : "This browser does not let us keep it. Copy it before you leave, if you want it.";
  }

  #next() { this.done = true; this.close(); this.goOn(); }

  // Whether the session has to wait: somebody is at the box, or has written and not said “go on”.
  get holds() { return this.open !== null && !this.done && (document.activeElement === this.box || Boolean(this.box.value.trim())); }

  close() {
    if (this.open === null) return;
    const had = this.place.contains(document.activeElement);
    this.open = null;
    this.place.replaceChildren();
    if (had) this.place.closest(".stage")?.querySelector(".play")?.focus({ preventScroll: true });
  }

  // What was written, to read once more at the end.
  readBack() {
    if (!this.text) return null;
    const told = h("p", { class: "soft small" }, "It is kept on this device only; you find it again under ", h("a", { href: "/write/" }, "Write"), ". ");
    const node = h("section", { class: "stack card own" }, h("h2", {}, "What you wrote"),
      Object.values(this.entry.fields).filter((field) => field.text.trim()).map((field) => [
        h("p", { class: "soft" }, field.ask), h("p", { class: "written" }, field.text)]),
      told, h("p", {}, h("button", { class: "plain", type: "button", onclick: () => {
        forget(this.entry.id);
        node.replaceChildren(h("p", { role: "status" }, "Deleted from this device."));
      } }, "Delete it now")));
    return node;
  }
}
