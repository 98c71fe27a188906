// What a person did is written to this device first and handed in afterwards, once, in whatever order it gets through.
// Each record carries a key of its own; the server takes the same key twice as one record.
import { isOfWhoIsHere } from "./who.js";

const NAME = "kindward", STORE = "outbox", SPARE = "kindward:outbox";

function open() {
  return new Promise((done, fail) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

async function withStore(mode, work) {
  const db = await open();
  try {
    return await new Promise((done, fail) => {
      const transaction = db.transaction(STORE, mode, { durability: "strict" });
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => done(request?.result);
      transaction.onerror = transaction.onabort = () => fail(transaction.error);
    });
  } finally { db.close(); }
}

// localStorage is written before a page goes away, when there is no time left for a database.
function spare() {
  try { return JSON.parse(localStorage.getItem(SPARE) || "[]"); } catch { return []; }
}

export function putNow(record) {
  try { localStorage.setItem(SPARE, JSON.stringify([...spare().filter((r) => r.key !== record.key), record])); } catch { return false; }
  return true;
}

async function takeInSpare() {
  for (const record of spare()) {
    await withStore("readwrite", (store) => store.put(record));
    localStorage.setItem(SPARE, JSON.stringify(spare().filter((r) => r.key !== record.key)));
  }
}

export async function put(record) {
  // record: {key, url, body, who}. Of an account's, none goes to anybody else: it waits until that account is here again.
  putNow(record);
  try { await takeInSpare(); } catch { /* it stays in localStorage and is sent from there */ }
  return flush();
}

export async function waiting() {
  try { await takeInSpare(); return (await withStore("readonly", (store) => store.getAll())).filter((r) => !r.refused); } catch { return spare(); }
}

async function send(record) {
  const answer = await fetch(record.url, {
    method: "POST", credentials: "same-origin", keepalive: true,
    headers: { "Content-Type": "application/json", "Accept": "application/json", "Idempotency-Key": record.key },
    // The device's clock at sending tells the server how wrong that clock is.
    body: JSON.stringify({ ...record.body, sent_at: new Date().toISOString() }),
  });
  if (answer.ok) return "done";
  // The server understood and said no: it is kept on the device, and not sent over and over.
  return [400, 409, 413, 422].includes(answer.status) ? "refused" : "later";
}

async function flushNow() {
  let left = 0;
  for (const record of (await waiting()).filter(isOfWhoIsHere)) {
    let outcome = "later";
    try { outcome = await send(record); } catch { /* no network */ }
    if (outcome === "later") { left += 1; continue; }
    try {
      if (outcome === "done") await withStore("readwrite", (store) => store.delete(record.key));
      else await withStore("readwrite", (store) => store.put({ ...record, refused: true }));
    } catch {
      localStorage.setItem(SPARE, JSON.stringify(spare().filter((r) => r.key !== record.key)));
    }
  }
  return left;
}

// A server that is away for a while makes no “online”: asked again after ever longer waits, and then let be until the
// page is looked at again or another one is opened.
const AGAIN_S = [5, 20, 60, 300], SETTLED_MS = 3000;
let timer, tries = 0, triedAt = -Infinity;

function again(left) {
  clearTimeout(timer);
  if (left && tries < AGAIN_S.length) timer = setTimeout(() => flush().catch(() => {}), AGAIN_S[tries] * 1000 * (0.8 + 0.4 * Math.random()));
  if (!left && tries) dispatchEvent(new Event("kw-handed-in"));
  tries = left ? tries + 1 : 0;
  return left;
}

export async function flush() {
  triedAt = performance.now();
  // One page at a time, so that two open tabs do not send everything twice.
  return again(await (navigator.locks ? navigator.locks.request("kindward-outbox", flushNow) : flushNow()));
}

// Somebody is here again, or the network is: what waits need not wait out its time.
export function flushAnew() {
  if (performance.now() - triedAt < SETTLED_MS) return;
  tries = Math.min(tries, 1);
  flush().catch(() => {});
}

export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}
