/* The map: fetches what the server prepared, draws it, and keeps the address in step with what is shown. */
import { foldOnPhones, offerNames, paper, png, showScale } from "./around.js";
import * as branches from "./branches.js";
import { closeUp, fit, flyTo, reveal, zoomBy } from "./camera.js";
import { watchKeys } from "./keys.js";
import { style } from "./look.js";
import { dress, elements, read, sentence } from "./parts.js";

const root = document.getElementById("map");
const canvas = document.getElementById("map-canvas");
const said = document.getElementById("map-said");
const loading = root.querySelector("[data-map-loading]");
const controls = document.querySelector("[data-map-controls]");
const finder = document.querySelector("[data-map-find]");
const stacked = window.matchMedia("(max-width: 79.99rem)"); /* The panel is beneath the picture. */
const MANY = 800; /* So many parts move as one texture, without their lines meanwhile. */
const FULL = 1200; /* So many, and names show only from a larger size on. */

let cy = null;
let map = null;
let at = -1;
let hovering = null;
const params = new URLSearchParams(window.location.search);
const wish = () => Object.fromEntries(new FormData(controls));
const node = (place) => cy.getElementById(`n:${map.nodes[place].code}`);
const placeOf = (code) => map.nodes.findIndex((one) => one.code === code);

const onPaper = () => `${root.dataset.svg}?${params}`;

function keepAddress() {
  const query = params.toString();
  window.history.replaceState(window.history.state, "", query ? `?${query}` : window.location.pathname);
  document.querySelector("[data-map-svg]").href = onPaper();
}

