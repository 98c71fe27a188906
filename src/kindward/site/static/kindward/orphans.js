// A session whose page went away (battery, crash, closed tab) still counts for the minutes it lasted.
import { putNow } from "./outbox.js";

const OPEN = "kindward:open:";

export const openKey = (key) => OPEN + key;

export function closeOrphans(now = Date.now()) {
  let names = [];
  try { names = Object.keys(localStorage).filter((name) => name.startsWith(OPEN)); } catch { return; }
  for (const name of names) {
    let kept;
    try { kept = JSON.parse(localStorage.getItem(name)); } catch { kept = null; }
    // A page that is still practising, perhaps in another tab, writes every few seconds.
    if (kept && now - kept.seen < 20000) continue;
    if (kept) for (const record of kept.records) putNow(record);
    localStorage.removeItem(name);
  }
}
