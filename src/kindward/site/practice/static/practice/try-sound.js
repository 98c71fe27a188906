// One sentence and one bell, for finding the right loudness.
import { Sound } from "./sound.js";
import { BrowserVoice } from "./browser-voice.js";
import { Clock } from "./clock.js";

export async function trySound(context, prefs) {
  const answer = await fetch("/practise/self-compassion-break/?seconds=60" + (prefs.voice ? `&voice=${prefs.voice}` : ""));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const data = JSON.parse(page.querySelector('kw-player script[type="application/json"]').textContent);
  const first = data.timeline.cues.find((cue) => cue.kind === "speech");
  const sound = new Sound(context, { bell: data.bell, clipBase: data.timeline.clip_base, ...prefs });
  const clock = new Clock();
  clock.follow(context);
  clock.start();
  if (prefs.voice === "browser" && BrowserVoice.there) new BrowserVoice(prefs.voiceVolume).say(0, first.text);
  if (first.clip) await sound.clip(first.clip);
  const now = clock.position + 0.15;
  sound.schedule([{ ...first, at: now }, { kind: "bell", at: now + first.for + 0.4, for: 7 }], clock);
  return prefs.voice === "text" ? "No voice is chosen; only the bell rings." : "One sentence, then the bell.";
}
