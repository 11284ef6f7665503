/* The room: both texts, who is writing, back from a proposal to its line, and Ctrl + Enter to close. */
import { Editor, rescue } from "./editor.js";
import { showLine } from "./caret.js";

const POLL = 3000;
const WRITES = 20000;
const form = document.querySelector("form[data-notes]");
const status = document.getElementById("saved");
const trouble = document.querySelector("[data-trouble]");
const writers = new Map();

const TROUBLE = {
  offline: "The server cannot be reached. What you type stays on this device and is saved as soon as the connection is back.",
  signedOut: "You were signed out. What you typed stays on this device. ",
  closed: "This talk was closed, so nothing more is saved here. What you typed and was not saved stays in this field; copy it before you go.",
  gone: "This talk is not open to you any more. What you typed stays in this field; copy it before you go.",
  forbidden: "This was not taken. Load the page again; what you typed stays on this device.",
};

function tell(what, noCopy, said, doubled) {
  if (what === "saved" || what === "reached") {
    if (trouble.dataset.kind !== "refused" || what === "saved") hide();
    if (what === "saved" && status) status.textContent = `Notes saved ${said}`;
    if (doubled) show("doubled", "Two of you changed the same line at the same moment: both versions stand in the notes.");
    return;
  }
  if (noCopy && !what) {
    form.dataset.noCopy = "";
    return;
  }
  if (status) status.textContent = "Not saved yet";
  const none = "noCopy" in form.dataset && what === "offline" ? " This browser keeps no copies: do not close the page." : "";
  show(what, (what === "refused" && said) || (said && what === "closed" ? `${said} ${TROUBLE.closed}` : TROUBLE[what]) + none);
  if (what === "signedOut") link();
}

function show(kind, text) {
  if (trouble.dataset.kind === kind && !trouble.hidden) return;
  trouble.dataset.kind = kind;
  trouble.textContent = text;
  trouble.hidden = false;
}

function hide() {
  if (trouble.dataset.kind === "doubled") return;
  trouble.hidden = true;
  delete trouble.dataset.kind;
}

/* Signing in happens beside: this page and what stands in it remain. */
function link() {
  if (trouble.querySelector("a")) return;
  const again = document.createElement("a");
  again.href = document.body.dataset.signIn || "/accounts/login/";
  again.target = "_blank";
  again.textContent = "Sign in again in another tab";
  trouble.append(again, ", then come back here.");
}

function writing(name) {
  const place = document.querySelector("[data-writing]");
  if (name) writers.set(name, Date.now());
  for (const [one, at] of writers) if (Date.now() - at > WRITES) writers.delete(one);
  const names = [...writers.keys()];
  const text = names.length ? `${names.slice(0, 2).join(" and ")} ${names.length === 1 ? "is" : "are"} writing` : "";
  if (place && place.textContent !== text) place.textContent = text;
}

/* Somebody else settled a point or said who is here. What one is about to settle oneself stays as it is. */
const stamps = {};
function noticed(answer) {
  for (const [name, part] of [["agenda", "agenda"], ["people", "present"]]) {
    if (stamps[name] === answer[name]) continue;
    const known = name in stamps;
    const busy = document.querySelector(`#${part} :is(.room-drop, .seg-press, details[open])`);
    if (busy) continue;
    stamps[name] = answer[name];
    if (known) window.htmx?.trigger(document.body, `changed:${part}`);
  }
}

function start() {
  const place = form.dataset.place;
  const changed = () => window.htmx?.trigger(document.body, "changed:notes");
  const editors = [...form.querySelectorAll("textarea")].map(
    (area) => new Editor(area, { address: form.dataset.notes, place, changed, tell, writing, noticed }),
  );
  const areaOf = (button) => editors.find((one) => (one.kind === "team") === ("team" in button.dataset))?.area;
  const saveAll = () => editors.forEach((one) => one.save());
  const pollAll = () => document.visibilityState === "visible" && editors.forEach((one) => one.poll());

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    saveAll();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-line], [data-accept]");
    const area = button && areaOf(button);
    if (!area) return;
    if (button.dataset.line) showLine(area, Number(button.dataset.line));
    else accept(area, Number(button.dataset.accept));
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    const close = document.querySelector("[data-close]");
    if (!close) return;
    event.preventDefault();
    close.click();
  });
  document.addEventListener("click", (event) => {
    const close = event.target.closest?.("[data-close]");
    if (!close || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    Promise.all(editors.map((one) => one.flush())).then(() => location.assign(close.href));
  });
  document.addEventListener("htmx:afterSettle", () => {
    const [from, to] = [document.getElementById("kept"), document.querySelector("[data-kept-count]")];
    if (from && to) to.textContent = from.dataset.counts;
  });
  addEventListener("online", saveAll);
  addEventListener("focus", saveAll);
  addEventListener("pagehide", () => editors.forEach((one) => one.leave()));
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? saveAll() : pollAll()));
  rescue(place, editors).then((brought) => {
    if (brought && status) status.textContent = "What you typed before is back in the notes";
    changed();
  });
  setInterval(() => {
    pollAll();
    writing("");
  }, POLL);
}

/* They said yes in the room: it stands behind their line, for everybody to read. */
function accept(area, number) {
  const lines = area.value.split("\n");
  lines[number - 1] = `${(lines[number - 1] || "").trimEnd()} (accepted)`;
  area.value = lines.join("\n");
  area.dispatchEvent(new Event("input"));
}

if (form) start();
