// Reading back what was written on this device. It never leaves it.
import { h } from "./dom.js";
import { entries, forget } from "./writing-store.js";

const section = document.querySelector("[data-kept]");
const list = section.querySelector("[data-kept-list]");

function show() {
  const kept = entries();
  section.querySelector("[data-kept-empty]").hidden = kept.length > 0;
  list.replaceChildren(...kept.map((entry) => h("li", { class: "card stack" },
    h("h3", {}, entry.title),
    h("p", { class: "soft small" }, new Date(entry.at).toLocaleString([], { dateStyle: "long", timeStyle: "short" })),
    Object.values(entry.fields).filter((field) => field.text).map((field) => [
      h("p", { class: "soft" }, field.ask), h("p", { class: "written" }, field.text)]),
    h("p", {}, h("button", { class: "plain", type: "button", onclick: (event) => askToForget(event.target, entry) }, "Delete from this device")))));
  section.hidden = false;
}

function askToForget(button, entry) {
  // Asked in place: no window that jumps at anybody.
  const sure = h("span", { class: "row" }, "Delete it for good?",
    h("button", { class: "btn quiet", type: "button", onclick: () => { forget(entry.id); show(); } }, "Delete"),
    h("button", { class: "btn quiet", type: "button", onclick: () => sure.replaceWith(button) }, "Keep"));
  button.replaceWith(sure);
  sure.querySelector("button").focus();
}

show();
