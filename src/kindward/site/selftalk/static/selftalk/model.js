/** The model in the page: the same file as the library's, and the same answers. Nothing that is rated leaves the page. */

import { BLOCKS, crc32, featuresOf } from "./features.js";
import { wordsOf } from "./words.js";

const VERSION = 1, FEWEST_WORDS = 8, SURE_ENOUGH = 0.75;
let reading = null;

/** The model that comes with Kindward, fetched from this very site once a page; null when it cannot be had. */
export function shippedModel() {
  reading ??= fetch(new URL("./selftalk.bin", import.meta.url))
    .then((answer) => (answer.ok ? answer.arrayBuffer() : Promise.reject(answer.status)))
    .then(readModel)
    .catch(() => {
      reading = null;
      return null;
    });
  return reading;
}

/** A model out of its bytes (`kindward.selftalk.model` says how they lie). Throws when they are damaged. */
export function readModel(buffer) {
  const view = new DataView(buffer);
  const magic = String.fromCharCode(...new Uint8Array(buffer, 0, 4));
  if (magic !== "KWST" || view.getUint32(4, true) !== VERSION) throw new Error("no model of this version");
  const length = view.getUint32(8, true), start = 12 + length;
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 12, length)));
  if (crc32(new Uint8Array(buffer, start)) !== head.crc32) throw new Error("the model is damaged");
  const count = head.features, features = new Map();
  const weights = new Int8Array(buffer, start + 4 * count, count);
  const rarities = new Uint8Array(buffer, start + 5 * count, count);
  const blocks = new Uint8Array(buffer, start + 6 * count, count);
  for (let at = 0; at < count; at++) {
    const rarity = rarities[at] * head.rarity_step;
    const weight = weights[at] * head.steps[BLOCKS[blocks[at]]] * rarity;
    features.set(view.getUint32(start + 4 * at, true), [blocks[at], weight, rarity * rarity]);
  }
  return { head, features, language: languageOf(head.language) };
}

/** How harsh (-1) or warm (1) a text is, how sure (0 to 1), how many words, and whether a page may speak of it. */
export function rate(text, model) {
  const words = wordsOf(text, model.language);
  const spoken = words.filter((word) => /[a-z0-9]/.test(word[0])).length;
  if (!spoken) return { warmth: 0, sure: 0, words: 0, speaks: false };
  const z = logit(words, model), { a, b, c, d } = model.head.fit;
  const warmth = 2 / (1 + Math.exp(-(a * z + b))) - 1;
  const sure = 1 / (1 + Math.exp(-(c + d * Math.abs(z + b / a))));
  return { warmth, sure, words: spoken, speaks: spoken >= FEWEST_WORDS && sure >= SURE_ENOUGH };
}

function logit(words, model) {
  const found = featuresOf(words, model.language);
  let total = 0;
  BLOCKS.forEach((block, number) => {
    let weight = 0, square = 0;
    for (const key of found[block]) {
      const known = model.features.get(key);
      if (known && known[0] === number) {
        weight += known[1];
        square += known[2];
      }
    }
    if (square) total += weight / Math.sqrt(square);
  });
  return total + model.head.bias;
}

function languageOf(data) {
  const kinds = new Map();
  for (const [kind, words] of Object.entries(data.kinds)) for (const word of words) kinds.set(word, kind);
  const spellings = new Map(Object.entries(data.spellings).map(([typed, read]) => [typed, read.split(" ")]));
  const sets = ["bare", "negates", "ends", "breaks", "turns"].map((role) => [role, new Set(data[role])]);
  return { kinds, spellings, endings: new Map(Object.entries(data.endings)), glyphs: data.glyphs, ...Object.fromEntries(sets) };
}
