// The browser's own voices. Their lengths are not known beforehand, so the session waits until a sentence is spoken.
export class BrowserVoice {
  constructor(volume) {
    this.volume = volume;
    this.speaking = false;
    this.said = -1;
  }

  static get there() { return "speechSynthesis" in globalThis; }

  say(index, text) {
    if (index === this.said) return;
    this.said = index;
    const words = Object.assign(new SpeechSynthesisUtterance(text), { volume: this.volume, rate: 0.85, lang: "en" });
    this.speaking = true;
    words.onend = words.onerror = () => { this.speaking = false; };
    // A browser that never reports an end must not hold the session for ever.
    clearTimeout(this.patience);
    this.patience = setTimeout(() => { this.speaking = false; }, 2000 + text.length * 130);
    speechSynthesis.speak(words);
  }

  cut() {
    clearTimeout(this.patience);
    this.speaking = false;
    this.said = -1;
    speechSynthesis.cancel();
  }
}
