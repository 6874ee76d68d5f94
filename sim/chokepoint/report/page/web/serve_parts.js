// Puts new HTML into the parts of the page. A chart that stays the same chart keeps its drawing and takes the new numbers,
// so that nothing blinks while a reader drags.
"use strict";

const partOf = (id) => document.querySelector(`[data-part="${CSS.escape(id)}"]`);

/// The parts that the reader sees: the brief, and open sections on the screen.
function visibleParts() {
  return [...document.querySelectorAll("[data-part]")].filter((part) => {
    const first = part.firstElementChild;
    if (part.dataset.part === "brief") return true;
    const details = first && first.querySelector(":scope > details");
    if (!first || (details && !details.open)) return false;
    const box = first.getBoundingClientRect();
    return box.bottom > -200 && box.top < innerHeight + 200;
  }).map((part) => part.dataset.part);
}

const otherParts = (ids) => [...document.querySelectorAll("[data-part]")].map((part) => part.dataset.part).filter((id) => !ids.includes(id));

/// Moves a drawn chart, its buttons and its menu into the figure that takes its place.
function adopt(one, figure, data) {
  const fresh = figure.querySelector(".chart");
  one.place.setAttribute("aria-label", fresh.getAttribute("aria-label") || "");
  const made = [...one.figure.querySelectorAll(":scope > .buttons, :scope > .save")];
  fresh.replaceWith(one.place);
  for (const each of made) figure.insertBefore(each, one.place);
  const text = (selector) => (figure.querySelector(selector) || { textContent: "" }).textContent;
  Object.assign(one, { figure, data, title: text(".chart-title"), subtitle: text(".chart-unit") });
}

/// The charts of two versions of a part in pairs, where they are the same charts.
function sameCharts(part, content) {
  const fresh = [...content.querySelectorAll("figure[data-chart]")];
  const old = [...part.querySelectorAll("figure[data-chart]")].map((figure) => drawn.find((one) => one.figure === figure));
  return fresh.map((figure, k) => {
    const one = old[k];
    const data = JSON.parse(figure.querySelector("script").textContent);
    const same = one && one.kind === figure.dataset.chart && JSON.stringify(one.data.windows) === JSON.stringify(data.windows);
    return same ? { one, figure, data } : null;
  }).filter((pair) => pair);
}

function updatePart(id, html) {
  const part = partOf(id);
  if (!part) return;
  const template = document.createElement("template");
  template.innerHTML = html;
  const open = [...part.querySelectorAll("details")].map((details) => details.open);
  const fresh = [...template.content.querySelectorAll("details")];
  if (fresh.length === open.length) fresh.forEach((details, k) => { details.open = open[k]; });
  const kept = sameCharts(part, template.content);
  const focused = part.contains(document.activeElement) ? document.activeElement.dataset.arm : undefined;
  for (const { one, figure, data } of kept) adopt(one, figure, data);
  part.replaceChildren(template.content);
  for (const { one } of kept) draw(one);
  drawIn(part);
  if (focused !== undefined) part.querySelector(`input[data-arm="${CSS.escape(focused)}"]`)?.focus();
}
