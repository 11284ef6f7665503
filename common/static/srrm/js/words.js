/* Words of the glossary: where one first stands in a text people wrote, in an agenda or among questions ([data-terms]),
   it is underlined, and explained on pointing, on focus and on a tap. Asked for once, and only where there is such a text. */

const PLACES = ".written, [data-terms]";
const LEAVE = "a, button, code, pre, kbd, label, input, textarea, select, summary, [contenteditable]";

let asked = null;

const folded = (text) => text.toLowerCase().replace(/\s+/g, " ");
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
/* RTO is a word, "rto" within a sentence is something else. */
const isInitials = (word) => word.length <= 5 && word === word.toUpperCase();

function read(terms) {
  const known = new Map();
  for (const term of terms) for (const word of term.words) if (!known.has(folded(word))) known.set(folded(word), { term, word });
  if (!known.size) return null;
  const longestFirst = [...known.values()].map((one) => one.word).sort((a, b) => b.length - a.length);
  return { known, pattern: new RegExp(`(?<![\\p{L}\\p{N}-])(?:${longestFirst.map(escaped).join("|")})(?![\\p{L}\\p{N}-])`, "giu") };
}

function glossary() {
  asked ??= fetch(document.body.dataset.glossary, { headers: { Accept: "application/json" } })
    .then((answer) => (answer.ok && !answer.redirected ? answer.json() : []))
    .then(read)
    .catch(() => null);
  return asked;
}

function meaningOf(term) {
  const id = `meaning-${term.id}`;
  if (document.getElementById(id)) return id;
  const hint = document.createElement("div");
  hint.id = id;
  hint.className = "hint";
  hint.hidden = true;
  hint.setAttribute("role", "tooltip");
  hint.textContent = term.meaning;
  document.getElementById("main").append(hint);
  return id;
}

function marked(text, term) {
  const word = document.createElement("button");
  word.type = "button";
  word.className = "term";
  word.textContent = text;
  word.setAttribute("aria-describedby", meaningOf(term));
  return word;
}

/* The text node in pieces, with each word that was not met before in this place marked. */
function pieces(text, { known, pattern }, met) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const { term, word } = known.get(folded(match[0]));
    if (met.has(term.id) || (isInitials(word) && match[0] !== word)) continue;
    met.add(term.id);
    parts.push(text.slice(from, match.index), marked(match[0], term));
    from = match.index + match[0].length;
  }
  return parts.length ? [...parts, text.slice(from)] : null;
}

function mark(place, words) {
  const met = new Set();
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(LEAVE)) texts.push(walker.currentNode);
  for (const text of texts) {
    const parts = pieces(text.data, words, met);
    if (parts) text.replaceWith(...parts.filter((part) => part !== ""));
  }
}

export async function enhanceWords(root) {
  if (!document.body.dataset.glossary) return;
  const places = [...root.querySelectorAll(PLACES)];
  if (root.matches?.(PLACES)) places.push(root);
  const fresh = places.filter((place) => !place.dataset.termsMarked && !place.parentElement?.closest(PLACES));
  if (!fresh.length) return;
  for (const place of fresh) place.dataset.termsMarked = "1";
  const words = await glossary();
  if (words) for (const place of fresh) mark(place, words);
}

const hintOf = (word) => document.getElementById(word.getAttribute("aria-describedby"));
const GAP = 6;

function hide() {
  for (const hint of document.querySelectorAll(".hint:not([hidden])")) hint.hidden = true;
}

function show(word) {
  const hint = hintOf(word);
  if (!hint?.hidden) return;
  hide();
  hint.hidden = false;
  const at = word.getBoundingClientRect();
  const { width, height } = hint.getBoundingClientRect();
  const room = document.documentElement.clientWidth - width - 8;
  const above = at.bottom + GAP + height > window.innerHeight && at.top > height + GAP;
  hint.style.left = `${Math.max(8, Math.min(at.left, room))}px`;
  hint.style.top = `${above ? at.top - height - GAP : at.bottom + GAP}px`;
}

const over = (event) => event.target.closest?.(".term, .hint");

export function watchWords() {
  document.addEventListener("mouseover", (event) => {
    const word = event.target.closest?.(".term");
    if (word) show(word);
    else if (!over(event) && !document.activeElement?.matches(".term")) hide();
  });
  document.addEventListener("focusin", (event) => (event.target.matches(".term") ? show(event.target) : hide()));
  document.addEventListener("click", (event) => {
    const word = event.target.closest?.(".term");
    if (word) show(word);
    else if (!over(event)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !document.querySelector(".hint:not([hidden])")) return;
    event.preventDefault();
    hide();
  });
  document.addEventListener("scroll", hide, { passive: true, capture: true });
  document.addEventListener("htmx:beforeSwap", hide);
}
