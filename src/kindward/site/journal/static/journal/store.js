// What is written and not kept elsewhere yet, or is to stay on this device: encrypted under a key of this browser's
// own that can be used here and not read out. And the way from here to the server.
import { isOfWhoIsHere } from "../kindward/who.js";

const NAME = "kindward-writing", FLAG = "kindward:unsent";

function open() {
  return new Promise((done, fail) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("keys");
      request.result.createObjectStore("entries", { keyPath: "key" });
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

async function within(stores, mode, work) {
  const db = await open();
  try {
    return await new Promise((done, fail) => {
      const transaction = db.transaction(stores, mode, { durability: "strict" });
      let result;
      work(transaction, (value) => { result = value; });
      transaction.oncomplete = () => done(result);
      transaction.onerror = transaction.onabort = () => fail(transaction.error);
    });
  } finally { db.close(); }
}

let ownKey;
function key() {
  ownKey ??= (async () => {
    const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    // Two pages that begin at once end with one key.
    return within("keys", "readwrite", (transaction, give) => {
      const keys = transaction.objectStore("keys"), asked = keys.get("own");
      asked.onsuccess = () => { if (!asked.result) keys.put(fresh, "own"); give(asked.result || fresh); };
    });
  })();
  ownKey.catch(() => { ownKey = undefined; });
  return ownKey;
}

const named = (name, iv) => ({ name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) });

// record: {key, save, waiting, kind, parts, base, writer, day, who}. An older save never takes a newer one's place.
export async function put(record) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt(named(record.key, iv), await key(), new TextEncoder().encode(JSON.stringify(record)));
  await within("entries", "readwrite", (transaction) => {
    const entries = transaction.objectStore("entries"), asked = entries.get(record.key);
    asked.onsuccess = () => {
      if (asked.result && asked.result.writer === record.writer && asked.result.save > record.save) return;
      entries.put({ key: record.key, writer: record.writer, save: record.save, waiting: record.waiting, iv, data });
    };
  });
  if (record.waiting) { try { localStorage.setItem(FLAG, "1"); } catch { /* then the writing page sends it */ } }
}

export async function all() {
  const rows = await within("entries", "readonly", (transaction, give) => {
    const asked = transaction.objectStore("entries").getAll();
    asked.onsuccess = () => give(asked.result);
  });
  const opened = await Promise.all(rows.map(async (row) => {
    try { return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(named(row.key, row.iv), await key(), row.data))); } catch { return null; }
  }));
  return opened.filter(Boolean);
}

// Only as it was: what was written meanwhile stays.
export function remove(name, save = null) {
  return within("entries", "readwrite", (transaction) => {
    const entries = transaction.objectStore("entries"), asked = entries.get(name);
    asked.onsuccess = () => { if (asked.result && (save === null || asked.result.save === save)) entries.delete(name); };
  });
}

// Answers {ok, told} or {ok: false, status}; status 0 is no network, 409 that somebody else is signed in now, or nobody.
export async function send({ key: name, kind, parts, base, writer, save, day, who = "" }) {
  try {
    const answer = await fetch("/you/writing/save/", {
      method: "POST", credentials: "same-origin",
      headers: { "Content-Type": "application/json", "Accept": "application/json" },
      body: JSON.stringify({ key: name, kind, parts, base, writer, save, day, who }),
    });
    return answer.ok ? { ok: true, told: await answer.json() } : { ok: false, status: answer.status };
  } catch { return { ok: false, status: 0 }; }
}

async function deliverNow() {
  let left = 0;
  for (const record of (await all()).filter((one) => one.waiting)) {
    const isTheirs = isOfWhoIsHere(record);
    if (isTheirs && (await send(record)).ok) await remove(record.key, record.save);
    else left += 1;
  }
  if (!left) localStorage.removeItem(FLAG);
  return left;
}

export const deliver = () => (navigator.locks ? navigator.locks.request(NAME, deliverNow) : deliverNow());
