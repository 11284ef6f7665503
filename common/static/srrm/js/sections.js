/* Sections that read themselves again when they hear `changed:…`. What one hears while its own answer is under way is
   asked for once that is there: htmx keeps it with the old section, which goes when the new one comes. That a new
   section hears from its first moment on is a setting of htmx (defaultSettleDelay). */
const underWay = new Set();
const heard = new Set();

function again(id) {
  const section = document.getElementById(id);
  if (section?.hasAttribute("hx-get")) window.htmx.ajax("GET", section.getAttribute("hx-get"), { source: section });
}

export function watchSections() {
  document.addEventListener("htmx:confirm", (event) => {
    const { elt, triggeringEvent } = event.detail;
    if (!underWay.has(elt) || !triggeringEvent?.type.startsWith("changed:")) return;
    event.preventDefault();
    heard.add(elt);
  });
  document.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => {
    if (elt.id && elt.getAttribute("hx-trigger")?.includes("changed:")) underWay.add(elt);
  });
  /* A section that was replaced is not on the page any more: htmx says it of what stood around it. */
  document.addEventListener("htmx:afterRequest", ({ detail: { requestConfig } }) => {
    underWay.delete(requestConfig.elt);
    if (heard.delete(requestConfig.elt)) setTimeout(again, 0, requestConfig.elt.id);
  });
}
