/* Pictures of the tables beside them: <canvas data-chart="lines|bars|counts" data-table="id of the table">. Each reads
   its numbers from the table, its colours from the style sheet, and is drawn again when either changes. Of `counts` the
   picture shows one column (data-column), and a bar leads where its row leads. */

const drawn = new Map();
const LINES_SHOWN = 6;
const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3], [5, 5], [1, 4]];
const POINTS = ["circle", "rect", "triangle", "rectRot", "cross", "star"];

function colour(name) {
  const probe = document.createElement("span");
  probe.hidden = true;
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function shade(level) {
  const table = document.createElement("table");
  table.className = "heat";
  const cell = table.insertRow().insertCell();
  if (level) cell.className = `s${level}`;
  table.style.display = "none";
  document.body.append(table);
  const found = getComputedStyle(cell).backgroundColor;
  table.remove();
  return found;
}

const number = (text) => {
  const found = /^\s*([\d,]+)/.exec(text);
  return found ? Number(found[1].replaceAll(",", "")) : null;
};

function read(table) {
  const heads = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows].map((row) => ({
    label: row.cells[0].textContent.trim(),
    href: row.cells[0].querySelector("a")?.href,
    values: [...row.cells].slice(1).map((cell) => number(cell.textContent)),
  }));
  return { heads, rows };
}

function common(ink, line) {
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    color: ink,
    borderColor: line,
    font: { family: getComputedStyle(document.body).fontFamily, size: 12 },
    layout: { padding: { top: 8 } },
    plugins: { legend: { position: "bottom", labels: { color: ink, boxWidth: 24 } } },
  };
}

const axis = (ink, line, more = {}) => ({
  ...more,
  ticks: { color: ink, ...more.ticks },
  grid: { color: line },
});

function lines({ heads, rows }, ink, line) {
  const words = ["none", "minor", "felt", "serious", "severe"];
  return {
    type: "line",
    data: {
      labels: heads,
      datasets: rows.slice(0, LINES_SHOWN).map((row, at) => ({
        label: row.label,
        data: row.values,
        borderColor: at === 0 ? colour("--srrm-harm") : ink,
        backgroundColor: at === 0 ? colour("--srrm-harm") : ink,
        borderDash: DASHES[at],
        pointStyle: POINTS[at],
        borderWidth: at === 0 ? 3 : 1.5,
        stepped: "before",
      })),
    },
    options: {
      ...common(ink, line),
      clip: false,
      plugins: { legend: { position: "bottom", labels: { color: ink, usePointStyle: true, pointStyle: "line", pointStyleWidth: 36 } } },
      scales: {
        x: axis(ink, line),
        y: axis(ink, line, { min: 0, max: 4, ticks: { stepSize: 1, callback: (value) => words[value] ?? "" } }),
      },
    },
  };
}

function bars({ heads, rows }, ink, line) {
  const shades = [4, 3, 2, 1, 1, 0];
  return {
    type: "bar",
    data: {
      labels: rows.map((row) => row.label),
      datasets: heads.map((head, at) => ({
        label: head,
        data: rows.map((row) => row.values[at]),
        backgroundColor: shade(shades[at]),
        borderColor: line,
        borderWidth: 1,
      })),
    },
    options: {
      ...common(ink, line),
      indexAxis: "y",
      scales: { x: axis(ink, line, { stacked: true, ticks: { precision: 0 } }), y: axis(ink, line, { stacked: true }) },
    },
  };
}

const short = (text) => (text.length > 18 ? `${text.slice(0, 17)}…` : text);

function counts({ heads, rows }, ink, line, column) {
  const follow = (event, found) => {
    const href = found.length && rows[found[0].index].href;
    if (event.native) event.native.target.style.cursor = href ? "pointer" : "";
    return href;
  };
  return {
    type: "bar",
    data: {
      labels: rows.map((row) => row.label),
      datasets: [
        {
          label: heads[column],
          data: rows.map((row) => row.values[column]),
          backgroundColor: colour("--srrm-edge"),
          hoverBackgroundColor: colour("--srrm-act"),
          maxBarThickness: 20,
        },
      ],
    },
    options: {
      ...common(ink, line),
      indexAxis: "y",
      onHover: follow,
      onClick: (event, found) => {
        const href = follow(event, found);
        if (href) location.assign(href);
      },
      plugins: { legend: { display: false } },
      scales: {
        x: axis(ink, line, { beginAtZero: true, ticks: { precision: 0, maxTicksLimit: 5 } }),
        y: axis(ink, line, { ticks: { autoSkip: false, callback: (value) => short(rows[value].label) } }),
      },
    },
  };
}

const KINDS = { lines, bars, counts };

function draw(canvas) {
  const table = document.getElementById(canvas.dataset.table);
  if (!table || !window.Chart) return;
  drawn.get(canvas)?.destroy();
  drawn.set(canvas, new window.Chart(canvas, KINDS[canvas.dataset.chart](read(table), colour("--srrm-ink-2"), colour("--srrm-line"), Number(canvas.dataset.column ?? 0))));
}

function drawAll() {
  for (const canvas of drawn.keys()) {
    if (!canvas.isConnected) {
      drawn.get(canvas).destroy();
      drawn.delete(canvas);
    }
  }
  for (const canvas of document.querySelectorAll("canvas[data-chart]")) draw(canvas);
}

/* On paper everything is dark on white. */
function onPaper(on) {
  document.documentElement.style.colorScheme = on ? "light" : "";
  drawAll();
}

drawAll();
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt.querySelector?.("canvas[data-chart]")) drawAll();
});
new MutationObserver(drawAll).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
window.addEventListener("beforeprint", () => onPaper(true));
window.addEventListener("afterprint", () => onPaper(false));
