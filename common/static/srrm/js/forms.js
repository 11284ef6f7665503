/* Forms: what is wrong gets the focus, long texts are counted, nothing is sent twice or lost by leaving.

   <form data-guard>           asks before leaving with unsaved changes; [data-unsaved] inside is shown meanwhile
   <button data-busy="Saving…">  what the button says while the form is under way
   <form data-download>        answers with a file, so it may be sent again */

const opened = new WeakMap();
const sending = new WeakSet();
const words = new WeakMap();

const content = (form) => {
  const data = new FormData(form);
  data.delete("csrfmiddlewaretoken");
  return JSON.stringify([...data].map(([name, value]) => [name, value instanceof File ? value.name : value]));
};
const changed = (form) => form.hasAttribute("data-changed") || (opened.has(form) && opened.get(form) !== content(form));
const guarded = () => [...document.querySelectorAll("form[data-guard]")];

function showUnsaved(form) {
  for (const note of form.querySelectorAll("[data-unsaved]")) note.hidden = !changed(form);
}

function countLetters(field) {
  const limit = Number(field.dataset.count);
  const left = limit - field.value.length;
  let note = field.parentElement.querySelector(":scope > .count-left");
  if (left > limit / 5) {
    note?.remove();
    return;
  }
  if (!note) {
    note = document.createElement("div");
    note.className = "count-left";
    note.setAttribute("aria-live", "polite");
    field.after(note);
  }
  note.classList.toggle("over", left < 0);
  note.textContent = left < 0 ? `${(-left).toLocaleString("en-GB")} characters too many` : `${left.toLocaleString("en-GB")} characters left`;
}

function begin(form, button) {
  sending.add(form);
  if (!button) return;
  words.set(button, button.textContent);
  button.setAttribute("aria-busy", "true");
  if (button.dataset.busy) button.textContent = button.dataset.busy;
}

function end(form) {
  sending.delete(form);
  for (const button of document.querySelectorAll("button[aria-busy]")) {
    if (button.form !== form) continue;
    button.removeAttribute("aria-busy");
    if (words.has(button)) button.textContent = words.get(button);
  }
}

export function enhanceForms(root) {
  for (const form of root.querySelectorAll("form[data-guard]")) opened.set(form, content(form));
  for (const field of root.querySelectorAll(":is(input, textarea)[data-count]")) countLetters(field);
  root.querySelector("[data-focus]")?.focus();
}

export function watchForms() {
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-count]")) countLetters(event.target);
    const form = event.target.closest("form[data-guard]");
    if (form) showUnsaved(form);
  });
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-guard]");
    if (form) showUnsaved(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented && !form.matches("[hx-post]")) return;
    if (form.method !== "post" || form.hasAttribute("data-download")) return;
    if (sending.has(form)) event.preventDefault();
    else begin(form, event.submitter);
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt.closest("form");
    if (form) end(form);
  });
  window.addEventListener("beforeunload", (event) => {
    if (guarded().some((form) => changed(form) && !sending.has(form))) event.preventDefault();
  });
  /* Back from the browser's own memory: what was sent may be sent again. */
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) end(form);
  });
}
