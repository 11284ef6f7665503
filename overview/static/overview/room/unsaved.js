/* A talk that is not being held: what was typed while it was, and never saved, is shown so that it can be copied. */
import * as copies from "./copies.js";

const place = document.querySelector("[data-troubles]")?.dataset.troubles;
const section = document.getElementById("unsaved");
const left = place && section ? copies.all(place) : [];

if (left.length) {
  section.hidden = false;
  section.querySelector("textarea").value = left.map((copy) => copy.text).join("\n\n");
  section.querySelector("[data-forget]").addEventListener("click", () => {
    for (const copy of left) copies.remove(copy.name);
    section.hidden = true;
  });
}
