// The bell of the library, made from the same numbers (see the formula in voice/bell.json).
const made = new WeakMap();

export function bellBuffer(context, bell) {
  if (made.has(context)) return made.get(context);
  const rate = context.sampleRate, length = Math.round(bell.seconds * rate);
  const buffer = context.createBuffer(1, length, rate), out = buffer.getChannelData(0);
  const attack = Math.max(1, Math.round(bell.attack * rate)), release = Math.round(bell.release * rate);
  for (const { frequency, amplitude, decay } of bell.partials) {
    const turn = 2 * Math.PI * frequency / rate, fall = Math.exp(-1 / (decay * rate));
    let level = amplitude * bell.gain;
    for (let i = 0; i < length; i += 1) {
      if (i >= attack) level *= fall;
      out[i] += (i < attack ? level * i / attack : level) * Math.sin(turn * i);
    }
  }
  for (let i = 0; i < release; i += 1) out[length - 1 - i] *= i / release;
  made.set(context, buffer);
  return buffer;
}
