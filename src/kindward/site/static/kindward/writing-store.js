// What a person writes in a practice: kept in this browser only, saved with every key.
const KEY = "kindward:writing";

function all() {
  try { return JSON.parse(localStorage.getItem(KEY) || "[]"); } catch { return []; }
}

export const entries = () => all().filter((entry) => Object.values(entry.fields).some((field) => field.text)).sort((a, b) => b.at - a.at);

export function keep(entry) {
  // Answers whether it is really stored, so that the page can say so if it is not.
  try { localStorage.setItem(KEY, JSON.stringify([...all().filter((e) => e.id !== entry.id), entry])); return true; } catch { return false; }
}

export function forget(id) {
  try { localStorage.setItem(KEY, JSON.stringify(all().filter((entry) => entry.id !== id))); } catch { /* nothing was stored */ }
}
