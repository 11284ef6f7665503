/* Putting things in order: <ol data-order> whose <li data-moves> go up and down by a button [data-move], or are dragged.
   [data-moved] beside the list tells those who cannot see it where a thing stands now. */

let dragged = null;

const movable = (list) => [...list.querySelectorAll(":scope > [data-moves]")];

function tell(list, item) {
  const place = list.parentElement.querySelector("[data-moved]");
  const all = [...list.children];
  if (place) place.textContent = `${item.querySelector("label").textContent.trim()}: ${all.indexOf(item) + 1} of ${all.length}`;
}

function step(button) {
  const item = button.closest("[data-moves]");
  const list = item.parentElement;
  const all = movable(list);
  const other = all[all.indexOf(item) + Number(button.dataset.move)];
  if (!other) return;
  if (Number(button.dataset.move) < 0) other.before(item);
  else other.after(item);
  button.focus(); /* Moving an element takes the focus from it. */
  item.scrollIntoView({ block: "nearest" });
  tell(list, item);
}

function over(event) {
  const item = dragged && event.target.closest?.("[data-moves]");
  if (!item || item.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  if (item === dragged) return;
  const box = item.getBoundingClientRect();
  if (event.clientY < box.top + box.height / 2) item.before(dragged);
  else item.after(dragged);
}

function drop() {
  if (!dragged) return;
  dragged.classList.remove("moving");
  tell(dragged.parentElement, dragged);
  dragged = null;
}

export function enhanceOrder(root) {
  for (const item of root.querySelectorAll("[data-order] > [data-moves]")) item.draggable = true;
}

export function watchOrder() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-order] [data-move]");
    if (button) step(button);
  });
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("[data-order] > [data-moves]") ?? null;
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    dragged.classList.add("moving");
  });
  document.addEventListener("dragover", over);
  document.addEventListener("drop", (event) => { if (dragged) event.preventDefault(); });
  document.addEventListener("dragend", drop);
}
