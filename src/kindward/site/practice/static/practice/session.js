// One occasion of practising, as it will be reported. Written to the device every few seconds, so that a page that
// goes away without a word still counts for the minutes it lasted.
import { newKey, put } from "../kindward/outbox.js";
import { openKey } from "../kindward/orphans.js";
import { whoIsHere } from "../kindward/who.js";

const offset = () => -new Date().getTimezoneOffset() * 60;

export class Session {
  constructor({ slug, version, asked, voice, urls }) {
    this.key = newKey();
    this.urls = urls;
    this.body = { practice: slug, version, asked_seconds: Math.round(asked), voice, start_time: new Date().toISOString(), start_zone_offset: offset() };
    this.who = whoIsHere();
    this.practised = 0;
    this.checkIn = null;
    this.sent = false;
  }

  #record(ended) {
    return {
      key: this.key, url: this.urls.sessions, who: this.who,
      body: { ...this.body, key: this.key, end_time: new Date().toISOString(), end_zone_offset: offset(), seconds_practised: Math.round(this.practised), ended },
    };
  }

  #checkInRecord() {
    return { key: this.checkIn.key, url: this.urls.checkIns, who: this.who, body: { ...this.checkIn } };
  }

  // Less than five seconds is a wrong tap, not a session.
  get counts() { return this.practised >= 5; }

  seen() {
    const records = [];
    if (!this.sent && this.counts) records.push(this.#record("left"));
    if (this.checkIn && !this.checkInSent) records.push(this.#checkInRecord());
    try {
      if (records.length) localStorage.setItem(openKey(this.key), JSON.stringify({ seen: Date.now(), records }));
      else localStorage.removeItem(openKey(this.key));
    } catch { /* storage is full or closed: then only a proper end is kept */ }
  }

  end(ended) {
    if (this.sent || !this.counts) { this.sent = true; this.seen(); return Promise.resolve(); }
    const record = this.#record(ended);
    this.sent = true;
    const done = put(record).catch(() => {});
    this.seen();
    return done;
  }

  answer(name, value) {
    this.checkIn ??= { key: newKey(), session: this.key, moment: "after" };
    this.checkIn.at = new Date().toISOString();
    this.checkIn[name] = value;
    this.seen();
  }

  handInCheckIn() {
    if (!this.checkIn || this.checkInSent) return Promise.resolve();
    const record = this.#checkInRecord();
    this.checkInSent = true;
    const done = put(record).catch(() => {});
    this.seen();
    return done;
  }
}
