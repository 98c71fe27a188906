// Where one's own words are read back, help stands beside them as it did while they were written: looked for in the page alone.
import { h } from "../kindward/dom.js";
import { prefs } from "../kindward/prefs.js";

const HEAVIER = ["none", "possible", "explicit"];

// Shows help in `place` for the heaviest of the texts. Each is looked at by itself, as each was in its own box.
export async function lookAt(texts, place) {
  if (!place || !texts.length || !prefs().signs) return;
  const [{ tierOf }, { watch }] = await Promise.all([import("../safety/find.js"), import("../safety/signs.js")]);
  const [heaviest] = texts.map((text) => [HEAVIER.indexOf(tierOf(text)), text]).sort(([one], [other]) => other - one);
  if (!heaviest[0]) return;
  const words = h("span", { hidden: true });
  words.value = heaviest[1];
  place.before(words);
  watch(words, place);
}

export const written = (within = document) => [...within.querySelectorAll(".written")].map((words) => words.textContent);
