/* Choosing rows: <table data-choose="bar-id"> with a box in each row and one in the heading; the bar is shown while
   something is chosen, and [data-chosen-count] in it says how many. Shift chooses everything in between. */

let last = null;

const boxes = (table) => [...table.querySelectorAll("tbody input[type=checkbox]")];

function update(table) {
  const all = boxes(table);
  const chosen = all.filter((box) => box.checked);
  const heading = table.querySelector("thead input[type=checkbox]");
  if (heading) {
    heading.checked = chosen.length > 0 && chosen.length === all.length;
    heading.indeterminate = chosen.length > 0 && chosen.length < all.length;
  }
  for (const box of all) box.closest("tr").classList.toggle("chosen", box.checked);
  const bar = document.getElementById(table.dataset.choose);
  if (!bar) return;
  bar.hidden = chosen.length === 0;
  for (const place of bar.querySelectorAll("[data-chosen-count]")) place.textContent = `${chosen.length} chosen`;
}

export function enhanceRows(root) {
  for (const table of root.querySelectorAll("table[data-choose]")) update(table);
}

export function watchRows() {
  document.addEventListener("click", (event) => {
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
    update(table);
  });
}
