/* What stands around the picture: the key of colours, names to find, controls on a phone, and the picture as a file and on paper. */
import { colour, scaleOf } from "./look.js";

const LARGEST = 8000;
const MOST_NAMES = 400;

/* What colour, ring and size mean now; `controls` is the form they are chosen in. */
export function showScale(controls) {
  const word = (name) => controls.elements[name].selectedOptions[0].text.toLowerCase();
  const scale = scaleOf(controls.elements.colour.value);
  const size = controls.elements.size.value === "same" ? "all are of one size" : `the larger, the more: ${word("size")}`;
  document.querySelector("[data-map-size]").textContent = `${scale.length ? `Colour shows ${word("colour")}` : "Shape shows the kind of department"}; ${size}.`;
  const ring = document.querySelector("[data-map-ring]");
  ring.closest("li").hidden = !scale.length;
  ring.textContent = scale.length ? `red ring: ${scale[4][1].toLowerCase()}, ${scale[5][1].toLowerCase()}` : "";
  const list = document.querySelector("[data-map-scale]");
  list.replaceChildren(...scale.map(([level, word]) => {
    const line = document.createElement("li");
    const swatch = document.createElement("span");
    swatch.className = `map-swatch l${level}`;
    line.append(swatch, word);
    return line;
  }));
}

export function offerNames(nodes) {
  const list = document.getElementById("map-names");
  list.replaceChildren(...nodes.slice(0, MOST_NAMES).map((one) => new Option(one.name, one.name)));
}

/* On a phone the picture comes before what it can be set to. */
export function foldOnPhones() {
  const phone = window.matchMedia("(max-width: 47.99rem)");
  const controls = document.querySelector("[data-map-fold]");
  const fold = () => { controls.open = !phone.matches; };
  phone.addEventListener("change", fold);
  fold();
}

export async function png(cy) {
  const bg = colour("--srrm-page");
  const shutters = cy.nodes(".shutter").addClass("below");
  const picture = await cy.png({ output: "blob-promise", full: true, scale: 2, maxWidth: LARGEST, maxHeight: LARGEST, bg });
  shutters.removeClass("below");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(picture);
  link.download = "map.png";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/* On paper stands what the server draws: sharp at any size, and dark on white. */
export function paper(address) {
  const drawn = document.querySelector("[data-map-drawn]");
  drawn.hidden = false;
  if (drawn.getAttribute("src") === address) return Promise.resolve();
  drawn.src = address;
  return drawn.decode().catch(() => {});
}
