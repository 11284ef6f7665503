/* What opens from a button is a <details data-pop>; here it also closes: by Escape, by a click elsewhere, by opening another. */

const openPops = () => document.querySelectorAll("details[data-pop][open]");

export function watchPops() {
  document.addEventListener("click", (event) => {
    for (const pop of openPops()) if (!pop.contains(event.target)) pop.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    for (const pop of openPops()) {
      if (pop.contains(document.activeElement)) pop.querySelector("summary").focus();
      pop.open = false;
    }
  });
  document.addEventListener(
    "toggle",
    (event) => {
      const pop = event.target;
      if (!pop.matches?.("details[data-pop][open]")) return;
      for (const other of openPops()) if (other !== pop && !other.contains(pop)) other.open = false;
      pop.querySelector("input:not([type=hidden]), select, textarea")?.focus({ preventScroll: true });
    },
    true,
  );
}
