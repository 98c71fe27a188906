// Away at once: another page takes this one's place in the history. One tap, or Escape twice.
const links = [...document.querySelectorAll("[data-leave]")];

// Without a network the other page is the browser's error page; a plain one that is on the device takes its place.
function leave(link = links[0]) {
  const kept = !navigator.onLine && navigator.serviceWorker?.controller && link?.dataset.blank;
  location.replace(kept || link?.href || "/");
}

for (const link of links) link.addEventListener("click", (event) => { event.preventDefault(); leave(link); });
for (const words of document.querySelectorAll("[data-leave-key]")) words.hidden = false;

let before = -Infinity;
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (event.timeStamp - before < 1200) leave();
  before = event.timeStamp;
});
