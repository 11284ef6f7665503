/* What part of the map is looked at, and how large. Nothing moves by itself where somebody asked for that. */

const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
const ZOOMS = { in: 1.3, out: 1 / 1.3 };

export function fit(cy, eles = cy.elements(), padding = 12) {
  if (calm.matches) cy.fit(eles, padding);
  else cy.animate({ fit: { eles, padding }, duration: 250 });
}

/* One department with all it is joined to, as large as they fit, but not larger than life. */
export function closeUp(cy, one) {
  const near = one.closedNeighborhood().nodes();
  const box = near.boundingBox();
  const zoom = Math.min(1.15, (cy.width() - 80) / box.w, (cy.height() - 80) / box.h);
  const pan = { x: cy.width() / 2 - (zoom * (box.x1 + box.x2)) / 2, y: cy.height() / 2 - (zoom * (box.y1 + box.y2)) / 2 };
  if (calm.matches) cy.viewport({ zoom, pan });
  else cy.animate({ zoom, pan, duration: 250 });
}

/* Only where it would be outside otherwise. */
export function reveal(cy, one) {
  const box = one.renderedBoundingBox();
  const outside = box.x1 < 0 || box.y1 < 0 || box.x2 > cy.width() || box.y2 > cy.height();
  if (!outside) return;
  if (calm.matches) cy.center(one);
  else cy.animate({ center: { eles: one }, duration: 150 });
}

export function flyTo(cy, one) {
  const zoom = Math.max(1, cy.zoom());
  if (calm.matches) {
    cy.zoom(zoom);
    cy.center(one);
  } else {
    cy.animate({ zoom, center: { eles: one }, duration: 400 });
  }
}

export function zoomBy(cy, how) {
  if (how === "fit") fit(cy);
  else cy.zoom({ level: cy.zoom() * ZOOMS[how], renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
}
