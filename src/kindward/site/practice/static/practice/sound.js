// Kindward's own voice and the bells on the audio clock. Silences are not sound: they are time between clips.
import { bellBuffer } from "./bell.js";

const AHEAD = 75; // seconds: far enough for a page in the background, whose timers are slowed down
const FETCH_AT_ONCE = 3;

function clipFormat() {
  const probe = document.createElement("audio");
  return probe.canPlayType('audio/ogg; codecs="opus"') ? "opus" : "mp3";
}

export class Sound {
  constructor(context, { bell, clipBase = "", voiceVolume, bellVolume }) {
    this.context = context;
    this.clipBase = clipBase;
    this.bell = bell;
    this.master = context.createGain();
    this.voice = context.createGain();
    this.bells = context.createGain();
    this.voice.connect(this.master);
    this.bells.connect(this.master);
    this.master.connect(context.destination);
    this.format = clipFormat();
    this.clips = new Map();
    this.playing = new Map();
    this.queue = [];
    this.busy = 0;
    this.setVolumes(voiceVolume, bellVolume);
  }

  setVolumes(voice, bells) {
    this.voice.gain.value = voice;
    this.bells.gain.value = bells;
  }

  // A decoded clip, or null when it cannot be had; fetched at most FETCH_AT_ONCE at a time, nearest first.
  clip(path) {
    if (!this.clips.has(path)) {
      this.clips.set(path, new Promise((done) => this.queue.push({ path, done })));
      this.#pump();
    }
    return this.clips.get(path);
  }

  #pump() {
    while (this.busy < FETCH_AT_ONCE && this.queue.length) {
      const { path, done } = this.queue.shift();
      this.busy += 1;
      this.#fetch(path).catch(() => null).then((buffer) => {
        if (!buffer) this.clips.delete(path); // it may be there the next time it is asked for
        done(buffer);
        this.busy -= 1;
        this.#pump();
      });
    }
  }

  async #fetch(path) {
    const answer = await fetch(`${this.clipBase}${path}.${this.format}`);
    return answer.ok ? this.context.decodeAudioData(await answer.arrayBuffer()) : null;
  }

  // Puts everything of the next AHEAD seconds on the audio clock. Safe to call again and again.
  schedule(cues, clock) {
    const now = clock.position;
    for (const [index, cue] of cues.entries()) {
      if (cue.at > now + AHEAD) break;
      if (this.playing.has(index) || cue.at + cue.for < now) continue;
      if (cue.kind === "bell") {
        if (cue.at >= now - 0.5) this.#play(index, bellBuffer(this.context, this.bell), this.bells, cue, clock, { most: cue.for });
      } else if (cue.clip) {
        this.playing.set(index, null);
        this.clip(cue.clip).then((buffer) => {
          if (!buffer || this.playing.get(index) !== null) { if (!buffer) this.playing.delete(index); return; }
          if (clock.running || this.context.state === "suspended") this.#play(index, buffer, this.voice, cue, clock, { room: this.#roomAfter(cues, index) });
          else this.playing.delete(index);
        });
      }
    }
  }

  // Seconds of quiet after this sentence, in which one that arrives late can still be said whole.
  #roomAfter(cues, index) {
    const next = cues.slice(index + 1).find((cue) => cue.clip);
    return next ? next.at - (cues[index].at + cues[index].for) : 60;
  }

  #play(index, buffer, out, cue, clock, { most = Infinity, room = 0 }) {
    const source = this.context.createBufferSource();
    source.buffer = buffer;
    source.connect(out);
    source.onended = () => source.disconnect();
    const late = clock.position - cue.at;
    if (late > 0) source.start(this.context.currentTime, late < room - 0.3 ? 0 : late);
    else source.start(clock.audioTime(cue.at), 0, Math.min(most, buffer.duration));
    this.playing.set(index, source);
  }

  // Silence within a few milliseconds, without a click.
  cut() {
    const { gain } = this.master, now = this.context.currentTime;
    gain.cancelScheduledValues(now);
    gain.setValueAtTime(gain.value, now);
    gain.linearRampToValueAtTime(0, now + 0.04);
    for (const source of this.playing.values()) { try { source?.stop(now + 0.05); } catch { /* not started yet */ } }
    this.playing.clear();
    this.queue.splice(0).forEach(({ path, done }) => { this.clips.delete(path); done(null); });
  }

  open() {
    const { gain } = this.master, now = this.context.currentTime;
    gain.cancelScheduledValues(now);
    gain.setValueAtTime(1, now + 0.05);
  }
}
