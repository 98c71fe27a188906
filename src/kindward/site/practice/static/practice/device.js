// What a phone can add: a screen that stays awake, lock-screen controls, a soft vibration.
export class Device {
  #lock = null;
  #hum = null;

  async stayAwake() {
    try { this.#lock ??= await navigator.wakeLock?.request("screen"); } catch { /* low battery: the screen may sleep */ }
    this.#lock?.addEventListener("release", () => { this.#lock = null; }, { once: true });
  }

  lockScreen(title, actions) {
    if (!("mediaSession" in navigator)) return;
    navigator.mediaSession.metadata = new MediaMetadata({ title, artist: "Kindward" });
    for (const [name, act] of Object.entries(actions)) {
      try { navigator.mediaSession.setActionHandler(name, act); } catch { /* this browser lacks that button */ }
    }
  }

  playing(isPlaying, position, length) {
    if (!("mediaSession" in navigator)) return;
    navigator.mediaSession.playbackState = isPlaying ? "playing" : "paused";
    try { navigator.mediaSession.setPositionState?.({ duration: length, position: Math.min(position, length), playbackRate: 1 }); } catch { /* cosmetic */ }
    if (!isPlaying) this.#hum?.pause();
    else this.#hum?.play().catch(() => {});
  }

  // Lock-screen controls belong to a media element; ours plays ten seconds of nothing, over and over.
  hum() {
    if (this.#hum) return;
    const rate = 8000, bytes = new DataView(new ArrayBuffer(44 + rate * 10));
    const text = (at, words) => [...words].forEach((c, i) => bytes.setUint8(at + i, c.charCodeAt(0)));
    text(0, "RIFF"); bytes.setUint32(4, 36 + rate * 10, true); text(8, "WAVEfmt "); bytes.setUint32(16, 16, true);
    bytes.setUint16(20, 1, true); bytes.setUint16(22, 1, true); bytes.setUint32(24, rate, true); bytes.setUint32(28, rate, true);
    bytes.setUint16(32, 1, true); bytes.setUint16(34, 8, true); text(36, "data"); bytes.setUint32(40, rate * 10, true);
    for (let i = 44; i < bytes.byteLength; i += 1) bytes.setUint8(i, 128);
    this.#hum = new Audio(URL.createObjectURL(new Blob([bytes], { type: "audio/wav" })));
    this.#hum.loop = true;
  }

  vibrate(pattern) {
    // Before the first tap or key a browser refuses, and complains about it.
    if (navigator.userActivation?.hasBeenActive === false) return;
    try { navigator.vibrate?.(pattern); } catch { /* refused */ }
  }

  release() {
    this.#lock?.release().catch(() => {});
    this.#lock = null;
    this.#hum?.pause();
    this.vibrate(0);
    if ("mediaSession" in navigator) navigator.mediaSession.playbackState = "none";
  }
}
