/**
 * <kw-said>: one quiet sentence beside a reframe whose words only the page can read (locked, or offline). It shows one of
 * the sentences that are in it already, and only when sure. Nothing that is rated leaves the page.
 *
 * `element.read({ toSelf, toFriend })` with both texts; the answer is what was shown: warmer, alike, own-warmer or null.
 */
import { rate, shippedModel } from "./model.js";

// The same numbers as kindward.selftalk.gaps and site.selftalk.pictures; a test holds them together.
export const OFF_WHEN_SURE = 0.35, OFF_WHEN_UNSURE = 0.6, NINETY = 1.645, SAME = 0.25;

/** What may be said of two texts: warmer, alike or own-warmer; null when that is not sure. */
export function whatIsSaid(toSelf, toFriend, model) {
  const own = rate(toSelf, model), friend = rate(toFriend, model);
  if (!own.speaks || !friend.speaks) return null;
  const within = NINETY * Math.hypot(off(own), off(friend)), gap = friend.warmth - own.warmth;
  if (gap - within > 0) return "warmer";
  if (gap + within < 0) return "own-warmer";
  return Math.abs(gap) <= SAME ? "alike" : null;
}

function off(said) {
  return OFF_WHEN_UNSURE + (OFF_WHEN_SURE - OFF_WHEN_UNSURE) * Math.min(1, Math.max(0, 2 * said.sure - 1));
}

class Said extends HTMLElement {
  async read({ toSelf, toFriend }) {
    const model = await shippedModel();
    // Of words that speak of death the model knows nothing.
    const dark = model && (await import("../safety/find.js")).tierOf(toSelf) === "explicit";
    const said = model && !dark && whatIsSaid(toSelf, toFriend, model) || null;
    for (const sentence of this.querySelectorAll("[data-when]")) sentence.hidden = sentence.dataset.when !== said;
    this.hidden = !said;
    return said;
  }
}

if (!customElements.get("kw-said")) customElements.define("kw-said", Said);
