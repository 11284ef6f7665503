/* How nodes and lines look: colours from the style sheet, read again when light and dark change. */

const SHAPES = {
  division: "round-rectangle", team: "round-triangle", subsidiary: "round-pentagon",
  shared_service: "round-hexagon", external_partner: "round-diamond",
};
const SMALL = 17;
const LARGE = 38;
const WIDTHS = [1.25, 1, 1.25, 1.5, 2.75, 4];
const FADED = [0.5, 0.35, 0.4, 0.55, 0.85, 1];
export const RISKS = ["not known yet", "Very low", "Low", "Moderate", "High", "Very high"];
const HARMS = ["No impact", "Minor impact", "Felt impact", "Serious impact", "Severe impact"];

export const shapeOf = (kind) => SHAPES[kind] || "ellipse";
export const widthOf = (critical) => WIDTHS[critical];
export const opacityOf = (critical) => FADED[critical];

const probe = document.createElement("span");
probe.hidden = true;
document.body.append(probe);

export function colour(name) {
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
}

export function wordOf(fact, value) {
  if (value === null || value === undefined) return "";
  if (fact === "risk") return RISKS[value];
  if (fact === "impact") return HARMS[value];
  if (fact === "importance") return `${value} of 5`;
  return `${value.toLocaleString("en-GB")} people`;
}

/* 0 for not known, 1 to 5 otherwise. */
export function levelOf(fact, value) {
  if (value === null || value === undefined) return 0;
  return fact === "impact" ? value + 1 : value;
}

/* The area grows with the value. */
export const sizeOf = (value, most) => SMALL + (LARGE - SMALL) * Math.sqrt((value || 0) / (most || 1));
export const MIDDLE = (SMALL + LARGE) / 2;

/* What the colours mean, for the key: pairs of level and word. */
export function scaleOf(fact) {
  if (fact === "kind") return [];
  const words = fact === "risk" ? RISKS : fact === "impact" ? ["not known yet", ...HARMS] : ["not known yet", ...[1, 2, 3, 4, 5].map((n) => `${n} of 5`)];
  return words.map((word, level) => [level, word]);
}

/* `full`: too many parts to draw every name while it is hard to read anyway. */
export function style(full) {
  const ink = colour("--srrm-ink");
  const ink2 = colour("--srrm-ink-2");
  const edge = colour("--srrm-edge");
  const page = colour("--srrm-page");
  const tint = colour("--srrm-tint");
  const harm = colour("--srrm-harm");
  const act = colour("--srrm-act");
  const font = getComputedStyle(document.body).fontFamily;
  const levels = [0, 1, 2, 3, 4, 5].map((level) => ({
    selector: `node.l${level}`,
    style: { "background-color": colour(`--map-${level}`) },
  }));
  return [
    {
      selector: "node.unit",
      style: {
        shape: "data(shape)", width: "data(size)", height: "data(size)", "background-color": tint,
        "border-width": 1.5, "border-color": edge, label: "data(label)", color: ink, "font-family": font,
        "font-size": 13, "min-zoomed-font-size": full ? 9 : 7, "text-wrap": "wrap", "text-max-width": 114, "text-valign": "bottom",
        "text-margin-y": 3, "text-background-color": page, "text-background-opacity": 0.6, "text-background-padding": 1,
        "overlay-opacity": 0,
      },
    },
    ...levels,
    { selector: "node.l0", style: { "border-style": "dashed" } },
    { selector: "node.l4, node.l5", style: { "border-width": 2.5, "border-color": harm } },
    { selector: "node.foreign", style: { "border-style": "dotted", color: ink2 } },
    { selector: "node.folded", style: { "border-width": 5, "font-weight": 600 } },
    {
      selector: "node.frame",
      style: {
        shape: "round-rectangle", width: "data(width)", height: "data(height)", "background-color": tint,
        "background-opacity": 0.5, "border-width": 1, "border-color": edge, label: "data(label)", color: ink2, "font-family": font, "font-size": 15, "font-weight": 600,
        "min-zoomed-font-size": 5, "text-valign": "top", "text-halign": "center", "text-margin-y": 22, "text-wrap": "ellipsis", "text-max-width": "data(title)",
        "text-background-color": page, "text-background-opacity": 0.7, "text-background-padding": 1,
        "z-compound-depth": "bottom", "overlay-opacity": 0, events: "no",
      },
    },
    {
      selector: "node.shutter",
      style: {
        shape: "round-rectangle", width: 18, height: 18, "background-color": page, "border-width": 1, "border-color": edge,
        label: "−", color: ink, "font-family": font, "font-size": 15, "text-valign": "center", "text-halign": "center", "min-zoomed-font-size": 5,
        "overlay-opacity": 0,
      },
    },
    {
      selector: "edge",
      style: {
        "curve-style": "haystack", "haystack-radius": 0, width: "data(width)", opacity: "data(opacity)",
        "line-color": edge, "mid-target-arrow-shape": "triangle", "mid-target-arrow-color": edge, "arrow-scale": 0.9,
        "overlay-opacity": 0, events: "no",
      },
    },
    { selector: "edge.critical", style: { "line-color": ink, "mid-target-arrow-color": ink } },
    { selector: "edge.unsure", style: { "line-style": "dashed", "line-dash-pattern": [6, 4] } },
    { selector: ".below", style: { display: "none" } },
    { selector: "edge.near", style: { display: "element", opacity: 1, "z-index": 9 } },
    { selector: "edge.told", style: { label: "data(label)", "font-size": 11, color: ink, "font-family": font, "min-zoomed-font-size": 7, "text-background-color": page, "text-background-opacity": 0.9, "text-background-padding": 2 } },
    { selector: "node.unit.far", style: { opacity: 0.22 } },
    { selector: "edge.far", style: { opacity: 0.06 } },
    { selector: "node.at", style: { "underlay-color": act, "underlay-opacity": 0.35, "underlay-padding": 8, "z-index": 10 } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": act, "border-style": "solid" } },
  ];
}
