// Away at once: another page takes this one's place in the history. One tap, or Escape twice.
for (const link of document.querySelectorAll("[data-leave]")) {
  link.addEventListener("click", (event) => { event.preventDefault(); location.replace(link.href); });
}
for (const words of document.querySelectorAll("[data-leave-key]")) words.hidden = false;

let before = -Infinity;
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (event.timeStamp - before < 1200) location.replace(document.querySelector("[data-leave]")?.href || "/");
  before = event.timeStamp;
});
