/* What was typed and not yet acknowledged by the server, kept on this device, one copy per window and text. A copy is
   removed when the server has said that it holds it. */

const PREFIX = "srrm-notes:";
const window_ = (() => {
  const made = Math.random().toString(36).slice(2, 10);
  try {
    const known = sessionStorage.getItem("srrm-window") || made;
    sessionStorage.setItem("srrm-window", known);
    return known;
  } catch {
    return made;
  }
})();

const nameOf = (place, kind) => `${PREFIX}${place}:${kind}:${window_}`;

/* Whether the device took it: a private window or a full disk may not. */
export function put(place, kind, copy) {
  try {
    localStorage.setItem(nameOf(place, kind), JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

export function drop(place, kind) {
  remove(nameOf(place, kind));
}

export function remove(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    /* There is none, then. */
  }
}

/* Every copy of this talk by this person, of whatever window, the oldest first: {name, kind, text, base, number, at}. */
export function all(place) {
  const found = [];
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(`${PREFIX}${place}:`)) continue;
      const copy = JSON.parse(localStorage.getItem(name));
      if (typeof copy?.text === "string") found.push({ ...copy, name, kind: name.split(":")[3] });
    }
  } catch {
    /* Unreadable copies stay where they are. */
  }
  return found.sort((a, b) => a.at - b.at);
}
