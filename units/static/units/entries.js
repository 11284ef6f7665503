/* Rows one writes in: Escape leaves the row as it was, several lines pasted into the name of a new row become several
   rows. And the impact grid: arrow keys move, 0 to 4 answer, Delete empties, what falls with time is said. */

const isNew = (row) => row.id.endsWith("-new");

/* In a new row in which nothing stands yet, Escape ends the writing where the page offers that. */
function cancelRow(event) {
  if (event.key !== "Escape") return;
  const row = event.target.closest?.("tr[data-entry]");
  const empty = row && isNew(row) && !row.querySelector("[data-several]").value;
  const link = (empty && row.closest("section")?.querySelector("[data-done]")) || row?.querySelector("[data-cancel]");
  if (!link) return;
  event.preventDefault();
  link.click();
}

function pasteLines(event) {
  const field = event.target.closest?.("[data-several]");
  const form = field?.form;
  const several = form?.elements.namedItem(field.dataset.several);
  const lines = (event.clipboardData?.getData("text") || "").split(/\r?\n/).filter((line) => line.trim());
  if (!several || lines.length < 2 || !form.id.includes("-new-")) return;
  event.preventDefault();
  several.value = lines.join("\n");
  form.requestSubmit();
}

/* A row that is removed hands the keyboard on to its neighbour. */
function handOn(event) {
  const { elt, target, xhr } = event.detail;
  if (!elt?.matches?.("[data-remove]") || xhr.status !== 200) return;
  const next = target.nextElementSibling;
  const neighbour = next && !isNew(next) ? next : target.previousElementSibling || next;
  neighbour?.querySelector("td a, td input")?.focus();
}

/* Several names were sent from the box below the table. */
function emptyBox(event) {
  const box = event.target.closest?.(".several");
  if (!box || !event.detail.successful) return;
  event.target.reset();
  box.open = false;
}

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

function cellsOf(grid) {
  return [...grid.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("[data-cell]")]);
}

function shade(grid) {
  for (const row of cellsOf(grid)) {
    const said = row.map((cell) => cell.value).filter((value) => value !== "").map(Number);
    for (const cell of row) cell.closest("td").className = Number(cell.value) > 0 ? `s${cell.value}` : "";
    const falls = said.some((value, at) => at > 0 && value < said[at - 1]);
    row[0].closest("tr").querySelector("[data-falls]").hidden = !falls;
  }
}

function answer(cell, value) {
  cell.value = value;
  cell.dispatchEvent(new Event("change", { bubbles: true }));
}

function moveInGrid(event) {
  const cell = event.target.closest?.("[data-impact-grid] [data-cell]");
  if (!cell || event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = cellsOf(cell.closest("[data-impact-grid]"));
  const down = rows.findIndex((row) => row.includes(cell));
  const across = rows[down].indexOf(cell);
  if (event.key in STEPS) {
    const [by, on] = STEPS[event.key];
    rows[down + by]?.[across + on]?.focus();
    event.preventDefault();
  } else if (/^[0-4]$/.test(event.key)) {
    answer(cell, event.key);
    (rows[down][across + 1] || rows[down + 1]?.[0])?.focus();
    event.preventDefault();
  } else if (event.key === "Delete" || event.key === "Backspace") {
    answer(cell, "");
    event.preventDefault();
  }
}

document.addEventListener("keydown", cancelRow);
document.addEventListener("keydown", moveInGrid);
document.addEventListener("paste", pasteLines);
document.addEventListener("htmx:beforeSwap", handOn);
document.addEventListener("htmx:afterRequest", emptyBox);
document.addEventListener("change", (event) => {
  const grid = event.target.closest?.("[data-impact-grid]");
  if (grid) shade(grid);
});
for (const grid of document.querySelectorAll("[data-impact-grid]")) shade(grid);
