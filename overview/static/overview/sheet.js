/* The sheet by keyboard: Enter goes on and begins a new line at the end, Ctrl + Enter saves. What is typed stays in
   this browser until it was saved: a session that ran out loses nothing. */

const form = document.querySelector("form[data-sheet]");
const key = `srrm-sheet:${form.dataset.draft}`;
const LEFT_OUT = ["csrfmiddlewaretoken"];

const fields = () =>
  [...form.elements].filter((one) => one.name && one.type !== "hidden" && one.type !== "submit" && !one.disabled);
const stays = (one) => one.tagName === "TEXTAREA" || one.tagName === "BUTTON" || one.tagName === "A";

function addLine(rows) {
  const total = form.elements[`${rows.dataset.rows}-TOTAL_FORMS`];
  const line = document.getElementById(`${rows.dataset.rows}-row`).content.cloneNode(true);
  for (const one of line.querySelectorAll("[name], [id], [for]")) {
    for (const name of ["name", "id", "for"]) {
      if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name).replace("__prefix__", total.value));
    }
  }
  rows.append(line);
  total.value = Number(total.value) + 1;
}

function goOn(from) {
  const rows = from.closest("[data-rows]");
  const all = fields();
  const next = all[all.indexOf(from) + 1];
  if (rows && (!next || !rows.contains(next)) && rows.lastElementChild.querySelector("input[type=text], input:not([type])").value) {
    addLine(rows);
    return fields()[all.indexOf(from) + 1].focus();
  }
  (next ?? form.querySelector("button[type=submit]")).focus();
}

form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("button[type=submit]"));
  } else if (!stays(event.target) && event.target.name) {
    event.preventDefault();
    goOn(event.target);
  }
});

/* The draft. */
const kept = () => JSON.parse(localStorage.getItem(key) ?? "null");
const keep = (more) => {
  const values = [...new FormData(form)].filter(([name, value]) => !LEFT_OUT.includes(name) && typeof value === "string");
  localStorage.setItem(key, JSON.stringify({ token: form.dataset.token, values, ...more }));
};

function putBack(values) {
  const found = new Map(values);
  for (const rows of form.querySelectorAll("[data-rows]")) {
    const name = `${rows.dataset.rows}-TOTAL_FORMS`;
    while (Number(form.elements[name].value) < Number(found.get(name) ?? 0)) addLine(rows);
  }
  let differs = false;
  for (const one of fields()) {
    if (one.type === "checkbox") {
      differs ||= one.checked !== found.has(one.name);
      one.checked = found.has(one.name);
    } else if (found.has(one.name)) {
      differs ||= one.value !== found.get(one.name);
      one.value = found.get(one.name);
    }
  }
  return differs;
}

function restore() {
  const draft = kept();
  if (!draft) return;
  /* An answer of the server, or another version than the one that was typed over: the draft is done with. */
  if ("saved" in form.dataset || draft.token !== form.dataset.token) localStorage.removeItem(key);
  else if (!("bound" in form.dataset) && putBack(draft.values)) {
    document.getElementById("draft").hidden = false;
    form.setAttribute("data-changed", "");
  }
}

document.querySelector("[data-draft-drop]").addEventListener("click", () => {
  localStorage.removeItem(key);
  form.removeAttribute("data-changed");
  form.reset();
  document.getElementById("draft").hidden = true;
});
form.addEventListener("input", () => keep());
form.addEventListener("change", () => keep());
restore();
if (!document.getElementById("troubles")) form.elements.purpose.focus();
