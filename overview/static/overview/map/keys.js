/* The keyboard on the map: arrows to the nearest department in that direction, Enter, Escape, c, + - 0, Home and End. */

const TURNS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/* The nearest in that direction: what lies far to the side counts as further away. */
function nearest(nodes, from, [dx, dy]) {
  let best = -1;
  let least = Infinity;
  const here = nodes[from];
  nodes.forEach((one, at) => {
    const x = one.x - here.x;
    const y = one.y - here.y;
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    const far = along + 2.5 * aside;
    if (at !== from && along > 0 && far < least) {
      least = far;
      best = at;
    }
  });
  return best;
}

/* `map()` gives what is shown now; `go(at)`, `enter(at)`, `leave()`, `fold()` and `zoom(how)` do it. */
export function watchKeys(canvas, { map, at, go, enter, leave, fold, zoom }) {
  const acts = {
    "+": () => zoom("in"), "=": () => zoom("in"), "-": () => zoom("out"), "0": () => zoom("fit"),
    Home: () => go(0), End: () => go(map().nodes.length - 1),
    Enter: () => at() >= 0 && enter(at()), " ": () => at() >= 0 && enter(at()), Escape: leave,
    c: () => at() >= 0 && fold(),
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !map()) return;
    const turn = TURNS[event.key];
    if (turn) {
      const next = at() < 0 ? 0 : nearest(map().nodes, at(), turn);
      if (next >= 0) go(next);
    } else if (acts[event.key]) {
      acts[event.key]();
    } else {
      return;
    }
    event.preventDefault();
  });
}
