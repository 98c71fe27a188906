// Locking a letter in the browser. Its key is random, and kept twice: under the passphrase and under the recovery key.
export const ITERATIONS = 600000;
// Letters and digits that nobody mistakes for one another.
const SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

const bytes = (text) => new TextEncoder().encode(text);
const toText = (data) => btoa(Array.from(new Uint8Array(data), (byte) => String.fromCharCode(byte)).join(""));
const fromText = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

// 28 of 31 signs: about 138 bits.
export function newRecoveryKey() {
  const signs = [];
  while (signs.length < 28) for (const byte of crypto.getRandomValues(new Uint8Array(32))) if (byte < 248 && signs.length < 28) signs.push(SIGNS[byte % 31]);
  return signs.join("").match(/.{4}/g).join("-");
}

export const plainRecoveryKey = (text) => text.toUpperCase().replace(/[^0-9A-Z]/g, "");

async function derived(secret, salt, iterations) {
  const base = await crypto.subtle.importKey("raw", bytes(secret), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations }, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

async function box(key, data) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv: toText(iv), data: toText(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, data)) };
}

const unbox = (key, { iv, data }) => crypto.subtle.decrypt({ name: "AES-GCM", iv: fromText(iv) }, key, fromText(data));
const letterKey = (raw) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
// As people type: the same letters, however a keyboard composes them.
const phrase = (text) => `passphrase:${text.normalize("NFKC")}`;
const recovery = (text) => `recovery:${plainRecoveryKey(text)}`;

// A function that seals one text after another; neither passphrase nor key leaves it.
export async function lockWith(passphrase, recoveryKey) {
  const salt = crypto.getRandomValues(new Uint8Array(16)), raw = crypto.getRandomValues(new Uint8Array(32));
  const [byPhrase, byRecovery, key] = await Promise.all([derived(phrase(passphrase), salt, ITERATIONS), derived(recovery(recoveryKey), salt, ITERATIONS), letterKey(raw)]);
  const head = { v: 1, salt: toText(salt), iterations: ITERATIONS, passphrase: await box(byPhrase, raw), recovery: await box(byRecovery, raw) };
  raw.fill(0);
  return async (text) => JSON.stringify({ ...head, letter: await box(key, bytes(text)) });
}

// The letter, or null when the secret is not the right one.
export async function unlock(envelope, secret, isRecovery = false) {
  const { salt, iterations, passphrase, recovery: spare, letter } = JSON.parse(envelope);
  try {
    const key = await derived(isRecovery ? recovery(secret) : phrase(secret), fromText(salt), iterations);
    return new TextDecoder().decode(await unbox(await letterKey(await unbox(key, isRecovery ? spare : passphrase)), letter));
  } catch { return null; }
}
