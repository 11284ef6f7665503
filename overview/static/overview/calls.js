/* Ticks on a call sheet. Each is kept on this device with a token and its time until the server has it, so that
   nothing is lost where the connection is; the server counts a token once. */
import { csrfToken, signInAgain } from "../srrm/js/swaps.js";

const KEPT = "srrm-unsent-ticks";
const AGAIN = 10000;
const WORDS = { no_answer: "No answer", message: "Left a message", wrong_number: "Wrong number", reached: "Reached" };
let sending = false;

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) || "[]");
  } catch {
    return [];
  }
}

function write(all) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(all));
    return true;
  } catch {
    return false;
  }
}

/* Not randomUUID: that one is missing where the page came without TLS. */
function token() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

const clock = (at) => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
const sheet = () => document.querySelector("[data-calls]");
/* Of whoever is signed in: somebody else who uses this device does not speak for them. */
const own = () => read().filter((one) => one.by === sheet()?.dataset.callsBy);
const mine = () => own().filter((one) => one.url === sheet()?.dataset.calls);

/* The number that stands out is that of the first person nothing is said of yet. */
function pointToNext() {
  if (!sheet()) return;
  const calls = [...document.querySelectorAll("#_calls .rows-call > li")];
  const next = calls.find((one) => one.querySelector(".btn.call") && !one.querySelector(".call-state .mk"));
  for (const one of calls) one.querySelector(".btn.call")?.classList.toggle("btn-primary", one === next);
}

/* What is not sent yet, on the page as it is now. */
function show() {
  for (const one of mine()) {
    const state = document.getElementById(`call-state-${one.key}`);
    if (!state) continue;
    const said = document.createElement("span");
    said.className = `mk ${one.fields.outcome === "reached" ? "mk-kept" : "mk-wait"}`;
    said.textContent = `${WORDS[one.fields.outcome]} ${clock(one.fields.at)}, not sent yet`;
    state.replaceChildren(said);
    document.getElementById(`call-box-${one.key}`)?.setAttribute("aria-pressed", String(one.fields.outcome === "reached"));
  }
  pointToNext();
  const place = document.getElementById("calls-unsent");
  if (!place) return;
  const waiting = mine().length;
  const said = waiting
    ? `${waiting} ${waiting === 1 ? "tick is" : "ticks are"} kept on this device and sent as soon as there is a connection.`
    : place.dataset.words;
  if (place.textContent !== said) place.textContent = said;
}

function drop(one) {
  write(read().filter((other) => other.fields.token !== one.fields.token));
}

function trouble(text) {
  document.body.dispatchEvent(new CustomEvent("srrm:say", { detail: { text, level: "error" }, bubbles: true }));
}

/* True where it is settled, one way or the other; false where it is to be tried again. */
async function send(one) {
  const body = new URLSearchParams(one.fields);
  const headers = { "X-CSRFToken": csrfToken(), "X-Requested-With": "XMLHttpRequest" };
  const answer = await fetch(one.url, { method: "POST", body, headers, redirect: "manual" });
  if (answer.type === "opaqueredirect" || answer.status === 401) {
    signInAgain(answer.headers.get("HX-Redirect"));
    return false;
  }
  if (answer.status === 403 || answer.status >= 500 || answer.status === 429) return false;
  drop(one);
  if (!answer.ok) trouble(answer.status === 404 ? "This call is not on the sheet any more; it was not noted." : await answer.text());
  return true;
}

async function sendAll() {
  if (sending) return;
  sending = true;
  let sent = 0;
  try {
    for (const one of own()) {
      if (await send(one)) sent += 1;
      else break;
    }
  } catch {
    /* No connection: they stay, and are sent again. */
  } finally {
    sending = false;
  }
  show();
  if (sent) window.htmx?.trigger(document.body, "changed:calls");
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest?.("form[data-tick]");
  if (!form || !event.submitter) return;
  const fields = Object.fromEntries(new FormData(form, event.submitter));
  delete fields.csrfmiddlewaretoken;
  fields.token = token();
  fields.at = new Date().toISOString();
  if (!write([...read(), { url: form.getAttribute("action"), key: form.dataset.tick, by: sheet()?.dataset.callsBy, fields }])) return;
  event.preventDefault();
  event.stopPropagation();
  form.closest("details")?.removeAttribute("open");
  const note = form.querySelector("input[name=note]");
  if (note) note.value = "";
  show();
  sendAll();
}, true);

document.addEventListener("htmx:afterSettle", show);
document.addEventListener("htmx:oobAfterSwap", show);
window.addEventListener("online", sendAll);
setInterval(() => own().length && sendAll(), AGAIN);
show();
if (own().length) sendAll();
