/* The palette: rooms and what this page can do, at once; departments and people from the search, while one types.
   Arrows move the focus through real links, so Enter, a new tab and reading aloud work as on any page. */

const clean = (text) => text.replace(/\s+/g, " ").trim();

function entry(original) {
  const item = document.createElement("li");
  const isLink = original.matches("a[href]");
  const made = document.createElement(isLink ? "a" : "button");
  if (isLink) made.href = original.href;
  else made.type = "button";
  const label = document.createElement("span");
  label.textContent = clean(original.dataset.palette || original.getAttribute("aria-label") || original.textContent);
  made.append(label);
  if (original.dataset.go || original.dataset.key) {
    const key = document.createElement("kbd");
    key.textContent = original.dataset.go ? `g ${original.dataset.go}` : original.dataset.key;
    made.append(key);
  }
  if (!isLink) {
    made.addEventListener("click", () => {
      made.closest("dialog").close();
      original.click();
    });
  }
  item.append(made);
  return item;
}

function list(title, originals, words) {
  const fitting = originals.filter((one) => clean(one.textContent).toLowerCase().includes(words));
  if (!fitting.length) return [];
  const heading = document.createElement("h3");
  heading.textContent = title;
  const items = document.createElement("ul");
  items.append(...fitting.map(entry));
  return [heading, items];
}

function fill(dialog, words) {
  const rooms = [...document.querySelectorAll(".side > .rooms > li:not(.only-phone) > a")];
  const acts = [...document.querySelectorAll("main .head .tools :is(a[href], button), main [data-key]")].filter(
    (one, at, all) => all.indexOf(one) === at && !one.closest(".seg") && clean(one.textContent),
  );
  dialog.querySelector("[data-palette-here]").replaceChildren(...list("On this page", acts, words), ...list("Rooms", rooms, words));
}

export function watchPalette() {
  const dialog = document.getElementById("palette");
  if (!dialog) return;
  const input = dialog.querySelector("input");
  const found = dialog.querySelector("#palette-found");
  const links = () => [...dialog.querySelectorAll(".found :is(a[href]:not(.aside), button)")];
  const words = () => clean(input.value).toLowerCase();

  dialog.addEventListener("srrm:opened", () => {
    input.value = "";
    found.replaceChildren();
    fill(dialog, "");
    input.focus();
  });
  input.addEventListener("input", () => {
    fill(dialog, words());
    if (!words()) found.replaceChildren();
  });
  /* An answer to words that were taken back. */
  dialog.addEventListener("htmx:beforeSwap", (event) => { if (!words()) event.detail.shouldSwap = false; });
  dialog.addEventListener("htmx:beforeRequest", (event) => { if (!words()) event.preventDefault(); });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    const [best] = links();
    if (!best && words() && event.target.getAttribute("action")) return;
    event.preventDefault();
    best?.click();
  });
  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = links();
    const on = document.activeElement;
    const at = all.indexOf(on.matches(".aside") ? on.previousElementSibling : on);
    /* Beside a department stands who is hit next: to the right, and back to the left. */
    const beside = event.key === "ArrowRight" ? all[at]?.nextElementSibling : event.key === "ArrowLeft" && on.matches(".aside") && all[at];
    if (beside) {
      event.preventDefault();
      beside.focus();
    } else if (step) {
      event.preventDefault();
      if (at + step < 0) input.focus();
      else all[Math.min(at + step, all.length - 1)]?.focus();
    } else if (at >= 0 && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
      input.focus();
    }
  });
}
