// What is on screen while practising: the figure, the line now, the line next, and what can be pressed.
import { h, sayLength } from "../kindward/dom.js";
import { prefs, setPref } from "../kindward/prefs.js";
import { Figure } from "./figure.js";

const NEXT_IN = 20; // seconds before it is spoken that the next line shows, so that a long silence stays empty

export class Stage {
  constructor(practice, act) {
    const wish = prefs();
    this.figure = new Figure(practice.flows, practice.tone === "fierce");
    this.line = h("p", { class: "line", tabindex: "-1" });
    this.next = h("p", { class: "next", "aria-hidden": "true" });
    this.breath = h("p", { class: "breath-word", "aria-hidden": "true" });
    this.left = h("p", { class: "left soft", role: "timer", "aria-live": "off" });
    this.status = h("p", { class: "unseen", role: "status" });
    this.extra = h("div", { class: "extra" });
    this.play = h("button", { class: "play", type: "button", onclick: act.toggle });
    this.ring = h("button", { class: "plain ring-switch", type: "button", onclick: () => this.showRing(!prefs().ring) });
    this.sound = h("button", { class: "btn quiet tap", type: "button", hidden: true, onclick: act.openSound }, "Tap for the voice");
    this.node = h("div", { class: "stage" },
      h("div", { class: "scene" }, this.figure.node, this.breath, h("div", { class: "said" }, this.line, this.next), this.extra),
      h("div", { class: "controls" },
        h("div", { class: "row tap-row" }, this.sound),
        h("div", { class: "main-controls", role: "group", "aria-label": "This session" },
          h("button", { class: "side", type: "button", onclick: act.easeOff }, "Ease off"),
          this.play,
          h("button", { class: "side", type: "button", onclick: act.stop, "aria-keyshortcuts": "Escape" }, "Stop")),
        h("div", { class: "small-controls" },
          h("button", { class: "plain", type: "button", onclick: () => act.skip(-15), "aria-label": "15 seconds back" }, "− 15 s"),
          this.left,
          h("button", { class: "plain", type: "button", onclick: () => act.skip(15), "aria-label": "15 seconds on" }, "15 s +")),
        this.#soundPanel(wish, act)),
      this.status);
    this.showRing(wish.ring, false);
    this.voiceSpeaks(false);
  }

  #soundPanel(wish, act) {
    const range = (name, words) => h("label", { class: "field" }, h("span", {}, words),
      h("input", { type: "range", min: 0, max: 1, step: 0.05, value: wish[name], oninput: (event) => { setPref(name, Number(event.target.value)); act.volumes(); } }));
    return h("details", { class: "sound-panel" }, h("summary", {}, "Sound and display"),
      h("div", { class: "stack" }, range("voiceVolume", "Loudness of the voice"), range("bellVolume", "Loudness of the bells"),
        h("p", {}, this.ring), h("p", { class: "soft small" }, "Space pauses, arrow keys move by 15 seconds, Escape stops. ",
          h("a", { href: "/settings/" }, "More settings"))));
  }

  showRing(on, keep = true) {
    if (keep) setPref("ring", on);
    this.node.classList.toggle("no-ring", !on);
    this.ring.textContent = on ? "Hide the time left" : "Show the time left";
  }

  // A quiet word about this session, for as long as it takes to read it twice.
  tell(words) {
    const note = h("p", { class: "soft small", role: "status" }, words);
    this.extra.replaceChildren(note);
    setTimeout(() => note.remove(), 12000);
  }

  // While a voice speaks, a screen reader stays quiet unless asked to; without a voice it reads every line.
  voiceSpeaks(speaks) { this.line.setAttribute("aria-live", speaks && !prefs().announce ? "off" : "polite"); }

  playing(on) {
    this.node.classList.toggle("on", on);
    this.play.setAttribute("aria-label", on ? "Pause" : "Go on");
    this.play.dataset.state = on ? "pause" : "play";
    this.status.textContent = on ? "" : "Paused";
  }

  words(now, next, position) {
    const text = now?.text || "";
    if (this.line.textContent !== text) this.line.textContent = text;
    this.line.classList.toggle("past", Boolean(now) && position > now.at + now.for + 15);
    const coming = prefs().nextLine && next && next.at - position < NEXT_IN && !now?.field ? next.text : "";
    if (this.next.textContent !== coming) this.next.textContent = coming;
  }

  time(position, length) {
    const rest = Math.max(0, length - position);
    this.figure.time(rest / length);
    // Told in steps, so that nobody practises against a running clock.
    const step = rest > 90 ? 30 : rest > 20 ? 10 : 5;
    const words = rest <= 5 ? "a few seconds left" : `about ${sayLength(Math.ceil(rest / step) * step)} left`;
    if (this.left.textContent !== words) this.left.textContent = words;
  }

  breathe(cue) {
    if (cue === this.breathing) return;
    this.breathing = cue;
    this.breath.textContent = cue ? cue.text : "";
    if (cue) this.figure.breathe(cue.text.endsWith("in"), cue.for);
    else this.figure.rest();
  }
}
