// Notes of a week: kept in this browser only, like all writing, and found again under “Write”.
import { entries, forget, keep } from "../kindward/writing-store.js";

const boxes = [...document.querySelectorAll("[data-note]")];

function entryOf(box) {
  const { entry: id, title } = box.dataset;
  return entries().find((entry) => entry.id === id) || { id, slug: "programme", title, at: Date.now(), fields: {} };
}

for (const box of boxes) {
  const area = box.querySelector("textarea"), told = box.querySelector("[role=status]");
  area.value = entryOf(box).fields[box.dataset.note]?.text || "";
  area.addEventListener("input", () => {
    const entry = entryOf(box);
    entry.fields[box.dataset.note] = { ask: box.dataset.ask, text: area.value };
    if (!Object.values(entry.fields).some((field) => field.text.trim())) {
      forget(entry.id);
      told.textContent = "Nothing is kept.";
    } else {
      told.textContent = keep(entry) ? "Kept on this device." : "This browser does not let us keep it. Copy it before you leave, if you want it.";
    }
  });
  box.hidden = false;
}
