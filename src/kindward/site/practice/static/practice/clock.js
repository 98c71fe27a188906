// Where in the session we are. Runs on the audio clock while there is sound, else on the page's own.
export class Clock {
  #base = 0;
  #since = null;
  #audio = null;

  #now() { return this.#audio ? this.#audio.currentTime : performance.now() / 1000; }

  get running() { return this.#since !== null; }
  get position() { return this.#base + (this.running ? this.#now() - this.#since : 0); }
  get audio() { return this.#audio; }

  start() { if (!this.running) this.#since = this.#now(); }
  pause() { this.#base = this.position; this.#since = null; }

  seek(position) {
    this.#base = position;
    if (this.running) this.#since = this.#now();
  }

  follow(context) {
    // Changes the source of time without a jump in position.
    const position = this.position;
    this.#audio = context;
    this.seek(position);
  }

  // The moment on the audio clock at which `position` falls.
  audioTime(position) { return this.#audio.currentTime + (position - this.position); }
}
