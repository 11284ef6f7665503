/* Light or dark, before the page is drawn: the system's preference, until a person chooses otherwise on this device. */
(() => {
  const KEY = "srrm-theme";
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  const kept = (value) => {
    try {
      if (value === undefined) return localStorage.getItem(KEY);
      if (value) localStorage.setItem(KEY, value);
      else localStorage.removeItem(KEY);
    } catch {
      /* A browser that keeps nothing follows the system. */
    }
    return null;
  };
  const ofSystem = () => (system.matches ? "dark" : "light");

  const apply = (theme = kept() || ofSystem()) => {
    root.dataset.bsTheme = theme;
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      button.textContent = theme === "dark" ? "Light" : "Dark";
    }
  };

  root.dataset.script = "";
  apply();
  document.addEventListener("DOMContentLoaded", () => apply());
  system.addEventListener("change", () => apply());
  window.addEventListener("storage", () => apply());
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-switch]")) return;
    const wanted = root.dataset.bsTheme === "dark" ? "light" : "dark";
    kept(wanted === ofSystem() ? "" : wanted);
    apply(wanted);
  });
})();
