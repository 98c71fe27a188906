// The plan on this device: shown at once from its locked copy, renewed when the server can be asked.
import { all, put, remove } from "./store.js";

const NAME = "my-plan-here", told = document.querySelector("[data-plan-told]"), list = document.querySelector("[data-plan]");
const forget = document.querySelector("[data-forget-plan]"), print = document.querySelector("[data-print]"), without = document.querySelector("[data-no-plan]");

function nothing(words) {
  told.textContent = words;
  without.hidden = false;
}

function show(parts) {
  without.hidden = true;
  list.hidden = print.hidden = false;
  for (const step of list.querySelectorAll("[data-step]")) {
    step.hidden = !parts[step.dataset.step];
    step.querySelector(".written").textContent = parts[step.dataset.step] || "";
  }
}

const kept = (await all().catch(() => [])).find((one) => one.key === NAME);
if (kept) { show(kept.parts); forget.hidden = false; told.textContent = "A copy is on this device, locked by this browser, and works without a network."; }

async function renew() {
  let plan;
  try {
    const answer = await fetch("/you/writing/plan.json", { credentials: "same-origin", headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.status);
    ({ plan } = await answer.json());
  } catch {
    if (!kept) nothing("No plan is on this device, and the network is away. Crisis help below works all the same.");
    return;
  }
  // No plan there may mean no login: the copy stays until somebody removes it.
  if (!plan) { if (!kept) nothing("There is no plan yet, and now need not be the time for it. It takes about ten minutes, on a calmer day."); return; }
  show(plan.parts);
  try {
    await put({ key: NAME, kind: "plan-copy", parts: plan.parts, base: plan.revision, writer: "plan-copy", save: plan.revision, day: "", waiting: false });
    forget.hidden = false;
    told.textContent = "A copy is on this device, locked by this browser, and works without a network.";
  } catch { told.textContent = "This browser does not let us keep a copy. You can print it."; }
}

forget.addEventListener("click", async () => { await remove(NAME); forget.hidden = true; told.textContent = "The copy on this device is gone."; });
print.addEventListener("click", () => globalThis.print());
await renew();
