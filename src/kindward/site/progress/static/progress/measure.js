// One question at a time for those who like it, and every answer kept as it is given.
import { h } from "../kindward/dom.js";

const form = document.querySelector("[data-measure]");
const items = [...form.querySelectorAll("[data-item]")];
const note = form.querySelector("[data-kept-note]");
const end = form.querySelector("[data-end]");
let at = Math.max(0, items.findIndex((item) => !item.querySelector(":checked")));

const back = h("button", { class: "btn quiet", type: "button", onclick: () => go(at - 1) }, "Back");
const on = h("button", { class: "btn", type: "button", onclick: () => go(at + 1) }, "Next");
const steps = h("div", { class: "row" }, back, on);
const all = h("button", { class: "plain", type: "button", onclick: showAll }, "All on one page");
form.insertBefore(steps, end);
form.insertBefore(h("p", { class: "small" }, all), end);

function show() {
  items.forEach((item, n) => item.classList.toggle("now", n === at));
  back.disabled = at === 0;
  back.hidden = at === 0;
  on.hidden = at === items.length - 1;
  end.hidden = at !== items.length - 1;
}

function go(to) {
  at = Math.max(0, Math.min(items.length - 1, to));
  show();
  (items[at].querySelector(":checked") || items[at].querySelector("input")).focus();
}

function showAll() {
  form.classList.remove("one");
  steps.hidden = all.hidden = true;
  end.hidden = false;
}

form.classList.add("one");
show();

// Enter moves on, and sends only from the last question.
form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !form.classList.contains("one") || event.target.matches("button") || at === items.length - 1) return;
  event.preventDefault();
  go(at + 1);
});

// One after the other, so that an older state never comes last; and "Kept." stands only for the newest.
let saving = null, newest = 0, sending = Promise.resolve();
form.addEventListener("change", () => {
  const mine = ++newest;
  note.textContent = "";
  clearTimeout(saving);
  saving = setTimeout(() => { sending = sending.then(() => keep(mine)); }, 400);
});
form.addEventListener("submit", () => clearTimeout(saving));

async function keep(mine) {
  const answers = new FormData(form);
  answers.set("later", "1");
  let said = "No network. Your answers are still in this page.";
  try {
    const answer = await fetch(form.action || location.href, { method: "POST", body: answers, redirect: "manual" });
    said = answer.type === "opaqueredirect" || answer.ok ? "Kept." : "Not kept yet; your answers are still in this page.";
  } catch { /* said already */ }
  if (mine === newest) note.textContent = said;
}
