// From “Begin” to the first words without leaving the page: the tap that began it may also open the sound.
import { openAudio } from "./audio.js";
import { prefs } from "./prefs.js";

const here = () => location.pathname + location.search;
let shown = here();

// Says that the page now shows what its address names, after a change of address without a page load.
export function showsItsAddress() { shown = here(); }

function address(source) {
  const url = new URL(source.action || source.href, location.href);
  if (source.matches("form")) {
    for (const [name, value] of new FormData(source)) if (String(value).trim()) url.searchParams.set(name, value);
  }
  const voice = prefs().voice;
  if (voice) url.searchParams.set("voice", voice);
  return url;
}

export async function begin(source) {
  const url = address(source);
  openAudio();
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || !page.querySelector("kw-player")) throw new Error("not a player");
    const player = page.querySelector('head script[type="module"][src*="player"]');
    const styles = [...page.querySelectorAll('head link[rel="stylesheet"]')]
      .filter((link) => !document.querySelector(`head link[href="${link.getAttribute("href")}"]`))
      .map((link) => new Promise((done) => {
        const copy = Object.assign(document.createElement("link"), { rel: "stylesheet", href: link.getAttribute("href"), onload: done, onerror: done });
        document.head.append(copy);
      }));
    await Promise.all([import(player.getAttribute("src")), ...styles]);
    history.pushState({ player: true }, "", answer.url || url);
    showsItsAddress();
    document.title = page.title;
    document.body.className = page.body.className;
    document.querySelector("header.top").replaceWith(page.querySelector("header.top"));
    const main = page.querySelector("main");
    document.querySelector("main").replaceWith(main);
    window.scrollTo(0, 0);
    main.focus({ preventScroll: true });
  } catch {
    location.assign(url);
  }
}

export function listen() {
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-begin]")) return;
    event.preventDefault();
    begin(event.target);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-begin]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    begin(link);
  });
  // Going back from a player that came without a page load brings the page it came from. A step within the page,
  // such as the link past its top, is none of that.
  addEventListener("popstate", () => { if (here() !== shown) location.reload(); });
}
