// Which practices are on this device already, for the page that shows when the network is away.
import { h } from "./dom.js";

const section = document.querySelector("[data-offline-practices]");
const list = section.querySelector("[data-offline-list]");
const seen = new Map();

if ("caches" in globalThis) {
  const pages = await caches.open("kindward-pages");
  for (const request of await pages.keys()) {
    const url = new URL(request.url);
    const match = url.pathname.match(/^\/practise\/([a-z0-9-]+)\/$/);
    if (!match || seen.has(match[1])) continue;
    const page = new DOMParser().parseFromString(await (await pages.match(request)).text(), "text/html");
    seen.set(match[1], { url: url.pathname + url.search, title: page.querySelector("h1")?.textContent || match[1] });
  }
}
if (seen.size) {
  list.replaceChildren(...[...seen.values()].map(({ url, title }) => h("li", {}, h("h2", {}, h("a", { href: url, "data-begin": true }, title)))));
  section.hidden = false;
}
