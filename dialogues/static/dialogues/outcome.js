/* Ctrl or ⌘ with Enter sends a form that asks for it. While a talk is closed, what becomes of its points is counted. */
for (const form of document.querySelectorAll("form[data-ctrl-enter]")) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
}

const closing = document.querySelector("form[data-closing]");

function recount() {
  for (const state of ["done", "dropped", "carried"]) {
    const place = closing.querySelector(`[data-count="${state}"]`);
    place.textContent = closing.querySelectorAll(`[data-point] input[value="${state}"]:checked`).length;
  }
}

closing?.addEventListener("change", (event) => {
  if (!event.target.closest("[data-point]")) return;
  recount();
  if (event.target.value === "dropped") event.target.closest("[data-point]").querySelector("[type=text]").focus();
});

/* What one has to fill in first has the focus: the department where none is known, else what was said. */
const touch = document.querySelector("form.touch");
if (touch && !document.querySelector("[data-focus]")) {
  const unit = touch.querySelector("select[name=unit]");
  const text = touch.querySelector("textarea");
  if (unit?.value) text.focus();
  else {
    /* The box one types into comes a moment later. */
    const seen = new MutationObserver(() => {
      if (!unit.tomselect) return;
      seen.disconnect();
      unit.tomselect.focus();
    });
    seen.observe(touch, { childList: true, subtree: true });
    if (unit.tomselect) unit.tomselect.focus();
    else unit.focus();
    unit.addEventListener("change", () => { if (unit.value) setTimeout(() => text.focus()); });
  }
}
