/* Messages: errors and warnings stay until they are shut, the others leave unless one is reading them. */

const STAY = 8000;

function leaveLater(message) {
  if (message.matches(".message-error, .message-warning")) return;
  let timer = 0;
  const start = () => { timer = window.setTimeout(() => message.remove(), STAY); };
  const stop = () => window.clearTimeout(timer);
  for (const name of ["mouseenter", "focusin"]) message.addEventListener(name, stop);
  for (const name of ["mouseleave", "focusout"]) message.addEventListener(name, start);
  start();
}

/* A form that takes back what the message tells; the message has done its work then. */
function offerUndo(message, address) {
  const form = message.querySelector("form");
  form.hidden = false;
  form.setAttribute("hx-post", address);
  form.setAttribute("hx-swap", "none");
  window.htmx.process(form);
  form.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) message.remove(); });
}

export function say(text, level = "info", undo = "") {
  const form = document.getElementById("message-form");
  const place = document.getElementById("messages");
  if (!form || !place) return;
  const message = form.content.firstElementChild.cloneNode(true);
  message.classList.add(`message-${level}`);
  if (level === "error") message.setAttribute("role", "alert");
  message.querySelector("p").textContent = text;
  place.append(message);
  if (undo) offerUndo(message, undo);
  leaveLater(message);
}

export function enhanceMessages(root) {
  for (const message of root.querySelectorAll("[data-message]")) leaveLater(message);
}

export function watchMessages() {
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-shut]")) event.target.closest("[data-message], .notice")?.remove();
  });
  document.addEventListener("srrm:say", (event) => say(event.detail.text, event.detail.level, event.detail.undo));
}
