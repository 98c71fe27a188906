// Says what this device has not handed in yet. Without script, or with nothing waiting, it says nothing.
import { flush, waiting } from "../kindward/outbox.js";
import { isOfWhoIsHere } from "../kindward/who.js";

const place = document.querySelector("[data-waiting]");

function said(records) {
  const sessions = records.filter((record) => record.url.endsWith("/sessions")).length;
  if (sessions > 1) return [`${sessions} sessions are`, "They go"];
  return sessions ? ["A session is", "It goes"] : ["What you answered after practising is", "It goes"];
}

function show(left, before) {
  if (left.length) {
    const [what, how] = said(left);
    place.textContent = `${what} on this device and not handed in yet. ${how} along as soon as the network allows; nothing is lost.`;
  } else {
    const again = Object.assign(document.createElement("a"), { href: location.href, textContent: "Show it here" });
    place.replaceChildren("What waited on this device is handed in now. ", again);
  }
  place.hidden = !before.length;
}

const own = async () => (await waiting()).filter(isOfWhoIsHere);

// Opening a page hands in what waits; this page also says what came of it.
async function look() {
  const before = await own();
  if (!before.length) return;
  show(before, before);
  await flush();
  show(await own(), before);
}

if (place) {
  look().catch(() => {});
  addEventListener("online", () => look().catch(() => {}));
  // Handed in behind this page's back, at one of the later tries.
  addEventListener("kw-handed-in", () => { if (!place.hidden) show([], [1]); });
}
