{% load look %}// Keeps the hard moment, crisis help and every opened practice on the device. Personal pages are never kept.
const { version, pages: PAGES, files: FILES, clips: CLIPS, formats: FORMATS } = {{ lists|data_json }};
const PAGE_CACHE = "kindward-pages", FILE_CACHE = "kindward-files", VOICE_CACHE = "kindward-voice";
const PATIENCE_MS = 2500;
// Pages whose first words must not wait for a network: shown as kept, renewed behind.
const AT_ONCE = /^\/(hard-moment|practise\/[a-z0-9-]+)\/$/;
// Pages that may be kept at all. Everything else (you, accounts, the API) passes by untouched.
const MAY_KEEP = /^\/(?:$|practices\/|learn\/|practise\/|hard-moment\/|help\/|write\/|settings\/|about\/|offline\/|care\/|manifest\.webmanifest$)/;

async function addAll(cacheName, addresses) {
  const cache = await caches.open(cacheName);
  await Promise.all(addresses.map(async (address) => {
    const answer = await fetch(address, { cache: "no-cache", credentials: "omit" });
    if (answer.ok) await cache.put(address, answer);
  }));
}

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    await addAll(FILE_CACHE, FILES);
    await addAll(PAGE_CACHE, PAGES);
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener("message", (event) => {
  // A page tells which sounds its practice needs, once it has begun.
  const { claim, keep } = event.data || {};
  if (claim) event.waitUntil(self.clients.claim());
  if (Array.isArray(keep)) event.waitUntil(keepClips(keep));
});

async function keepClips(addresses) {
  const cache = await caches.open(VOICE_CACHE);
  for (const address of addresses) {
    if (!address.startsWith("/voice/") || address.includes("/own/") || await cache.match(address)) continue;
    try {
      const answer = await fetch(address);
      if (answer.ok) await cache.put(address, answer);
    } catch { return; }
  }
}

function keepable(answer) {
  return answer.ok && answer.type === "basic" && !answer.redirected && !/no-store|private/.test(answer.headers.get("Cache-Control") || "");
}

async function fresh(request, cacheName) {
  const answer = await fetch(request);
  if (keepable(answer)) {
    const copy = answer.clone();
    caches.open(cacheName).then((cache) => cache.put(request, copy)).catch(() => {});
  }
  return answer;
}

async function cacheFirst(request, cacheName) {
  return await caches.match(request, { cacheName, ignoreVary: true }) || fresh(request, cacheName);
}

async function kept(request) {
  const cache = await caches.open(PAGE_CACHE);
  return await cache.match(request, { ignoreVary: true })
    || (new URL(request.url).pathname.startsWith("/practise/") && await cache.match(request, { ignoreSearch: true, ignoreVary: true }))
    || null;
}

async function page(event) {
  const { request } = event, url = new URL(request.url);
  const old = await kept(request);
  if (old && AT_ONCE.test(url.pathname) && (url.pathname === "/hard-moment/" || await (await caches.open(PAGE_CACHE)).match(request, { ignoreVary: true }))) {
    event.waitUntil(fresh(request, PAGE_CACHE).catch(() => {}));
    return old;
  }
  const network = fresh(request, PAGE_CACHE);
  network.catch(() => {});
  try {
    if (!old) return await network;
    return await Promise.race([network, new Promise((_, fail) => setTimeout(fail, PATIENCE_MS, new Error("slow")))]);
  } catch {
    // A country nobody has looked at here yet: the first page of help has a number for each.
    return old || (url.pathname.startsWith("/help/") && await (await caches.open(PAGE_CACHE)).match("/help/", { ignoreVary: true })) || (request.mode === "navigate" || (request.headers.get("Accept") || "").includes("text/html")
      ? await (await caches.open(PAGE_CACHE)).match("/offline/", { ignoreVary: true }) : null) || Response.error();
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || request.headers.has("Range")) return;
  if (url.pathname.startsWith("/static/")) event.respondWith(cacheFirst(request, FILE_CACHE));
  else if (url.pathname.startsWith("/voice/") && !url.pathname.includes("/own/")) event.respondWith(cacheFirst(request, VOICE_CACHE));
  // A session as one file goes to where the person keeps files, not here as well.
  else if (/\/download\.\w+$/.test(url.pathname)) return;
  else if (MAY_KEEP.test(url.pathname)) event.respondWith(page(event));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(async () => (await caches.match("/offline/", { ignoreVary: true })) || Response.error()));
});

// The four doors of a hard moment are on the device with their voice, a little after the first visit.
self.addEventListener("activate", () => {
  const format = FORMATS[0];
  setTimeout(() => keepClips(CLIPS.map((clip) => `${clip}.${format}`)).catch(() => {}), 1500);
});

// A reminder, if somebody asked for them: one at a time, a newer in the place of an older.
self.addEventListener("push", (event) => {
  let told = {};
  try { told = event.data.json(); } catch { /* then the plain words do */ }
  event.waitUntil(self.registration.showNotification(told.title || "Kindward", {
    body: told.body || "A quiet moment, if you like", tag: "reminder", data: told,
    actions: [{ action: "off", title: "No more reminders" }],
  }));
});

self.addEventListener("notificationclick", (event) => {
  const { open = "/", off = "/", opened, key } = event.notification.data || {};
  event.notification.close();
  const told = opened && key ? fetch(opened, {
    method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ key }),
  }).catch(() => {}) : null;
  event.waitUntil(Promise.all([self.clients.openWindow(event.action === "off" ? off : open), told]));
});
