// On the page of one entry: printing, help beside what is heavy, and opening a locked letter here in the browser.
import { h } from "../kindward/dom.js";
import { unlock } from "./lock.js";
import { lookAt, written } from "./read-back.js";

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

const help = document.querySelector("[data-read-back]");
if (help) lookAt(written(), help);

const place = document.querySelector("[data-unlock]");
if (place) {
  const envelope = JSON.parse(document.querySelector("#locked-letter").textContent);
  const secret = h("input", { id: "secret", type: "password", autocomplete: "off" });
  const isKey = h("input", { type: "checkbox", id: "is-key" });
  const told = h("p", { role: "alert" });
  place.append(h("form", { class: "stack", onsubmit: async (event) => {
    event.preventDefault();
    told.textContent = "Opening takes a moment.";
    const letter = await unlock(envelope, secret.value, isKey.checked);
    if (letter === null) told.textContent = "That does not open it. Look at capitals and spaces, or try the recovery key.";
    else {
      place.replaceChildren(h("p", { class: "written", tabindex: "-1" }, letter));
      lookAt([letter], help);
    }
  } }, h("div", { class: "field" }, h("label", { for: "secret" }, "Passphrase"), secret),
  h("label", { class: "check", for: "is-key" }, isKey, h("span", {}, "This is the recovery key")), told, h("p", {}, h("button", { class: "btn" }, "Open it"))));
}
