// Search over what this page shows. Nothing that is typed here is sent.
const place = document.querySelector("[data-search]");

if (place) {
  const found = place.querySelector("[data-found]"), entries = [...document.querySelectorAll("[data-entry]")];
  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
  const texts = entries.map((entry) => plain(entry.textContent));
  place.hidden = false;
  place.querySelector("input").addEventListener("input", (event) => {
    const words = plain(event.target.value).split(/\s+/).filter(Boolean);
    let count = 0;
    entries.forEach((entry, i) => {
      const shows = words.every((word) => texts[i].includes(word));
      entry.hidden = !shows;
      count += shows;
    });
    for (const month of document.querySelectorAll("[data-month]")) month.hidden = !month.querySelector("[data-entry]:not([hidden])");
    found.textContent = words.length ? (count === 1 ? "One found." : `${count} found.`) : "";
  });
}
