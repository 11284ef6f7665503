/* The list as a tree: branches fold and unfold by a button before the name, or with the arrow keys to the left and right.
   What was folded stays so for the visit. Of a large tree, parts and sums are fetched when they are asked for. */

const KEY = "srrm-folded";
const MOST = 200;
const table = document.querySelector("table[data-tree]");

const depth = (row) => Number(row.dataset.depth);
const twistOf = (row) => row.querySelector("[data-twist]");
const isOpen = (row) => twistOf(row)?.getAttribute("aria-expanded") === "true";

function folded() {
  try {
    return new Set(JSON.parse(sessionStorage.getItem(KEY) || "[]"));
  } catch {
    return new Set();
  }
}

function remember(row, open) {
  const known = folded();
  if (open) known.delete(row.dataset.unit);
  else known.add(row.dataset.unit);
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...known]));
  } catch {
    /* Not kept; the page shows it all the same. */
  }
}

/* Every row below, whether it is shown or not. */
function below(row) {
  const found = [];
  for (let next = row.nextElementSibling; next && depth(next) > depth(row); next = next.nextElementSibling) found.push(next);
  return found;
}

function show(row) {
  let hiddenAt = isOpen(row) ? Infinity : depth(row);
  for (const one of below(row)) {
    if (depth(one) <= hiddenAt) hiddenAt = Infinity;
    one.hidden = hiddenAt !== Infinity;
    if (hiddenAt === Infinity && twistOf(one) && !isOpen(one)) hiddenAt = depth(one);
  }
}

async function fetchBelow(row) {
  const answer = await fetch(row.dataset.src, { cache: "no-store", headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const rows = [...page.querySelectorAll("table[data-tree] tbody tr")].map((one) => document.importNode(one, true));
  for (const one of rows) {
    one.dataset.depth = depth(row) + 1;
    one.classList.replace("d0", `d${Math.min(depth(row) + 1, 9)}`);
  }
  const more = page.querySelector(".pager a[rel=next]");
  if (more) rows.push(rest(row, more));
  row.after(...rows);
  delete row.dataset.src;
  document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: table.parentElement } }));
  sum(rows);
}

/* What does not fit on a page of parts is a link away. */
function rest(row, more) {
  const line = document.createElement("tr");
  line.dataset.depth = depth(row) + 1;
  line.className = `d${Math.min(depth(row) + 1, 9)}`;
  if (table.dataset.choose) line.insertCell();
  const cell = document.createElement("th");
  const link = Object.assign(document.createElement("a"), { href: more.getAttribute("href"), textContent: "More parts…" });
  cell.append(link);
  cell.colSpan = table.tHead.rows[0].cells.length - (table.dataset.choose ? 1 : 0);
  line.append(cell);
  return line;
}

async function set(row, open) {
  const twist = twistOf(row);
  if (!twist || isOpen(row) === open) return;
  if (open && row.dataset.src) {
    twist.setAttribute("aria-busy", "true");
    try {
      await fetchBelow(row);
    } catch {
      row.querySelector("td a[href]")?.click(); /* The level as a page of its own. */
      return;
    } finally {
      twist.removeAttribute("aria-busy");
    }
  }
  twist.setAttribute("aria-expanded", String(open));
  show(row);
  remember(row, open);
}

function setAll(open) {
  for (const row of table.tBodies[0].rows) {
    if (!twistOf(row) || row.dataset.src) continue;
    twistOf(row).setAttribute("aria-expanded", String(open));
    remember(row, open);
  }
  for (const row of table.tBodies[0].rows) if (depth(row) === 0) show(row);
}

function above(row) {
  for (let one = row.previousElementSibling; one; one = one.previousElementSibling) if (depth(one) < depth(row)) return one;
  return null;
}

const enter = (row) => (row?.querySelector("th a[href]") ?? row?.querySelector("a[href]"))?.focus();

function onKey(event) {
  const row = event.target.closest?.("tr[data-depth]");
  if (!row || event.altKey || event.ctrlKey || event.metaKey || event.target.matches("input, select, textarea")) return;
  if (event.key === "ArrowRight") {
    if (isOpen(row)) enter(below(row)[0]);
    else set(row, true);
  } else if (event.key === "ArrowLeft") {
    if (isOpen(row)) set(row, false);
    else enter(above(row));
  } else return;
  event.preventDefault();
}

/* The sums of large branches take a moment; the page does not wait for them. */
async function sum(rows) {
  const wanted = rows.filter((row) => row.dataset.unit && row.querySelector("[data-sum]")).slice(0, MOST);
  if (!table.dataset.src || !wanted.length) return;
  const ids = wanted.map((row) => row.dataset.unit).join(",");
  const address = new URL(table.dataset.src, location.href);
  address.searchParams.set("of", ids);
  const answer = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (!answer.ok) return;
  const sums = await answer.json();
  for (const row of wanted) {
    for (const cell of row.querySelectorAll("[data-sum]")) {
      cell.textContent = sums[row.dataset.unit]?.[Number(cell.dataset.sum)] ?? "–";
    }
  }
}

function begin() {
  const known = folded();
  for (const row of table.tBodies[0].rows) {
    if (isOpen(row) && known.has(row.dataset.unit)) twistOf(row).setAttribute("aria-expanded", "false");
  }
  for (const row of table.tBodies[0].rows) if (depth(row) === 0) show(row);
  table.addEventListener("click", (event) => {
    const twist = event.target.closest("[data-twist]");
    if (twist) set(twist.closest("tr"), !isOpen(twist.closest("tr")));
    else if (event.target.closest("[data-fold-all]")) setAll(false);
    else if (event.target.closest("[data-unfold-all]")) setAll(true);
  });
  table.addEventListener("keydown", onKey);
  sum([...table.tBodies[0].rows]);
}

if (table) begin();
