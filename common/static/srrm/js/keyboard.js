/* Keys: / ? g… j k x X e n, the letter a page offers something under ([data-key]), and Ctrl/⌘ K. Never while somebody types or a dialog is open, and single keys can be
   switched off on a device (a voice or a cat types them too). */
import { open } from "./dialogs.js";

const KEY = "srrm-single-keys";
const WAIT = 1500;
let goUntil = 0;
let row = null;

const singleKeys = () => {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
};

const typing = (element) =>
  element.closest?.("textarea, select, [contenteditable], .ts-wrapper") ||
  element.matches?.("input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset])");

const seen = (element) => element && element.getClientRects().length > 0;
const first = (selector) => [...document.querySelectorAll(selector)].find(seen);

function rows() {
  return [...document.querySelectorAll("main .ledger tbody tr, main .rows > li, main .saves > li")].filter(
    (one) => seen(one) && one.querySelector("a[href]"),
  );
}

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement.closest?.("tr, .rows > li, .saves > li") ?? row);
  const next = all[at === -1 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
  row?.classList.remove("at");
  row = next;
  row.classList.add("at");
  const link = row.querySelector("th a[href]") || row.querySelector("a[href]");
  link.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function press(element) {
  if (!element) return false;
  element.click();
  return true;
}

function find() {
  const field = first("[data-list-search]") || first("[data-search]");
  if (field) {
    field.focus();
    field.select();
  } else {
    open(document.getElementById("palette"));
  }
}

/* A table whose rows can be edited says what follows the address of a row: <table data-edit-below="edit/">. */
function editRow() {
  const below = row?.contains(document.activeElement) && row.closest("[data-edit-below]")?.dataset.editBelow;
  const link = below && (row.querySelector("th a[href]") || row.querySelector("a[href]"));
  if (link) location.assign(new URL(below, link.href));
}

const box = () => row?.isConnected && (row.querySelector("[data-pick]") || row.querySelector("input[type=checkbox]"));

const ACTS = {
  "/": find,
  "?": () => open(document.getElementById("keys")),
  g: () => { goUntil = Date.now() + WAIT; },
  j: () => move(1),
  k: () => move(-1),
  x: () => press(box()),
  X: () => box()?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: true })),
  e: () => press((row?.contains(document.activeElement) && row.querySelector("[data-edit]")) || first('[data-key="e"]')) || editRow(),
  n: () => press(first('[data-key="n"]')),
};

function onKey(event) {
  if (event.defaultPrevented || event.isComposing) return;
  const held = event.ctrlKey || event.metaKey;
  if (held && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    open(document.getElementById("palette"));
    return;
  }
  if (held || event.altKey || typing(event.target) || document.querySelector("dialog[open]") || !singleKeys()) return;
  if (Date.now() < goUntil) {
    goUntil = 0;
    /* What the page itself offers under a key goes before the room of that key: the card of this very department. */
    const go = `[data-go="${CSS.escape(event.key)}"]`;
    const room = document.querySelector(`main ${go}`) || document.querySelector(go);
    if (room) event.preventDefault();
    if (press(room)) return;
  }
  const offered = /^[a-z]$/.test(event.key) && first(`[data-key="${event.key}"]`);
  const act = ACTS[event.key] || (offered && (() => press(offered)));
  if (!act) return;
  event.preventDefault();
  act();
}

export function watchKeyboard() {
  document.addEventListener("keydown", onKey);
  const box = document.querySelector("[data-single-keys]");
  if (!box) return;
  box.checked = singleKeys();
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(KEY, box.checked ? "on" : "off");
    } catch {
      /* Nothing is kept here; the keys stay on. */
    }
  });
}
