// One AudioContext for the whole visit. Browsers let it sound only when it is opened within a tap or key.
let context = null;

export function openAudio() {
  const Context = globalThis.AudioContext || globalThis.webkitAudioContext;
  if (!Context) return null;
  context ??= new Context({ sampleRate: 24000 });
  if (context.state !== "running") context.resume().catch(() => {});
  return context;
}

export const audioNow = () => context;
