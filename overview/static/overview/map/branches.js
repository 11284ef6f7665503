/* Branches of the map: what of the address opens and closes them, and around which a department stands. */

function without(params, name, code) {
  const kept = params.getAll(name).filter((value) => value.toLowerCase() !== code.toLowerCase());
  params.delete(name);
  for (const value of kept) params.append(name, value);
}

export function open(params, code) {
  without(params, "shut", code);
  without(params, "open", code);
  params.append("open", code);
  params.delete("find");
}

export function shut(params, code) {
  without(params, "open", code);
  without(params, "shut", code);
  params.append("shut", code);
  params.delete("find");
}

/* The open branch a department stands in, its own where it is open: { code, name }, or nothing. */
export function around(map, place) {
  const frame = map.frames[map.nodes[place]?.frame];
  return frame && { code: frame[0], name: frame[1] };
}

/* The panel of a department offers to close the branch that it stands in. */
export function offer(panel, branch) {
  const button = panel.querySelector("[data-map-branch]");
  if (!button || !branch) return;
  button.dataset.mapBranch = branch.code;
  button.textContent = `Close the branch ${branch.name}`;
  button.hidden = false;
}
