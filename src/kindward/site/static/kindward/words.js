// The person's own words for a practice, remembered on this device.
const KEY = "kindward:words";

export function ownWords(slug) {
  try { return JSON.parse(localStorage.getItem(KEY) || "{}")[slug] || {}; } catch { return {}; }
}

export function keepWords(slug, words) {
  try {
    const all = JSON.parse(localStorage.getItem(KEY) || "{}");
    all[slug] = Object.fromEntries(Object.entries(words).filter(([, word]) => word));
    localStorage.setItem(KEY, JSON.stringify(all));
  } catch { /* then the default words serve */ }
}

for (const form of document.querySelectorAll("[data-words]")) {
  const inputs = [...form.querySelectorAll("[data-word]")];
  const kept = ownWords(form.dataset.words);
  for (const input of inputs) {
    input.value = kept[input.dataset.word] || "";
    input.addEventListener("input", () => keepWords(form.dataset.words, Object.fromEntries(inputs.map((i) => [i.dataset.word, i.value.trim()]))));
  }
  // Not before: what somebody typed without this would be written over, and kept nowhere.
  for (const part of form.querySelectorAll("[data-own-word]")) part.hidden = false;
}
