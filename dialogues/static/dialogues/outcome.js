/* Ctrl or ⌘ with Enter sends a form that asks for it. While a talk is closed, what becomes of its points is counted. */
for (const form of document.querySelectorAll("form[data-ctrl-enter]")) {
  document.addEventListener("keydown", (event) => {
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

closing?.addEventListener("change", (event) => { if (event.target.closest("[data-point]")) recount(); });
/* Pressed with a pointer, the reason is what comes next. Arrows pass by; Tab leads there. */
closing?.addEventListener("click", (event) => {
  if (event.detail > 0 && event.target.value === "dropped") event.target.closest("[data-point]")?.querySelector("[type=text]").focus();
});

/* What one has to fill in first has the focus: the department where none is known, else what was said. */
const touch = document.querySelector("form.touch");
if (touch && !document.querySelector("[data-focus]")) {
  const unit = touch.querySelector("select[name=unit]");
  const text = touch.querySelector("textarea");
  if (unit?.value) text.focus();
  else {
    /* The box one types into comes a moment later. It stays shut until somebody types or asks for the list with ↓, so
       that the list never lies over what is written beneath. */
    const begin = () => {
      const box = unit.tomselect;
      if (!box?.isSetup) return false;
      box.settings.openOnFocus = false;
      const shut = () => { if (!box.control_input.value) box.close(false); };
      box.on("load", shut);
      box.focus();
      for (const kind of ["input", "mousedown", "keydown"]) {
        box.control_input.addEventListener(kind, () => {
          box.off("load", shut);
          box.settings.openOnFocus = true;
        }, { once: true });
      }
      return true;
    };
    const seen = new MutationObserver(() => setTimeout(() => { if (begin()) seen.disconnect(); }));
    seen.observe(touch, { childList: true, subtree: true });
    if (!begin()) unit.focus();
    unit.addEventListener("change", () => { if (unit.value) setTimeout(() => text.focus()); });
  }
}
