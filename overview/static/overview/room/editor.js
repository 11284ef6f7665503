/* One text of the room: saved with every pause in typing, merged with what others type, never lost silently.

   `base` is the text both this window and the server knew last, `number` the server's count of it. A save sends both
   with the text; the server merges what came in between. Until it has answered, a copy stays on this device. */
import { csrfToken } from "../../srrm/js/swaps.js";
import * as copies from "./copies.js";
import { replace } from "./caret.js";

const PAUSE = 600;
const LONGEST = 2500; /* Somebody who types without a pause is saved this often. */
const RETRY = 3000;
const LARGEST_BEACON = 60000;

export class Editor {
  constructor(area, { address, place, changed, tell, writing, noticed }) {
    Object.assign(this, { area, address, place, changed, tell, writing, noticed });
    this.kind = area.dataset.kind;
    this.base = area.value;
    this.number = Number(area.dataset.number);
    this.typed = false; /* Since the record was last told. */
    this.first = 0;
    area.addEventListener("input", () => this.onInput());
    area.addEventListener("compositionend", () => this.onInput());
  }

  get dirty() {
    return this.area.value !== this.base;
  }

  onInput() {
    this.typed = true;
    if (!this.stopped) this.keepCopy();
    if (!this.dirty) return;
    this.first ||= Date.now();
    this.later(Math.min(PAUSE, Math.max(this.first + LONGEST - Date.now(), 0)));
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  keepCopy() {
    const { text, base, number } = this.said();
    if (text === base) copies.drop(this.place, this.kind);
    else if (!copies.put(this.place, this.kind, { text, base, number, at: Date.now() })) this.tell("", true);
  }

  said() {
    return { team: this.kind === "team", text: this.area.value, base: this.base, number: this.number };
  }

  save() {
    this.saving ||= this.once().finally(() => { this.saving = null; });
    return this.saving;
  }

  /* Everything typed is with the server, or it is said why not. */
  async flush() {
    for (let tries = 0; tries < 3 && (this.saving || this.dirty) && !this.stopped; tries += 1) await this.save();
  }

  async once() {
    if (this.stopped || !this.dirty) return;
    this.busy = true;
    this.first = 0;
    const sent = this.said();
    const answer = await this.send(sent);
    this.busy = false;
    if (answer) this.take(answer, sent);
    if (this.dirty && !this.stopped) this.later(answer ? PAUSE : RETRY);
  }

  /* What the server answered, or nothing where it did not take the text; then it is said why. */
  async send(body, options = {}) {
    let response;
    try {
      response = await fetch(this.address, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken(), "X-Requested-With": "XMLHttpRequest" },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(15000),
        ...options,
      });
    } catch {
      this.tell("offline");
      return null;
    }
    if (response.ok) return response.json();
    const said = await response.json().catch(() => ({}));
    if (response.status === 401) this.tell("signedOut");
    else if (response.status === 409) this.stop("closed", said.said);
    else if (response.status === 404) this.stop("gone");
    else if (response.status === 422 || response.status === 413) this.tell("refused", false, said.said);
    else this.tell(response.status === 403 ? "forbidden" : "offline");
    return null;
  }

  stop(why, said) {
    this.stopped = true;
    this.area.readOnly = true;
    this.tell(why, false, said);
  }

  take(answer, sent) {
    const text = answer.text ?? this.base;
    if (this.area.value === sent.text) {
      this.show(text);
      this.base = text;
      this.number = answer.number;
    } else {
      /* Somebody typed on meanwhile. What was sent is known to the server, so the next save starts from there; where
         the server's text is another one, it is merged then, because the number is still the old one. */
      this.base = sent.text;
      if (text === sent.text) this.number = answer.number;
    }
    this.keepCopy();
    this.tell("saved", false, answer.at, answer.doubled);
    this.writing(answer.writer);
    this.changed();
  }

  show(text) {
    if (this.composing) return;
    replace(this.area, text);
  }

  /* What others typed. Nothing is asked while something of one's own is on its way: its answer brings the same. */
  async poll() {
    if (this.busy || this.stopped || this.dirty) return;
    const address = new URL(this.address, location.href);
    address.searchParams.set("number", this.number);
    if (this.kind === "team") address.searchParams.set("team", "1");
    try {
      const response = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" }, signal: AbortSignal.timeout(10000) });
      if (response.status === 401) this.tell("signedOut");
      if (!response.ok) return;
      const answer = await response.json();
      this.tell("reached");
      this.writing(answer.writer);
      this.noticed(answer);
      if (!answer.open && !this.stopped) this.stop("closed");
      if (answer.text === undefined || this.busy || this.dirty || answer.number < this.number) return;
      this.show(answer.text);
      this.base = answer.text;
      this.number = answer.number;
      this.changed();
    } catch {
      this.tell("offline");
    }
  }

  /* On leaving: what is unsaved goes along, and the record is told. The copy stays until somebody has seen an answer. */
  leave() {
    if (this.stopped || !(this.typed || this.dirty)) return;
    const body = { ...this.said(), leaving: true };
    this.typed = false;
    const large = new Blob([JSON.stringify(body)]).size > LARGEST_BEACON;
    this.send(body, { keepalive: !large, signal: undefined });
  }
}

/* Copies that a closed window, a crash or a lost connection left behind go to the server like any other save. */
export async function rescue(place, editors) {
  let brought = false;
  for (const copy of copies.all(place)) {
    const editor = editors.find((one) => one.kind === copy.kind);
    if (!editor) continue;
    const answer = await editor.send({ team: copy.kind === "team", text: copy.text, base: copy.base, number: copy.number });
    if (answer) {
      copies.remove(copy.name);
      brought ||= answer.text !== editor.base;
      if (!editor.dirty) {
        editor.show(answer.text);
        editor.base = answer.text;
        editor.number = answer.number;
      }
    } else {
      /* Not now. It stands in the field again and goes the way of everything typed. */
      if (editor.dirty || editor.area.value === copy.text) continue;
      editor.show(copy.text);
      editor.base = copy.base;
      editor.number = copy.number;
      copies.remove(copy.name);
      editor.keepCopy();
      if (!editor.stopped) editor.later(RETRY);
    }
  }
  return brought;
}
