/** A text becomes words: the twin of `kindward.selftalk.words`, letter for letter. */

const LONGEST = 4000;
const WORD = /[a-z]+(?:'[a-z]+)*|[0-9]+|\.\.+|[.!?,;:"()-]/g;
const PLAIN = { "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-" };

/** Words and marks in order: small letters, no accents, “don't” as “do not”, any number as “0”. */
export function wordsOf(text, language) {
  const short = [...text].slice(0, LONGEST).join("");
  let plain = short
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replace(/[‘’“”–—]/g, (sign) => PLAIN[sign]);
  for (const [glyph, read] of Object.entries(language.glyphs)) plain = plain.replaceAll(glyph, read);
  const words = [];
  for (const found of plain.match(WORD) ?? []) {
    for (const word of language.spellings.get(found) ?? [found]) add(words, word, language);
  }
  return words;
}

function add(words, word, language) {
  if (word.includes("'")) {
    if (word.endsWith("n't") && word.length > 3) {
      words.push(word.slice(0, -3), "not");
      return;
    }
    const at = word.lastIndexOf("'");
    const ending = language.endings.get(word.slice(at));
    if (at && ending) {
      words.push(word.slice(0, at), ending);
      return;
    }
  } else if (word[0] >= "0" && word[0] <= "9") {
    word = "0";
  } else if (word.startsWith("..")) {
    word = "..";
  }
  words.push(word);
}
