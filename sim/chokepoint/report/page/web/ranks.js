// Who loses and who gains: a row for each group or firm, a panel for each unit, and in it a mark and a range for each
// arm. The target stands apart, on a scale of its own.
"use strict";


/// The least and the most that a panel `wide` pixels wide must show, with room for the numbers beside the marks; 0 is
/// always in it.
function extentOf(rows, panel, shown, wide) {
  const values = rows.flatMap((row) => shown.flatMap((s) => row.cells[panel][s])).filter((value) => value !== null);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const span = high - low || 1;
  const numbers = rows.map((row) => row.cells[panel][shown[0]]).filter((cell) => cell && cell[0] !== null).map((cell) => cell[0]);
  const room = (sign) => 12 + Math.max(0, ...numbers.filter((value) => sign * value > 0.002 * span).map((value) => textWidth(numberOf(value), 10.5)));
  const [left, right] = [room(1), room(-1)];
  const scale = span / Math.max(20, wide - left - right);
  return [low - right * scale, high + left * scale];
}

/// A number of three digits or more, without its sign.
function numberOf(value) {
  const size = Math.abs(value);
  return size.toLocaleString("en-GB", { maximumFractionDigits: size >= 99.5 ? 0 : 1 });
}

function markShape(symbol, x, y, color) {
  if (symbol === "rect") return { type: "rect", shape: { x: x - 3.5, y: y - 3.5, width: 7, height: 7 }, style: { fill: color } };
  if (symbol === "triangle") return { type: "polygon", shape: { points: [[x, y - 4.5], [x + 4.5, y + 3.5], [x - 4.5, y + 3.5]] }, style: { fill: color } };
  return { type: "circle", shape: { cx: x, cy: y, r: 4 }, style: { fill: color } };
}

/// A row's range, mark and number under one arm.
function rankMark(cell, api, k, offset, style, look, labelled) {
  const [middle, low, high] = cell;
  const at = (value) => api.coord([value, k])[0];
  const y = api.coord([0, k])[1] + offset;
  const parts = [];
  if (low !== null && middle === null) {
    const [x1, x2] = [at(low), at(high)].sort((a, b) => a - b);
    parts.push({ type: "rect", shape: { x: x1, y: y - 3, width: Math.max(2, x2 - x1), height: 6 }, style: { fill: "none", stroke: style.color, lineWidth: 1, lineDash: [3, 2] } });
  } else if (low !== null) {
    parts.push({ type: "line", shape: { x1: at(low), x2: at(high), y1: y, y2: y }, style: { stroke: style.color, lineWidth: 1.4 } });
  }
  if (middle !== null) parts.push(markShape(style.symbol, at(middle), y, style.color));
  if (labelled && middle !== null) {
    const losing = middle >= 0;
    const end = losing ? at(high === null ? middle : high) - 7 : at(low === null ? middle : low) + 7;
    parts.push({ type: "text", style: { text: numberOf(middle), x: end, y, fill: look.ink, fontSize: 10.5, fontFamily: fontOf(), align: losing ? "right" : "left", verticalAlign: "middle" } });
  }
  return parts;
}

/// The marks of a panel's rows; losses go to the left.
function rankSeries(rows, panel, shown, data, look, axis) {
  return {
    type: "custom", xAxisIndex: axis, yAxisIndex: axis, clip: false, data: rows.map((row, k) => [0, k]),
    renderItem: (params, api) => {
      const k = params.dataIndex;
      const children = shown.flatMap((s, place) => {
        const offset = (place - (shown.length - 1) / 2) * 8.5;
        return rankMark(rows[k].cells[panel][s], api, k, offset, look.style(data.series[s].arm), look, place === 0);
      });
      return { type: "group", children };
    },
  };
}

function rankAxes(rows, extent, look, axis, isLast, unit, wide) {
  const label = (value) => readable(Math.abs(value)) + signOf(unit);
  return {
    x: {
      ...numberAxis(look, unit), gridIndex: axis, inverse: true, min: extent[0], max: extent[1], splitNumber: wide > 250 ? 5 : 2,
      splitLine: { show: isLast, showMinLine: false, showMaxLine: false, lineStyle: { color: look.line } },
      axisLabel: { show: isLast, color: look.soft, fontSize: 10.5, hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: label },
    },
    y: {
      type: "category", gridIndex: axis, inverse: true, data: rows.map((row) => row.name), axisTick: { show: false },
      axisLine: { onZero: true, lineStyle: { color: look.soft, width: 0.8 } }, z: 1,
      axisLabel: { show: false },
    },
  };
}

