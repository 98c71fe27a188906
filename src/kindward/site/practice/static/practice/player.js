// <kw-player>: plays one timeline. The server’s page holds the same session as text for when this does not run.
import { audioNow, openAudio } from "../kindward/audio.js";
import { showsItsAddress } from "../kindward/begin.js";
import { prefs } from "../kindward/prefs.js";
import { ownWords } from "../kindward/words.js";
import { BrowserVoice } from "./browser-voice.js";
import { Clock } from "./clock.js";
import { Device } from "./device.js";
import { Session } from "./session.js";
import { Sound } from "./sound.js";
import { Stage } from "./stage.js";
import { Writing } from "./writing.js";
import { afterPractice, farewell } from "./after.js";

const TICK_MS = 50;
const FIRST_CLIP_PATIENCE_MS = 1200;

class Player extends HTMLElement {
  connectedCallback() {
    if (this.data) return;
    this.data = JSON.parse(this.querySelector('script[type="application/json"]').textContent);
    this.device = new Device();
    this.listeners = new AbortController();
    const { signal } = this.listeners;
    addEventListener("keydown", (event) => this.#key(event), { signal });
    addEventListener("pagehide", () => this.#pageGoes(), { signal });
    document.addEventListener("visibilitychange", () => { if (!document.hidden && this.state === "playing") this.device.stayAwake(); }, { signal });
    this.#set("loading");
    this.#begin(this.data.practice, this.data.timeline, true);
  }

  disconnectedCallback() { this.#quiet(); this.#pageGoes(); this.listeners.abort(); }

  get position() { return this.clock?.position ?? 0; }

  #set(state) {
    this.state = state;
    this.dataset.state = state;
    this.dispatchEvent(new CustomEvent("kw-state", { detail: state }));
  }

  async #begin(practice, timeline, first = false) {
    this.practice = practice;
    this.stage = new Stage(practice, {
      toggle: () => this.toggle(), stop: () => this.stop(), easeOff: () => this.easeOff(), skip: (by) => this.skip(by),
      openSound: () => this.#tapForSound(), volumes: () => this.#volumes(),
    });
    const had = this.contains(document.activeElement);
    this.replaceChildren(this.stage.node);
    if (had) this.closest("main").focus({ preventScroll: true });
    // Words first: the line is on screen before anything is fetched.
    this.#use(timeline);
    this.stage.words(this.spoken[0], this.spoken[1], 0);
    const wished = first ? await this.#wishedTimeline(practice, timeline) : timeline;
    if (this.state === "ended") return;
    if (wished !== timeline) this.#use(wished);
    this.writing = new Writing(practice, this.stage.extra, () => this.#wroteEnough());
    this.clock = new Clock();
    this.session = new Session({ slug: practice.slug, version: wished.version, asked: wished.asked_seconds, voice: this.#voiceName(), urls: this.data.urls });
    await this.#attachSound();
    if (this.state === "ended") return;
    this.device.lockScreen(practice.title, {
      play: () => this.play(), pause: () => this.pause(), stop: () => this.stop(),
      seekbackward: () => this.skip(-15), seekforward: () => this.skip(15),
    });
    this.#set("paused");
    this.play();
    this.#keepForOffline();
  }

  // Once opened, a practice works without a network: its clips go to the device while the first line is heard.
  #keepForOffline() {
    const { clip_base: base } = this.timeline;
    if (!base || !this.sound || navigator.connection?.saveData) return;
    const keep = [...new Set(this.spoken.map((cue) => `${base}${cue.clip}.${this.sound.format}`))];
    navigator.serviceWorker?.ready.then((worker) => worker.active?.postMessage({ keep })).catch(() => {});
  }

  #use(timeline) {
    this.timeline = timeline;
    this.spoken = timeline.cues.filter((cue) => cue.kind === "speech" || cue.kind === "prompt");
    this.breaths = timeline.cues.filter((cue) => cue.kind === "breath");
    this.bells = timeline.cues.filter((cue) => cue.kind === "bell");
  }

  #voiceName() { return prefs().voice === "browser" && BrowserVoice.there ? "browser" : this.timeline.voice; }

  // The timeline in the voice this device prefers and with the person's own words; the page's own when that fails.
  async #wishedTimeline(practice, timeline) {
    const wish = prefs().voice === "browser" ? "text" : prefs().voice;
    const words = ownWords(practice.slug);
    const own = Object.keys(words).length > 0;
    if (!own && (!wish || wish === timeline.voice)) return timeline;
    const voice = wish || timeline.voice;
    try {
      const ask = own
        ? fetch(this.data.urls.timeline, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify({ seconds: timeline.asked_seconds, voice, words }) })
        : fetch(`${this.data.urls.timeline}?seconds=${timeline.asked_seconds}&voice=${encodeURIComponent(voice)}`);
      const answer = await ask;
      if (answer.ok) return await answer.json();
    } catch { /* no network */ }
    if (own) this.stage.tell("Your own words cannot be spoken this time. The usual ones serve.");
    return timeline;
  }

