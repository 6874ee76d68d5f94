// Draws the charts of the page, again whenever arms, width, colours or paper change.
"use strict";

const KINDS = { lines: linesOption, bars: barsOption, network: networkOption, flows: flowsOption };
const PAPER_WIDTH = 660;
const hidden = new Set();
const drawn = [];

function draw(one, printing) {
  const look = currentLook(printing);
  const width = printing ? PAPER_WIDTH : one.place.clientWidth || one.figure.clientWidth;
  if (!width) return;
  const option = KINDS[one.kind](one.data, look, { ...one.view, hidden, width });
  const { height, ...rest } = option;
  one.place.style.height = height + "px";
  if (!one.chart) one.chart = echarts.init(one.place, null, { renderer: "svg", width, height });
  one.chart.resize({ width, height });
  one.chart.setOption(rest, { notMerge: true });
}

function drawAll(printing = false) {
  for (const one of drawn) draw(one, printing);
  drawSwatches(currentLook(printing));
}

function button(text, label, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  if (label) made.setAttribute("aria-label", label);
  made.addEventListener("click", () => press(made));
  return made;
}

/// What a chart is worked with: stretches of the calendar, or closer and further.
function addButtons(one) {
  const buttons = [];
  if (one.kind === "lines") {
    for (const window of one.data.windows.length > 1 ? one.data.windows : []) {
      buttons.push(button(window.name, "", (pressed) => {
        one.view.window = window.days;
        for (const each of buttons) each.setAttribute("aria-pressed", String(each === pressed));
        draw(one);
      }));
      buttons.at(-1).setAttribute("aria-pressed", String(buttons.length === 1));
    }
  }
  if (one.kind === "network") {
    const zoom = (factor) => () => {
      one.view.zoom = factor ? Math.min(8, Math.max(0.5, (one.view.zoom || 1) * factor)) : 1;
      draw(one);
    };
    buttons.push(button("+", "Zoom in", zoom(1.4)), button("−", "Zoom out", zoom(1 / 1.4)), button("Reset", "Reset the zoom", zoom(0)));
  }
  if (!buttons.length) return;
  const row = document.createElement("div");
  row.className = "buttons";
  row.append(...buttons);
  one.figure.insertBefore(row, one.place);
}

function drawSwatches(look) {
  for (const place of document.querySelectorAll(".arms svg")) {
    const style = look.style(Number(place.dataset.arm));
    const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    for (const [key, value] of Object.entries({ x1: 1, x2: 33, y1: 7, y2: 7, stroke: style.color, "stroke-width": 3 })) line.setAttribute(key, value);
    if (Array.isArray(style.dash)) line.setAttribute("stroke-dasharray", style.dash.join(" "));
    place.replaceChildren(line);
  }
}

function bindArms() {
  for (const field of document.querySelectorAll(".arms")) {
    field.hidden = false;
    field.addEventListener("change", (event) => {
      const arm = Number(event.target.dataset.arm);
      if (event.target.checked) hidden.delete(arm); else hidden.add(arm);
      drawAll();
    });
  }
}

/// Paper has no clicks: all that can be opened is open on it.
function bindPaper() {
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const one of closed) one.open = true;
    drawAll(true);
  });
  addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
    drawAll();
  });
}

function openWhatIsLinked() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let place = target; place; place = place.parentElement) if (place.tagName === "DETAILS") place.open = true;
  if (target) target.scrollIntoView();
}

for (const figure of document.querySelectorAll("figure[data-chart]")) {
  const data = JSON.parse(figure.querySelector("script").textContent);
  const one = { figure, data, kind: figure.dataset.chart, place: figure.querySelector(".chart"), view: {}, chart: null };
  drawn.push(one);
  one.place.style.height = "1px";
  addButtons(one);
}
bindArms();
bindPaper();
drawAll();
addEventListener("hashchange", openWhatIsLinked);
openWhatIsLinked();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawAll());
let width = document.body.clientWidth;
addEventListener("resize", () => {
  if (document.body.clientWidth === width) return;
  width = document.body.clientWidth;
  drawAll();
});
