// Draws the charts of the page, again whenever arms, width, colours or paper change. `drawIn(element)` draws what has
// come to stand in an element, and forgets charts that are gone.
"use strict";

const KINDS = {
  lines: { option: linesOption, rows: linesRows },
  bars: { option: barsOption, rows: barsRows },
  ranks: { option: ranksOption, rows: ranksRows },
  network: { option: networkOption, rows: networkRows },
  flows: { option: flowsOption, rows: flowsRows },
};
const PAPER_WIDTH = 680;
const hidden = new Set();
let drawn = [];
let onPaper = false;

function optionOf(one, width, beside) {
  return KINDS[one.kind].option(one.data, currentLook(onPaper), { ...one.view, hidden, width, beside, paper: onPaper });
}

/// The height of the chart of the brief that stands beside this one, if one does.
function heightBeside(one) {
  const other = one.view.compact && !onPaper && drawn.find((each) => each !== one && each.view.compact);
  if (!other || one.kind !== "lines" || other.figure.offsetTop !== one.figure.offsetTop) return 0;
  return optionOf(other, other.figure.clientWidth, 0).height;
}

function draw(one) {
  const shown = one.place.clientWidth || one.figure.clientWidth;
  if (!shown) return;
  const width = onPaper ? PAPER_WIDTH : shown;
  const { height, ...option } = optionOf(one, width, heightBeside(one));
  one.place.style.height = height + "px";
  if (!one.chart) one.chart = echarts.init(one.place, null, { renderer: "svg", width, height });
  one.chart.resize({ width, height });
  one.chart.setOption(option, { notMerge: true });
}

function drawAll() {
  for (const one of drawn) draw(one);
  drawSwatches(currentLook(onPaper));
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

function bindArms(root) {
  for (const field of root.querySelectorAll(".arms")) {
    if (!field.hidden) continue;
    field.hidden = false;
    for (const box of field.querySelectorAll("input")) box.checked = !hidden.has(Number(box.dataset.arm));
    field.addEventListener("change", (event) => {
      const arm = Number(event.target.dataset.arm);
      if (event.target.checked) hidden.delete(arm); else hidden.add(arm);
      drawAll();
    });
  }
}

function chartOf(figure) {
  const text = (selector) => (figure.querySelector(selector) || { textContent: "" }).textContent;
  const one = {
    figure, data: JSON.parse(figure.querySelector("script").textContent), kind: figure.dataset.chart, file: figure.dataset.file,
    title: text(".chart-title"), subtitle: text(".chart-unit"), place: figure.querySelector(".chart"),
    view: { compact: figure.closest(".brief") !== null }, chart: null,
  };
  one.place.style.height = "1px";
  addButtons(one);
  addSaveMenu(one);
  return one;
}

function drawIn(root) {
  for (const one of drawn) if (!one.figure.isConnected && one.chart) one.chart.dispose();
  drawn = drawn.filter((one) => one.figure.isConnected);
  const known = new Set(drawn.map((one) => one.figure));
  const added = [...root.querySelectorAll("figure[data-chart]")].filter((figure) => !known.has(figure)).map(chartOf);
  drawn.push(...added);
  for (const details of root.querySelectorAll("details"))
    details.addEventListener("toggle", () => drawn.filter((one) => details.contains(one.figure)).forEach(draw));
  prepareTables(root);
  bindArms(root);
  for (const one of added) draw(one);
  drawSwatches(currentLook(onPaper));
}

/// Paper is light and has a width of its own. What the reader has not opened stays closed on it.
function bindPaper() {
  const print = (printing) => () => {
    onPaper = printing;
    drawAll();
  };
  addEventListener("beforeprint", print(true));
  addEventListener("afterprint", print(false));
}

/// The text of a part of the address; "" if whoever wrote it did not know how.
function decodedPart(text) {
  try { return decodeURIComponent(text); } catch { return ""; }
}

function openWhatIsLinked() {
  const target = location.hash.length > 1 && document.getElementById(decodedPart(location.hash.slice(1)));
  if (!target) return;
  const own = target.querySelector(":scope > details");
  if (own) own.open = true;
  for (let place = target; place; place = place.parentElement) if (place.tagName === "DETAILS") place.open = true;
  target.scrollIntoView();
}

document.documentElement.classList.add("scripted");
drawIn(document);
bindPaper();
addEventListener("hashchange", openWhatIsLinked);
// A second click on the same link changes no hash.
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a[href^='#']");
  if (link && link.getAttribute("href") === location.hash) openWhatIsLinked();
});
openWhatIsLinked();
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawAll());
let width = document.body.clientWidth;
addEventListener("resize", () => {
  if (document.body.clientWidth === width) return;
  width = document.body.clientWidth;
  drawAll();
});
