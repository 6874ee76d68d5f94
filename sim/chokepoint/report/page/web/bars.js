// Amounts side by side: a bar is the middle, a whisker where 90 % of the samples lie, an outlined box a range alone.
"use strict";

const BAR_GAPS = { barGap: "12%", barCategoryGap: "30%", barMaxWidth: 16 };

/// A whisker beside the bar of the same series, or the box of a range.
function whisker(series, look, place, count, style) {
  return (params, api) => {
    const k = params.dataIndex;
    if (series.low[k] === null || series.low[k] === undefined) return undefined;
    const layout = api.barLayout({ ...BAR_GAPS, count })[place];
    const at = (value) => api.coord([value, k]);
    const [x1, y0] = at(series.low[k]);
    const [x2] = at(series.high[k]);
    const y = y0 + layout.offsetCenter;
    if (series.values[k] === null) {
      const shape = { x: Math.min(x1, x2), y: y - layout.width / 2, width: Math.max(2, Math.abs(x2 - x1)), height: layout.width };
      return { type: "rect", shape, style: { fill: "none", stroke: style.color, lineWidth: 1.2, lineDash: [3, 2] } };
    }
    const line = (ax, ay, bx, by) => ({ type: "line", shape: { x1: ax, y1: ay, x2: bx, y2: by }, style: { stroke: look.ink, lineWidth: 1 } });
    return { type: "group", children: [line(x1, y, x2, y), line(x1, y - 3, x1, y + 3), line(x2, y - 3, x2, y + 3)] };
  };
}

function barPair(data, look, series, place, count) {
  const style = look.style(series.arm >= 0 ? series.arm : place + 1);
  const bar = {
    name: series.name, type: "bar", ...BAR_GAPS, data: series.values,
    itemStyle: { color: style.color, decal: style.decal || undefined },
    emphasis: { disabled: true },
  };
  if (!series.low.length) return [{ ...bar, label: { show: true, position: "right", color: look.soft, fontSize: 11, formatter: (item) => readable(item.value) + signOf(data.unit) } }];
  const data2 = series.low.map((low, k) => [low, k, series.high[k]]);
  return [bar, {
    name: series.name, type: "custom", z: 5, silent: true, data: data2, encode: { x: [0, 2], y: 1 },
    renderItem: whisker(series, look, place, count, style), tooltip: { show: false },
  }];
}

function barsOption(data, look, view) {
  const shown = data.series.filter((series) => !view.hidden.has(series.arm));
  const narrow = view.width < NARROW;
  const room = Math.min(Math.max(0, ...data.names.map((name) => textWidth(name, 12))), view.width * (narrow ? 0.38 : 0.3));
  const frame = frameOf(look);
  return {
    ...frame,
    height: 34 + data.names.length * Math.max(24, 13 * shown.length + 8),
    grid: { left: room + 12, right: 44, top: 4, bottom: 26 },
    xAxis: { ...numberAxis(look, data.unit), splitNumber: narrow ? 2 : 6 },
    yAxis: {
      type: "category", inverse: true, data: data.names, axisTick: { show: false }, axisLine: { lineStyle: { color: look.soft, width: 0.8 } },
      axisLabel: { color: look.ink, fontSize: 12, interval: 0, formatter: (name) => fitted(name, room, 12) },
    },
    tooltip: { ...frame.tooltip, trigger: "axis", axisPointer: { type: "none" }, formatter: (points) => barText(data, shown, points[0].dataIndex) },
    series: shown.flatMap((series, place) => barPair(data, look, series, place, shown.length)),
  };
}

/// `1,930 million (1,700 to 2,100)` of an amount and its range, where there are.
function amountText(value, low, high, unit) {
  const ranged = low !== null && low !== undefined;
  if (value === null) return ranged ? `${readable(low)} to ${readable(high)} ${unit}` : "no number";
  return `${readable(value)} ${unit}` + (ranged ? ` (${readable(low)} to ${readable(high)})` : "");
}

function barText(data, shown, k) {
  const rows = shown.map((series) => `${shortened(series.name, 40)}: ${amountText(series.values[k], series.low[k], series.high[k], data.unit)}`);
  return [shortened(data.names[k], 60), ...rows].join("\n");
}

/// A row a name, and of each series its value and its range.
function barsRows(data) {
  const head = ["name"];
  for (const series of data.series) head.push(`${series.name}, ${data.unit}`, ...(series.low.length ? [series.name + ", low", series.name + ", high"] : []));
  return [head, ...data.names.map((name, k) => [name, ...data.series.flatMap((series) =>
    [series.values[k], ...(series.low.length ? [series.low[k], series.high[k]] : [])])])];
}
