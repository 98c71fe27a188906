// The settings page: every change holds at once, on this device only.
import { openAudio } from "./audio.js";
import { offerToForget } from "./forget.js";
import { prefs, setPref } from "./prefs.js";

const form = document.querySelector("[data-settings]");
const saved = form.querySelector("[data-saved]");

for (const [name, value] of Object.entries(prefs())) {
  const field = form.elements[name];
  if (!field) continue;
  if (field instanceof RadioNodeList) for (const radio of field) radio.checked = radio.value === value;
  else if (field.type === "checkbox") field.checked = value;
  else field.value = value;
}
form.hidden = false;

form.addEventListener("input", (event) => {
  const { name, type, value, checked } = event.target;
  setPref(name, type === "checkbox" ? checked : type === "range" ? Number(value) : value);
  saved.textContent = "Kept on this device.";
});

form.querySelector("[data-try-sound]").addEventListener("click", async () => {
  const context = openAudio();
  if (!context) { saved.textContent = "This browser has no way to play sound here."; return; }
  const { trySound } = await import("../practice/try-sound.js");
  saved.textContent = await trySound(context, prefs());
});

offerToForget(document.querySelector("[data-forget]"));
