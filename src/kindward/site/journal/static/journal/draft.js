// One piece of writing as it grows: on this device first, then kept where the person wants it. Says how it stands.
import { newKey } from "../kindward/outbox.js";
import { whoIsHere } from "../kindward/who.js";
import { put, remove, send } from "./store.js";

const SOON = 700, AGAIN = 4000;

export function today(now = new Date()) {
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
}

// A day as today() says it, in words.
export function inWords(day) {
  return new Date(`${day}T12:00`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
}

const WORDS = {
  kept: "Kept on this server, sealed.",
  device: "Kept only on this device.",
  beside: "Another device had changed this meanwhile. Both versions are kept, side by side; you go on in this one.",
  signedOut: "You were signed out meanwhile. Nothing is lost: sign in again and this is with everything else.",
  waits: "It cannot be kept on the server just now. Your words are on this device and are sent later. Until then you find them under Write.",
  onlyHere: "It cannot be kept just now, and this browser does not let us keep it either. Leave this page open, or copy your words.",
  long: "This is longer than fits in one go. Your words are here; perhaps in two parts?",
};

export class Draft {
  constructor({ kind, key = newKey(), base = 0, place = "server", wasSignedIn = false, tell = () => {} }) {
    Object.assign(this, { kind, key, base, place, tell, wasSignedIn, writer: newKey(), who: whoIsHere(), save: 0, sent: 0, parts: null });
  }

  // Answers once it is on the device; the way to the server goes on behind.
  async change(parts) {
    this.parts = parts;
    this.save += 1;
    this.putting = this.#toDevice();
    this.onDevice = await this.putting;
    if (this.place === "device") { this.#say(this.onDevice ? "device" : "onlyHere"); return; }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), SOON);
  }

  get settled() { return this.save === 0 || (this.place === "device" ? this.onDevice : this.sent === this.save); }

  // Whether all of it is where it belongs.
  async flush() {
    clearTimeout(this.timer);
    // Where nothing was typed, nothing waits.
    if (this.place === "device") return this.putting === undefined || Boolean(await this.putting);
    this.going ??= this.#deliver().finally(() => { this.going = null; });
    return this.going;
  }

  async #deliver() {
    while (this.sent < this.save) {
      const record = this.#record(), { ok, told, status } = await send(record);
      if (!ok) {
        this.lost = status === 409;
        this.away = status === 0;
        this.#say(this.lost ? "signedOut" : status === 413 || status === 422 ? "long" : this.onDevice ? "waits" : "onlyHere");
        this.timer = setTimeout(() => this.flush(), AGAIN);
        return false;
      }
      this.sent = record.save;
      this.base = told.entry.revision;
      this.beside ||= told.entry.beside;
      await remove(record.key, record.save).catch(() => {});
      if (this.key !== told.entry.key) { this.key = told.entry.key; if (this.sent < this.save) await this.#toDevice(); }
      this.lost = this.wasSignedIn && !told.signed_in;
      this.wasSignedIn ||= told.signed_in;
      if (told.signed_in) this.who = whoIsHere();
      this.away = status === 0;
        this.#say(this.lost ? "signedOut" : this.beside ? "beside" : "kept");
    }
    return true;
  }

  async moveTo(place) {
    this.place = place;
    if (this.parts) await this.change(this.parts);
  }

  #record() {
    return { key: this.key, kind: this.kind, parts: this.parts, base: this.base, writer: this.writer, save: this.save, day: today(), who: this.who, waiting: this.place === "server" };
  }

  async #toDevice() {
    try { await put(this.#record()); return true; } catch { return false; }
  }

  #say(state) { this.state = state; this.tell(WORDS[state], state); }
}
