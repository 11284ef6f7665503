/* From the lists the server sends to the nodes and lines of the picture, and to words about them. */
import { levelOf, MIDDLE, opacityOf, shapeOf, sizeOf, widthOf, wordOf } from "./look.js";

const LONGEST = 34;
const UNSAID = 3;
const CROWDED = 100; /* So many lines are drawn thinner, so that what lies beneath shows. */
const HEAD = 9; /* What stands in a node before its facts. */
const short = (name) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name);
const weightOf = (line) => line.critical || UNSAID;

/* Names for the places in the lists. */
export function read(data) {
  const kinds = new Map(data.kinds);
  const nodes = data.nodes.map((row) => {
    const [code, name, kind, frame, x, y, inside, open, foreign] = row;
    const facts = Object.fromEntries(data.facts.map((fact, at) => [fact, row[HEAD + at]]));
    return { code, name, kind, kindWord: kinds.get(kind) || "", frame, x, y, inside, open, foreign, facts, needs: 0, needed: 0 };
  });
  const lines = data.lines.map(([from, to, number, critical, flows, unsure]) => {
    nodes[to].needs += number;
    nodes[from].needed += number;
    const words = data.flows.filter((_, at) => flows & (1 << at)).map((word) => word.toLowerCase());
    return { from, to, number, critical, words, unsure };
  });
  return { ...data, nodes, lines };
}

/* Frames are nodes of a fixed size behind the others, not Cytoscape's parents: with those, every change of how one part
   looks is worked out again for all that shares a branch with it, and a thousand departments take ten times as long. */
export function elements(map, wish) {
  const frames = map.frames.map(([code, name, , left, top, width, height]) => ({
    data: { id: `f:${code}`, code, label: short(name), width, height, title: width - 56 },
    position: { x: left + width / 2, y: top + height / 2 },
    classes: "frame",
    selectable: false,
  }));
  const nodes = map.nodes.map((one, at) => ({
    data: { id: `n:${one.code}`, at, code: one.code },
    position: { x: one.x, y: one.y },
    classes: "unit",
  }));
  /* In the right upper corner of each open branch: it closes the branch. */
  const shutters = map.frames.map(([code, name, , left, top, width]) => ({
    data: { id: `x:${code}`, code, name }, position: { x: left + width - 15, y: top + 14 }, classes: "shutter", selectable: false,
  }));
  const crowded = map.lines.filter((one) => weightOf(one) >= map.least).length > CROWDED;
  const [thin, faint] = crowded ? [0.55, 0.75] : [1, 1];
  const lines = map.lines.map((one, at) => ({
    data: {
      id: `l:${at}`, source: `n:${map.nodes[one.from].code}`, target: `n:${map.nodes[one.to].code}`,
      weight: weightOf(one), width: widthOf(one.critical) * thin, opacity: opacityOf(one.critical) * faint, label: lineWord(one),
    },
    classes: ["line", one.critical >= 4 ? "critical" : "", one.unsure ? "unsure" : "", weightOf(one) < wish.least ? "below" : ""].join(" "),
  }));
  dress(map, nodes, wish);
  return [...frames, ...shutters, ...nodes, ...lines];
}

/* Colour, size and label by the chosen facts; `nodes` are what Cytoscape takes, in the order of the map. */
export function dress(map, nodes, wish) {
  const size = (one) => (wish.size === "needed" ? one.needed : one.facts[wish.size]) || 0;
  const most = Math.max(...map.nodes.map(size), 0);
  map.nodes.forEach((one, at) => {
    const value = one.facts[wish.colour];
    const level = wish.colour === "kind" || one.foreign ? -1 : levelOf(wish.colour, value);
    const word = level < 4 ? "" : wordOf(wish.colour, value);
    const said = word && one.inside ? `up to ${word}` : word;
    const rest = [one.inside ? `and ${one.inside.toLocaleString("en-GB")} inside` : "", said].filter(Boolean);
    Object.assign(nodes[at].data, {
      shape: shapeOf(one.kind),
      size: wish.size === "same" ? MIDDLE : sizeOf(size(one), most),
      label: [short(one.name), ...rest].join("\n"),
    });
    nodes[at].classes = ["unit", level >= 0 ? `l${level}` : "", one.inside ? "folded" : "", one.foreign ? "foreign" : ""].join(" ");
  });
}

export function lineWord(line) {
  const kinds = line.words.length > 2 ? `${line.words.length} kinds` : line.words.join(", ");
  const many = line.number > 1 ? `${line.number} × ` : "";
  return `${many}${kinds}${line.critical ? `, ${line.critical} of 5` : ""}`;
}

/* One node in a sentence, for whoever cannot see it. */
export function sentence(map, at, wish) {
  const one = map.nodes[at];
  const facts = map.facts.map((fact) => wordOf(fact, one.facts[fact]) && `${fact === "impact" ? "" : fact === "people" ? "" : `${fact} `}${wordOf(fact, one.facts[fact])}`).filter(Boolean);
  const parts = [
    one.kindWord, one.foreign ? "next to yours" : "", one.inside ? `a branch with ${one.inside} more inside, Enter opens it` : "",
    ...facts, `needs ${one.needs}`, `needed by ${one.needed}`,
  ];
  return `${one.name}: ${parts.filter(Boolean).join(", ")}.`;
}
