/** Words become features: the twin of `kindward.selftalk.features`, in the same order. */

export const BLOCKS = ["words", "letters", "kinds", "turns"];
const DENIED = 5, APART = 8;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte;
});

/** CRC-32 (ISO 3309) of bytes, or of a string of ASCII. */
export function crc32(data) {
  let sum = 0xffffffff;
  const byte = typeof data === "string" ? (at) => data.charCodeAt(at) : (at) => data[at];
  for (let at = 0; at < data.length; at++) sum = (sum >>> 8) ^ TABLE[(sum ^ byte(at)) & 255];
  return (sum ^ 0xffffffff) >>> 0;
}

/** For each block the CRC-32 of its distinct features, in order of first appearance. */
export function featuresOf(words, language) {
  const kinds = words.map((word) => language.kinds.get(word) ?? (language.bare.has(word) ? word : "_"));
  const named = kinds.filter((_, at) => language.kinds.has(words[at]));
  return {
    words: keys(said(words)),
    letters: keys([...new Set(words)].flatMap(lettersOf)),
    kinds: keys(patterns(words, kinds, named, language)),
    turns: keys(turning(words, language)),
  };
}

function keys(features) {
  return [...new Set(features)].map(crc32);
}

function lettersOf(word) {
  const framed = ` ${word} `, found = [];
  for (const size of [2, 3, 4, 5]) {
    for (let at = 0; at < Math.max(1, framed.length - size + 1); at++) found.push("l" + framed.slice(at, at + size));
  }
  return found;
}

function runs(mark, items, sizes) {
  const framed = ["^", ...items, "$"], found = [];
  for (const size of sizes) {
    for (let at = 0; at < framed.length - size + 1; at++) found.push(mark + framed.slice(at, at + size).join(" "));
  }
  return found;
}

function said(words) {
  const skips = words.flatMap((word, at) => words.slice(at + 2, at + 4).map((later) => `s${word}>${later}`));
  return [...words.map((word) => "w" + word), ...runs("w", words, [2, 3]), ...skips];
}

function patterns(words, kinds, named, language) {
  const found = [...kinds.map((kind) => "k" + kind), ...runs("k", kinds, [2, 3, 4]), ...runs("n", named, [2, 3])];
  named.forEach((kind, at) => {
    for (const later of named.slice(at + 1, at + 1 + APART)) found.push(`p${kind}>${later}`);
  });
  let left = 0;
  words.forEach((word, at) => {
    if (language.negates.has(word)) left = DENIED;
    else if (language.ends.has(word)) left = 0;
    else if (left) {
      found.push("d" + kinds[at]);
      left -= 1;
    }
  });
  return found;
}

function turning(words, language) {
  const parts = partsOf(words, language);
  if (parts.length < 2) return [];
  const kindsOf = (part) => part.map((word) => language.kinds.get(word)).filter(Boolean);
  const [first, ...rest] = parts.map(kindsOf);
  const last = rest.at(-1), after = rest.flat(), later = [...new Set(after)];
  return [
    ...last.map((kind) => "e" + kind),
    ...runs("e", last, [2]),
    ...first.map((kind) => "b" + kind),
    ...runs("b", first, [2]),
    ...after.map((kind) => "a" + kind),
    ...[...new Set(first)].flatMap((kind) => later.map((other) => `t${kind}>${other}`)),
  ];
}

function partsOf(words, language) {
  const parts = [[]];
  for (const word of words) {
    if (language.breaks.has(word)) {
      if (parts.at(-1).length) parts.push([]);
    } else if (language.turns.has(word) && parts.at(-1).length > 1) {
      parts.push([word]);
    } else {
      parts.at(-1).push(word);
    }
  }
  if (parts.length > 1 && !parts.at(-1).length) parts.pop();
  return parts;
}
