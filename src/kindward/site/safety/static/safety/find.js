// The tier of a text: what kindward/safety/signs does in Python, from the same data, with the same answers (a test holds both together).
import data from "./signs-data.js";

const STOP = ".", READ_AT_EACH_END = 6000, LONGEST_WORD = 40, WHOLE = 60, STEP = 20, LONGEST_STEP = 60;
const END = String.fromCharCode(0x4e00), UNKNOWN = String.fromCharCode(0x4e01);
const PIECE = /[a-z0-9]+(?:['!*@$][a-z0-9]+)*|[.!?\n]+|[\u2600-\u27bf\u{1f300}-\u{1faff}]/gu;
const ENDINGS = { "n't": "not", "'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would" };
const DISGUISED = { "!": "i", "1": "i", "0": "o", "3": "e", "4": "a", "5": "s", "@": "a", "$": "s" };
const STANDS = new Set(["intent", "means", "slang"]);
const DONE = new Set(["plan", "means", "goodbye"]), SOFT = new Set(["intent", "slang"]);
const LENGTHS = [[3, "-3"], [7, "-7"], [15, "-15"], [30, "-30"]];
export const TIERS = ["none", "possible", "explicit"];

const short = new Map(Object.entries(data.short).map(([form, words]) => [form, words.split(" ")]));
const pictures = new Map(Object.entries(data.pictures)), letters = new Map(Object.entries(data.letters)), views = new Map(Object.entries(data.views));
const known = new Set([...letters.keys(), ...views.keys(), ...short.keys()]);
const weights = new Map(data.model.weights.map(([trait, any, open]) => [trait, [any, open]]));
const rules = data.rules.map(([group, tier, expression]) => ({ group, tier, expression: new RegExp(expression, "g") }));
const byLetter = new Map();
data.rules.forEach(([, , , keys], number) => { for (const letter of keys) byLetter.set(letter, [...(byLetter.get(letter) || []), number]); });

function guesses(word) {
  const plain = word.replaceAll("*", "").replace(/[!10345@$]/g, (sign) => DISGUISED[sign]);
  return [word.replaceAll("'", ""), plain, word.replaceAll("*", "i"), word.replaceAll("*", "u"),
    plain.replace(/([a-z])\1\1+/g, "$1"), plain.replace(/([a-z])\1\1+/g, "$1$1"), plain.replace(/([a-z])\1+/g, "$1")];
}

function addUnknown(piece, out) {
  if (/^(?:19|20)[0-9][0-9]$/.test(piece)) { out.push("someyear"); return; }
  const mark = piece.lastIndexOf("'");
  if (mark >= 0) {
    for (const [ending, word] of Object.entries(ENDINGS)) {
      if (!piece.endsWith(ending)) continue;
      const base = piece.slice(0, -ending.length);
      out.push(...(short.get(base) || [base]), word);
      return;
    }
    piece = piece.slice(0, mark);
  }
  for (const guess of guesses(piece)) {
    if (known.has(guess)) { out.push(...(short.get(guess) || [guess])); return; }
  }
  out.push(piece.replaceAll("'", "").slice(0, LONGEST_WORD));
}

export function fold(text) {
  // Characters are counted as Python does, a picture as one.
  if (text.length > 2 * READ_AT_EACH_END) {
    const all = Array.from(text);
    if (all.length > 2 * READ_AT_EACH_END) text = `${all.slice(0, READ_AT_EACH_END).join("")}\n${all.slice(-READ_AT_EACH_END).join("")}`;
  }
  text = text.replace(/[\u2018\u2019\u02bc\u0060\u00b4]/g, "'").normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const out = [];
  for (const [piece] of text.matchAll(PIECE)) {
    const forms = short.get(piece);
    if (forms) out.push(...forms);
    else if (".!?\n".includes(piece[0])) { if (out.length && out.at(-1) !== STOP) out.push(STOP); }
    else if (known.has(piece)) out.push(piece);
    else if (piece[0] >= "\u2600") { if (pictures.has(piece)) out.push(pictures.get(piece)); }
    else addUnknown(piece, out);
  }
  while (out.length && out.at(-1) === STOP) out.pop();
  return out;
}

function look(spelled) {
  const numbers = new Set();
  for (const letter of new Set(spelled)) for (const number of byLetter.get(letter) || []) numbers.add(number);
  const signs = [], scope = new Map();
  for (const number of numbers) {
    const { group, tier, expression } = rules[number];
    for (const match of spelled.matchAll(expression)) {
      const span = [match.index, match.index + match[0].length];
      if (tier) signs.push([group, tier, span]);
      else scope.set(group, [...(scope.get(group) || []), span]);
    }
  }
  const traits = new Set([...scope.keys()].map((group) => `#${group}`));
  let highest = 0, stands = 0, softened = false;
  for (const [group, tier, span] of signs) {
    const [weighed, why = ""] = weigh(group, tier, span, spelled, scope);
    highest = Math.max(highest, weighed);
    if (group === "plain" || (tier === 2 && STANDS.has(group))) stands = Math.max(stands, weighed);
    softened ||= why === "past" || why === "soft";
    traits.add(`#${group}:${weighed}${why}`);
  }
  return { tier: highest, stands, softened, traits };
}

function weigh(group, tier, span, spelled, scope) {
  const [start, end] = span, spans = (name) => scope.get(name) || [];
  if (group !== "plain" && isIdiom(span, spelled, spans("idiom"))) return [0, "idiom"];
  if (group !== "plain" && ofSomebodyElse(group, span, spelled, spans)) return [0, "third"];
  if (!DONE.has(group) && spans("negation").some(([first, last]) => first < start && start <= last)) return [scope.has("hedge") && !scope.has("life") ? 1 : 0, "no"];
  if (group === "denial" && scope.has("life")) return [0, "life"];
  if (tier === 2 && group !== "goodbye" && group !== "plain") {
    const left = spelled.lastIndexOf(END, start), right = spelled.indexOf(END, end - 1);
    if (!scope.has("anew") && spans("past").some(([first]) => left <= first && first < right)) return [1, "past"];
    if (SOFT.has(group) && (scope.has("joke") || scope.has("denies")) && !scope.has("earnest")) return [1, "soft"];
  }
  return [tier];
}

// An idiom that only touches a sign says nothing against it: each deadly word of the sign has to be the idiom's.
function isIdiom([start, end], spelled, idioms) {
  const touching = idioms.filter(([first, last]) => start < last && first < end);
  const itsOwn = (letter, place) => !data.heart.includes(letter) || touching.some(([first, last]) => first <= start + place && start + place < last);
  return touching.length > 0 && [...spelled.slice(start, end)].every(itsOwn);
}

function ofSomebodyElse(group, [start, end], spelled, spans) {
  if (group === "burden" || group === "goodbye") return spans("third").some(([first, last]) => first <= start && start <= last);
  const has = (row, some) => [...row].some((letter) => some.includes(letter));
  const own = has(spelled.slice(Math.max(0, start - 2), end), data.first_person);
  const turned = has(spelled.slice(Math.max(0, start - 3), start + 1), data.turns);
  const over = ([first, last]) => first <= start && start < last;
  return (!own && spans("third").some(over)) || (spans("quote").some(over) && !(own && turned));
}

function passageTier(words) {
  const spelled = END + words.map((word) => word === STOP ? END : letters.get(word) || UNKNOWN).join("") + END;
  const { tier: found, stands, softened, traits } = look(spelled);
  const seen = words.map((word) => views.get(word) || word), row = [STOP, ...seen, STOP];
  for (const word of words) traits.add(word);
  for (let i = 0; i + 1 < row.length; i++) traits.add(`${row[i]} ${row[i + 1]}`);
  for (let i = 0; i + 2 < row.length; i++) traits.add(`${row[i]} ${row[i + 1]} ${row[i + 2]}`);
  for (const apart of [2, 3, 4]) for (let i = 0; i + apart < seen.length; i++) traits.add(`${seen[i]}~${seen[i + apart]}`);
  traits.add(`#length${LENGTHS.find(([most]) => words.length <= most)?.[1] ?? "+"}`);
  let [any, open] = data.model.start;
  for (const trait of traits) {
    const weight = weights.get(trait);
    if (weight) { any += weight[0]; open += weight[1]; }
  }
  let tier = any >= data.model.least ? found : stands;
  if (any >= data.model.enough[0]) tier = Math.max(tier, 1);
  return tier === 1 && open >= data.model.enough[1] && !softened ? 2 : tier;
}

export function passages(words) {
  if (words.length <= WHOLE) return words.length ? [words] : [];
  const cuts = [0];
  words.forEach((word, at) => {
    const length = at + 1 - cuts.at(-1);
    if ((word === STOP && length >= STEP) || length >= LONGEST_STEP) cuts.push(at + 1);
  });
  if (cuts.at(-1) !== words.length) cuts.push(words.length);
  return cuts.length === 2 ? [words] : cuts.slice(2).map((last, i) => words.slice(cuts[i], last));
}

export function tierOf(text) {
  let highest = 0;
  const seen = new Set();
  for (const passage of passages(fold(text))) {
    const key = passage.join(" ");
    if (seen.has(key)) continue;
    seen.add(key);
    highest = Math.max(highest, passageTier(passage));
    if (highest === 2) break;
  }
  return TIERS[highest];
}
