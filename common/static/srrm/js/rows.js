/* Choosing rows: <table data-choose="bar-id"> with a box in each row and one in the heading; the bar is shown while
   something is chosen, and [data-chosen-count] in it says how many. Shift chooses everything in between.

   With data-choose-key the choice outlasts the page: what was ticked on other pages of the list is kept for the visit,
   counted, and sent along by the form around the table. [data-choose-none] lets go of all, [data-forget-chosen] of every
   list once it is pressed. */

const KEPT = "srrm-chosen:";
let last = null;

const boxes = (table) => [...table.querySelectorAll("tbody input[type=checkbox]")];
const keyOf = (table) => table.dataset.chooseKey && KEPT + table.dataset.chooseKey;

function kept(table) {
  try {
    return new Set(JSON.parse(sessionStorage.getItem(keyOf(table)) || "[]"));
  } catch {
    return new Set();
  }
}

function keep(table, values) {
  try {
    if (values.size) sessionStorage.setItem(keyOf(table), JSON.stringify([...values]));
    else sessionStorage.removeItem(keyOf(table));
  } catch {
    /* Nothing is kept here; what is ticked on this page is sent all the same. */
  }
}

function elsewhere(table) {
  if (!keyOf(table)) return [];
  const here = new Set(boxes(table).map((box) => box.value));
  return [...kept(table)].filter((value) => !here.has(value));
}

function update(table) {
  const all = boxes(table);
  const chosen = all.filter((box) => box.checked);
  const heading = table.querySelector("thead input[type=checkbox]");
  if (heading) {
    heading.checked = chosen.length > 0 && chosen.length === all.length;
    heading.indeterminate = chosen.length > 0 && chosen.length < all.length;
  }
  for (const box of all) box.closest("tr").classList.toggle("chosen", box.checked);
  const others = elsewhere(table).length;
  const bar = document.getElementById(table.dataset.choose);
  if (!bar) return;
  bar.hidden = chosen.length + others === 0;
  const text = `${chosen.length + others} chosen${others ? `, ${others} of them not on this page` : ""}`;
  for (const place of bar.querySelectorAll("[data-chosen-count]")) place.textContent = text;
}

function remember(table) {
  if (!keyOf(table)) return;
  const values = kept(table);
  for (const box of boxes(table)) {
    if (box.checked) values.add(box.value);
    else values.delete(box.value);
  }
  keep(table, values);
}

function restore(table) {
  if (!keyOf(table)) return;
  const values = kept(table);
  for (const box of boxes(table)) box.checked = box.checked || values.has(box.value);
}

export function enhanceRows(root) {
  for (const table of root.querySelectorAll("table[data-choose]")) {
    restore(table);
    update(table);
  }
}

function choose(event) {
  const box = event.target;
  const table = box.matches?.("input[type=checkbox]") && box.closest("table[data-choose]");
  if (!table) return;
  const all = boxes(table);
  if (box.closest("thead")) {
    for (const one of all) one.checked = box.checked;
  } else if (event.shiftKey && last && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    for (const one of all.slice(from, to + 1)) one.checked = box.checked;
  }
  last = box;
  remember(table);
  update(table);
}

function letGo(event) {
  const button = event.target.closest?.("[data-choose-none]");
  const table = button && document.querySelector(`table[data-choose="${button.closest(".bar").id}"]`);
  if (!table) return;
  for (const box of boxes(table)) box.checked = false;
  if (keyOf(table)) keep(table, new Set());
  update(table);
  table.querySelector("thead input[type=checkbox]")?.focus();
}

function forget(event) {
  if (!event.target.closest?.("[data-forget-chosen]")) return;
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(KEPT)) sessionStorage.removeItem(key);
  } catch {
    /* Nothing was kept. */
  }
}

/* What is chosen on other pages goes along, once. */
function sendAll(event) {
  const table = event.target.querySelector?.("table[data-choose-key]");
  if (!table) return;
  for (const old of event.target.querySelectorAll("input[data-elsewhere]")) old.remove();
  const name = boxes(table)[0]?.name ?? "pick";
  for (const value of elsewhere(table)) {
    const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    field.dataset.elsewhere = "";
    event.target.append(field);
  }
}

export function watchRows() {
  document.addEventListener("click", choose);
  document.addEventListener("click", letGo);
  document.addEventListener("click", forget);
  document.addEventListener("submit", sendAll);
}