  async #attachSound() {
    const context = audioNow();
    if (prefs().voice === "browser" && BrowserVoice.there) this.browserVoice = new BrowserVoice(prefs().voiceVolume);
    const speaks = Boolean(this.timeline.clip_base || this.browserVoice);
    const sounding = context?.state === "running" || (context && await Promise.race([context.resume().then(() => true, () => false), new Promise((done) => setTimeout(done, 150, false))]));
    if (!sounding) {
      this.stage.sound.hidden = !(speaks || this.bells.length);
      return;
    }
    this.stage.sound.hidden = true;
    this.sound = new Sound(context, { bell: this.data.bell, clipBase: this.timeline.clip_base, ...prefs() });
    this.clock.follow(context);
    this.device.hum();
    this.stage.voiceSpeaks(speaks);
    const first = this.spoken[0];
    if (first?.clip && this.clock.position < 1) {
      await Promise.race([this.sound.clip(first.clip), new Promise((done) => setTimeout(done, FIRST_CLIP_PATIENCE_MS))]);
    }
  }

  async #tapForSound() {
    openAudio();
    const started = this.clock.running;
    await this.#attachSound();
    if (!this.sound || !started) return;
    // Somebody who waited for the voice has not heard the beginning yet.
    if (this.position < 20) this.#seek(0);
    this.sound.schedule(this.timeline.cues, this.clock);
  }

  play() {
    if (this.state !== "paused") return;
    this.sound?.open();
    const line = this.#lineAt(this.position);
    if (line && this.position < line.at + line.for) this.#seek(line.at); // a sentence is said whole
    this.clock.start();
    this.#set("playing");
    this.stage.playing(true);
    this.device.stayAwake();
    this.device.playing(true, this.position, this.timeline.seconds);
    this.lastTick = performance.now();
    this.timer = setInterval(() => this.#tick(), TICK_MS);
    this.#tick();
  }

  pause() {
    if (this.state !== "playing") return;
    this.clock.pause();
    this.#quiet();
    this.#set("paused");
    this.stage.playing(false);
    this.device.playing(false, this.position, this.timeline.seconds);
  }

  toggle() { if (this.state === "playing") this.pause(); else this.play(); }

  skip(by) {
    if (this.state !== "playing" && this.state !== "paused") return;
    let to = Math.max(0, Math.min(this.position + by, this.timeline.seconds - 1));
    const line = this.#lineAt(to);
    if (line && to < line.at + line.for) to = line.at;
    const playing = this.state === "playing";
    if (playing) this.pause();
    this.#seek(to);
    this.stage.time(to, this.timeline.seconds);
    this.stage.words(this.#lineAt(to), this.#lineAfter(to), to);
    if (playing) this.play();
  }

  stop() { this.#end("stopped"); }

  async easeOff() {
    if (this.state === "ended" || this.easing) return;
    this.easing = true;
    this.#quiet();
    this.clock?.pause();
    this.session?.end("eased_off");
    this.#set("loading");
    const { slug, title } = this.practice.ease_off;
    try {
      const answer = await fetch(`/practise/${slug}/?seconds=60${prefs().voice && prefs().voice !== "browser" ? `&voice=${prefs().voice}` : ""}`);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const data = JSON.parse(page.querySelector('kw-player script[type="application/json"]').textContent);
      this.sound = null;
      this.data = { ...this.data, practice: data.practice, timeline: data.timeline };
      history.replaceState(history.state, "", `/practise/${slug}/?seconds=60`);
      showsItsAddress();
      document.title = title;
      this.easing = false;
      await this.#begin(data.practice, data.timeline);
      this.stage.status.textContent = "Easing off.";
    } catch {
      this.easing = false;
      this.#end("eased_off");
    }
  }

  #seek(position) {
    this.clock.seek(position);
    this.browserVoice?.cut();
    this.sound?.playing.forEach((source) => { try { source?.stop(); } catch { /* not started */ } });
    this.sound?.playing.clear();
    this.writing.close();
  }

  #quiet() {
    clearInterval(this.timer);
    this.sound?.cut();
    this.browserVoice?.cut();
    this.device.vibrate(0);
    this.stage?.breathe(null);
  }

  #lineAt(position) { return this.spoken.findLast((cue) => cue.at <= position + 0.02); }
  #lineAfter(position) { return this.spoken.find((cue) => cue.at > position + 0.02); }

  #tick() {
    const now = performance.now(), gone = (now - this.lastTick) / 1000;
    this.lastTick = now;
    // A machine that slept did not practise.
    if (gone < 90) this.session.practised += gone;
    const position = this.position, line = this.#lineAt(position), next = this.#lineAfter(position);
    if (this.#mustWait(line, next, position)) { this.#hold(); return; }
    if (!this.clock.running) this.clock.start();
    this.sound?.schedule(this.timeline.cues, this.clock);
    if (line?.field && this.answered !== line) { this.answered = null; this.writing.ask(line); } else if (!line?.field) { this.writing.close(); }
    if (this.browserVoice && line && position < line.at + line.for) this.browserVoice.say(this.spoken.indexOf(line), line.text);
    this.stage.words(line, next, position);
    this.stage.time(position, this.timeline.seconds);
    const breath = this.breaths.find((cue) => cue.at <= position && position < cue.at + cue.for);
    if (breath !== this.stage.breathing && breath && prefs().vibrate) this.device.vibrate(breath.text.endsWith("in") ? 40 : 20);
    this.stage.breathe(breath || null);
    if (prefs().vibrate && this.bells.some((bell) => bell.at <= position && bell.at > position - gone - 0.01)) this.device.vibrate([60, 120, 60]);
    if (Math.floor(now / 4000) !== this.seenAt) { this.seenAt = Math.floor(now / 4000); this.session.seen(); }
    if (position >= this.timeline.seconds) this.#end("finished");
  }

  // Held at the end of a silence while somebody writes, and before a line while the browser's voice still speaks.
  #mustWait(line, next, position) {
    const end = next?.at ?? this.timeline.seconds;
    if (position < end - 0.1) return false;
    return (line?.field && this.writing.holds) || Boolean(this.browserVoice?.speaking);
  }

  #hold() {
    if (!this.clock.running) return;
    this.clock.pause();
    // What was put on the audio clock ahead of time must wait too.
    this.sound?.playing.forEach((source) => { try { source?.stop(); } catch { /* not started */ } });
    this.sound?.playing.clear();
  }

  #wroteEnough() {
    const line = this.#lineAt(this.position), next = this.#lineAfter(this.position);
    this.answered = line;
    if (this.state === "playing" || this.state === "paused") {
      this.#seek(next ? next.at : this.timeline.seconds);
      if (this.state === "paused") this.play();
    }
  }

  #volumes() {
    const { voiceVolume, bellVolume } = prefs();
    this.sound?.setVolumes(voiceVolume, bellVolume);
    if (this.browserVoice) this.browserVoice.volume = voiceVolume;
  }

  #end(ended) {
    if (this.state === "ended") return;
    this.clock?.pause();
    this.#quiet();
    this.device.release();
    this.#set("ended");
    if (!this.session) { location.assign("/"); return; }
    const { practised } = this.session;
    this.session.end(ended);
    const leave = () => { this.session.handInCheckIn(); this.#show(farewell(this.session)); };
    this.#show(afterPractice({ session: this.session, writing: this.writing, ended, practised, leave }));
    if (this.sound) setTimeout(() => { if (this.state === "ended") audioNow()?.suspend().catch(() => {}); }, 400);
  }

  #show({ node, heading }) {
    document.body.classList.add("at-rest");
    this.replaceChildren(node);
    heading.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }

  #pageGoes() {
    if (!this.session) return;
    if (this.state !== "ended") this.session.end("left");
    this.session.handInCheckIn();
    this.device.release();
  }

  #key(event) {
    if (event.metaKey || event.ctrlKey || event.altKey || this.state === "ended") return;
    if (event.key === "Escape") { event.preventDefault(); this.stop(); return; }
    if (event.target.closest?.("textarea, input, select, summary, a")) return;
    if (event.key === " " && !event.target.closest?.("button")) { event.preventDefault(); this.toggle(); }
    if (event.key === "ArrowLeft") { event.preventDefault(); this.skip(-15); }
    if (event.key === "ArrowRight") { event.preventDefault(); this.skip(15); }
  }
}

customElements.define("kw-player", Player);