/// Names of rows beside the first panel.
function rankNames(rows, look, axis, room) {
  return {
    type: "custom", xAxisIndex: axis, yAxisIndex: axis, silent: true, clip: false, tooltip: { show: false }, data: rows.map((row, k) => [0, k]),
    renderItem: (params, api) => {
      const row = rows[params.dataIndex];
      return { type: "text", style: { text: fitted(row.name, room, 12, row.bold ? "bold" : "normal"), x: params.coordSys.x - room - 8, y: api.coord([0, params.dataIndex])[1], fill: look.ink, fontSize: 12, fontFamily: fontOf(), fontWeight: row.bold ? 600 : 400, verticalAlign: "middle" } };
    },
  };
}

function ranksOption(data, look, view) {
  const shown = data.series.map((series, s) => s).filter((s) => !view.hidden.has(data.series[s].arm));
  const parts = [data.rows.filter((row) => row.target), data.rows.filter((row) => !row.target)].filter((rows) => rows.length);
  const room = Math.min(Math.max(...data.rows.map((row) => textWidth(row.name, 12, row.bold ? "bold" : "normal"))), view.width * 0.36);
  const wide = (view.width - room - 12 - 14 * (data.panels.length - 1)) / data.panels.length;
  const option = { grid: [], xAxis: [], yAxis: [], series: [], graphic: [] };
  const high = view.paper ? 19 : view.compact && view.width > NARROW - 100 ? 22 : 25;
  let top = 36;
  for (const rows of parts) {
    const isLast = rows === parts.at(-1);
    data.panels.forEach((panel, p) => {
      const axis = option.grid.length;
      const left = room + 12 + p * (wide + 14);
      option.grid.push({ left, width: wide, top, height: high * rows.length });
      const axes = rankAxes(rows, extentOf(rows, p, shown, wide), look, axis, isLast, panel.unit, wide);
      option.xAxis.push(axes.x);
      option.yAxis.push(axes.y);
      option.series.push(rankSeries(rows, p, shown, data, look, axis));
      if (p === 0) option.series.push(rankNames(rows, look, axis, room));
      if (top === 36) option.graphic.push(panelTitle(panel, left, wide, look));
    });
    top += high * rows.length + 8;
  }
  const frame = frameOf(look);
  return { ...frame, ...option, height: top + 16, tooltip: { ...frame.tooltip, trigger: "item", formatter: (item) => rankText(data, shown, item) } };
}

/// The unit of a panel and which way is which.
function panelTitle(panel, left, wide, look) {
  return {
    type: "group", x: left, y: 2, silent: true, children: [
      { type: "text", style: { text: fitted(panel.title, wide, 11.5, "bold"), x: 0, y: 0, fill: look.ink, fontSize: 11.5, fontFamily: fontOf(), fontWeight: 600 } },
      { type: "text", style: { text: "← loses", x: 0, y: 16, fill: look.soft, fontSize: 10.5, fontFamily: fontOf() } },
      { type: "text", style: { text: "gains →", x: wide, y: 16, fill: look.soft, fontSize: 10.5, fontFamily: fontOf(), align: "right" } },
    ],
  };
}

function rankText(data, shown, item) {
  const row = data.rows.find((one) => one.name === item.name) || data.rows[item.dataIndex];
  const lines = data.panels.flatMap((panel, p) => shown.map((s) => {
    const [middle, low, high] = row.cells[p][s];
    return `${shortened(data.series[s].name, 30)}: ${amountText(middle, low, high, panel.unit)}`;
  }));
  return [shortened(row.name, 60), ...lines].join("\n");
}

/// A row a name, and of each panel and arm the loss and its range; gains are below 0.
function ranksRows(data) {
  const head = ["name"];
  for (const panel of data.panels) for (const series of data.series)
    head.push(`${series.name}, ${panel.unit} lost`, `${series.name}, low`, `${series.name}, high`);
  return [head, ...data.rows.map((row) => [row.name, ...row.cells.flat(2)])];
}
