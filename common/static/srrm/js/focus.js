/* A section that is read again while one is in it keeps the focus: at its beginning, when the place itself is gone. */
let lost = "";

export function watchFocus() {
  document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
    if (target?.matches?.("section[id]") && target.contains(document.activeElement)) lost = target.id;
  });
  document.addEventListener("htmx:afterSettle", ({ target }) => {
    if (!lost || target.id !== lost) return;
    lost = "";
    if (document.activeElement && document.activeElement !== document.body) return;
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  });
}
