// Saves a chart as a picture or its numbers as a table: PNG, SVG, CSV, or the CSV to the clipboard. A saved picture is
// light, has the chart's title above it and the report's below it, and needs nothing else to be understood.
"use strict";

const PICTURE = { width: 960, margin: 24, pixelRatio: 2 };

/// The title, the unit and the arms of a chart, as a picture of their own.
function headOption(one, look) {
  const write = (text, y, style) => ({ type: "text", style: { text, x: PICTURE.margin, y, fontFamily: fontOf(), ...style } });
  const children = [
    write(fitted(one.title, PICTURE.width - 2 * PICTURE.margin, 19, "bold"), 20, { fontSize: 19, fontWeight: 700, fill: look.ink }),
    write(fitted(one.subtitle, PICTURE.width - 2 * PICTURE.margin, 13), 47, { fontSize: 13, fill: look.soft }),
  ];
  let x = PICTURE.margin;
  for (const series of (one.data.series || []).filter((each) => each.arm >= 0 && !hidden.has(each.arm))) {
    const style = look.style(series.arm);
    children.push({ type: "line", shape: { x1: x, x2: x + 26, y1: 80, y2: 80 }, style: { stroke: style.color, lineWidth: 3, lineDash: style.dash } });
    const name = shortened(series.name, 30);
    children.push({ type: "text", style: { text: name, x: x + 32, y: 80, fontSize: 12.5, fill: look.ink, verticalAlign: "middle", fontFamily: fontOf() } });
    x += 56 + textWidth(name, 12.5);
  }
  return { height: x > PICTURE.margin ? 100 : 74, graphic: children };
}

function footOption(look) {
  const text = fitted(document.title + " · " + document.body.dataset.source, PICTURE.width - 2 * PICTURE.margin, 11);
  return { height: 36, graphic: [{ type: "text", style: { text, x: PICTURE.margin, y: 12, fontSize: 11, fill: look.soft, fontFamily: fontOf() } }] };
}

/// The parts of a picture from top to bottom, each an option with its height and its left edge.
function partsOf(one) {
  const look = currentLook(true);
  const width = PICTURE.width - 2 * PICTURE.margin;
  const chart = KINDS[one.kind].option(one.data, look, { ...one.view, compact: false, paper: false, hidden, width });
  return [{ option: headOption(one, look), width: PICTURE.width, left: 0 }, { option: chart, width, left: PICTURE.margin }, { option: footOption(look), width: PICTURE.width, left: 0 }];
}

/// Draws each part and hands the charts to `use`, with their places.
function withParts(one, renderer, use) {
  let top = 0;
  const placed = partsOf(one).map(({ option: { height, ...option }, width, left }) => {
    const chart = echarts.init(renderer === "svg" ? null : document.createElement("div"), null, { renderer, ssr: renderer === "svg", width, height, devicePixelRatio: PICTURE.pixelRatio });
    chart.setOption(option);
    top += height;
    return { chart, left, top: top - height };
  });
  const made = use(placed, top);
  for (const { chart } of placed) chart.dispose();
  return made;
}

function svgOf(one) {
  return withParts(one, "svg", (placed, height) => {
    const parts = placed.map(({ chart, left, top }) => chart.renderToSVGString().replace("<svg ", `<svg x="${left}" y="${top}" `));
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${PICTURE.width}" height="${height}" viewBox="0 0 ${PICTURE.width} ${height}"><rect width="100%" height="100%" fill="#ffffff"/>${parts.join("")}</svg>\n`;
  });
}

function canvasOf(one) {
  return withParts(one, "canvas", (placed, height) => {
    const canvas = document.createElement("canvas");
    canvas.width = PICTURE.pixelRatio * PICTURE.width;
    canvas.height = PICTURE.pixelRatio * height;
    const context = canvas.getContext("2d");
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    for (const { chart, left, top } of placed)
      context.drawImage(chart.renderToCanvas({ pixelRatio: PICTURE.pixelRatio }), PICTURE.pixelRatio * left, PICTURE.pixelRatio * top);
    return canvas;
  });
}

function csvOf(one) {
  const cell = (value) => {
    const text = value === null || value === undefined ? "" : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return KINDS[one.kind].rows(one.data).map((row) => row.map(cell).join(",")).join("\n") + "\n";
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/// The clipboard is closed to some pages that were opened as a file: these copy what is selected.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

const EXPORTS = {
  PNG: (one) => canvasOf(one).toBlob((blob) => save(blob, one.file + ".png"), "image/png"),
  SVG: (one) => save(new Blob([svgOf(one)], { type: "image/svg+xml" }), one.file + ".svg"),
  CSV: (one) => save(new Blob([csvOf(one)], { type: "text/csv" }), one.file + ".csv"),
  "Copy data": (one, opener) => copy(csvOf(one)).then(() => {
    opener.textContent = "Copied";
    setTimeout(() => { opener.textContent = "Save"; }, 1500);
  }),
};

/// A button above the chart that opens the list of formats.
function addSaveMenu(one) {
  const place = document.createElement("div");
  place.className = "save";
  const list = document.createElement("div");
  list.hidden = true;
  const opener = button("Save", `Save this chart: ${one.title}`, () => show(list.hidden));
  const show = (open) => {
    list.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
  };
  list.append(...Object.entries(EXPORTS).map(([name, run]) => button(name, "", () => {
    show(false);
    run(one, opener);
  })));
  show(false);
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    show(false);
    opener.focus();
  });
  place.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !place.contains(event.relatedTarget)) show(false);
  });
  document.addEventListener("pointerdown", (event) => {
    if (!place.contains(event.target)) show(false);
  });
  place.append(opener, list);
  one.figure.prepend(place);
}