async function load() {
  canvas.setAttribute("aria-busy", "true");
  const asked = new URLSearchParams(params);
  if (canvas.clientWidth < canvas.clientHeight) asked.set("tall", "1");
  let answer;
  try {
    answer = await fetch(`${root.dataset.source}?${asked}`, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  } catch {
    return fail("The server could not be reached. Check the connection and load the page again.");
  }
  if (answer.status === 401) return window.location.reload();
  if (!answer.ok) return fail("The map could not be loaded. Load the page again in a moment.");
  draw(read(await answer.json()));
  return true;
}

function fail(words) {
  loading.hidden = false;
  loading.textContent = words;
  canvas.setAttribute("aria-busy", "false");
  return false;
}

function draw(data) {
  map = data;
  at = -1;
  const parts = elements(map, wish());
  const heavy = parts.length > MANY;
  const view = cy ? { zoom: cy.zoom(), pan: { ...cy.pan() } } : null;
  cy?.destroy();
  cy = window.cytoscape({
    container: canvas, elements: parts, layout: { name: "preset", fit: !view, padding: 12 }, style: style(parts.length > FULL),
    autoungrabify: true, boxSelectionEnabled: false, minZoom: 0.03, maxZoom: 3,
    textureOnViewport: heavy, hideEdgesOnViewport: heavy, pixelRatio: heavy ? 1 : "auto",
  });
  if (view) cy.viewport(view);
  wire();
  showScale(controls);
  offerNames(map.nodes);
  loading.hidden = true;
  canvas.setAttribute("aria-busy", "false");
  canvas.dataset.drawn = String(Number(canvas.dataset.drawn || 0) + 1);
  if (map.focus) fly(placeOf(map.focus), true);
  else if (!map.found) say("No department on the map has that name.");
}

/* Lines below the chosen criticality are left out; around one department all of them show. */
function thin() {
  const least = Number(wish().least);
  cy.batch(() => cy.edges().forEach((line) => { line.toggleClass("below", line.data("weight") < least); }));
}

function say(words) {
  said.textContent = words;
}

function around(one) {
  cy.batch(() => {
    cy.elements().removeClass("near told far");
    if (!one) return;
    const lines = one.connectedEdges();
    const near = lines.connectedNodes().union(one);
    cy.nodes(".unit").difference(near).addClass("far");
    cy.edges().difference(lines).addClass("far");
    lines.addClass("near");
    if (lines.length <= 40) lines.addClass("told");
  });
}

function go(place, silent = false) {
  if (place < 0) return;
  cy.nodes(".at").removeClass("at");
  at = place;
  const one = node(place).addClass("at");
  around(one);
  reveal(cy, one);
  if (!silent) say(sentence(map, place));
}

function fly(place, open = false) {
  if (place < 0) return;
  go(place);
  flyTo(cy, node(place));
  if (open) canvas.focus({ preventScroll: true });
}

function leave() {
  at = -1;
  cy.elements().removeClass("at near told far");
  cy.nodes(".chosen").removeClass("chosen");
  beside(false);
  say("");
}

/* What one says of a department takes a part of the width; what one looked at stays in view. */
function beside(shown) {
  root.classList.toggle("with-panel", shown);
  const panel = document.getElementById("map-panel");
  if (!shown) panel.replaceChildren();
  panel.hidden = !shown;
  cy.resize();
}

async function enter(place) {
  const one = map.nodes[place];
  if (one.inside) return unfold(one.code);
  go(place, true);
  cy.nodes(".chosen").removeClass("chosen");
  node(place).addClass("chosen");
  await window.htmx.ajax("GET", root.dataset.panel.replace("CODE", encodeURIComponent(one.code)), {
    target: "#map-panel", swap: "outerHTML", source: canvas,
  });
  beside(true);
  const panel = document.getElementById("map-panel");
  branches.offer(panel, branches.around(map, place));
  if (stacked.matches) panel.scrollIntoView({ block: "nearest" });
  around(node(place));
  closeUp(cy, node(place));
  say(`${one.name} is shown ${stacked.matches ? "beneath" : "beside"} the map.`);
  return undefined;
}

async function unfold(code) {
  branches.open(params, code);
  keepAddress();
  const { name } = map.nodes[placeOf(code)];
  if (!(await load())) return;
  fit(cy, cy.getElementById(`f:${code}`), 40);
  go(placeOf(code), true);
  say(`${name} is open: ${count()} are shown.`);
}

async function fold(branch) {
  if (!branch) return say("This department stands in no branch that could be closed.");
  branches.shut(params, branch.code);
  keepAddress();
  beside(false);
  if (!(await load())) return undefined;
  go(placeOf(branch.code), true);
  canvas.focus({ preventScroll: true });
  return say(`${branch.name} is closed: ${count()} are shown. Enter opens it again.`);
}

const count = () => (map.nodes.length === 1 ? "1 department" : `${map.nodes.length} departments`);

function wire() {
  cy.on("mouseover", "node.unit", (event) => {
    hovering = event.target;
    canvas.classList.add("on");
    around(hovering);
    say(sentence(map, hovering.data("at")));
  });
  cy.on("mouseout", "node.unit", () => {
    hovering = null;
    canvas.classList.remove("on");
    around(at >= 0 ? node(at) : null);
  });
  cy.on("tap", "node.unit", (event) => enter(event.target.data("at")));
  cy.on("mouseover", "node.shutter", (event) => {
    canvas.classList.add("on");
    say(`Click to close the branch ${event.target.data("name")}.`);
  });
  cy.on("mouseout", "node.shutter", () => canvas.classList.remove("on"));
  cy.on("tap", "node.shutter", (event) => fold(event.target.data()));
  cy.on("tap", (event) => { if (event.target === cy) leave(); });
}

function zoom(how) {
  if (cy) zoomBy(cy, how);
}

function look() {
  const parts = map.nodes.map(() => ({ data: {} }));
  dress(map, parts, wish());
  cy.batch(() => parts.forEach((part, place) => {
    const one = node(place);
    const marks = ["at", "chosen", "far"].filter((mark) => one.hasClass(mark));
    one.data(part.data).classes(`${part.classes} ${marks.join(" ")}`);
  }));
  showScale(controls);
}

controls.addEventListener("change", async (event) => {
  const { name, value } = event.target;
  if (value) params.set(name, value);
  else params.delete(name);
  params.delete("find");
  keepAddress();
  if (name === "layout" || name === "flow") {
    cy?.destroy();
    cy = null;
    await load();
  } else if (name === "least") {
    thin();
    say(`${cy.edges().not(".below").length} of ${map.lines.length} lines are drawn.`);
  } else {
    look();
  }
});

finder.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = new FormData(finder).get("find").trim();
  if (!text || !map) return;
  const place = map.nodes.findIndex((one) => one.name.toLowerCase() === text.toLowerCase() || one.code.toLowerCase() === text.toLowerCase());
  if (place >= 0) {
    fly(place, true);
    return;
  }
  params.set("find", text);
  await load();
  keepAddress();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-map-zoom], [data-map-png], [data-map-print], [data-map-branch], [data-map-shut]");
  const to = event.target.closest("#map-panel [data-map-to]");
  if (to && map && placeOf(to.dataset.mapTo) >= 0) {
    event.preventDefault();
    fly(placeOf(to.dataset.mapTo));
    enter(placeOf(to.dataset.mapTo));
  } else if (button?.dataset.mapZoom) {
    zoom(button.dataset.mapZoom);
  } else if (button?.dataset.mapBranch) {
    fold({ code: button.dataset.mapBranch, name: map.frames.find(([code]) => code === button.dataset.mapBranch)?.[1] });
  } else if (button?.matches("[data-map-png]")) {
    png(cy);
  } else if (button?.matches("[data-map-print]")) {
    paper(onPaper()).then(() => window.print());
  } else if (button) {
    leave();
    canvas.focus({ preventScroll: true });
  }
});

document.getElementById("map").addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !event.target.closest("#map-panel")) return;
  canvas.focus({ preventScroll: true });
});

watchKeys(canvas, { map: () => map, at: () => at, go, enter, leave, zoom, fold: () => fold(branches.around(map, at)) });
new MutationObserver(() => cy?.style(style(cy.elements().length > FULL))).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
window.addEventListener("beforeprint", () => { paper(onPaper()); });
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "map-panel" && document.activeElement === document.body) canvas.focus({ preventScroll: true });
});
foldOnPhones();
load();
