// Amounts side by side: a bar is the middle, a whisker where 90 % of the samples lie, an outlined box a range alone.
"use strict";

const BAR_GAPS = { barGap: "12%", barCategoryGap: "28%", barMaxWidth: 22 };

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
      return { type: "rect", shape, style: { fill: "none", stroke: style.color, lineWidth: 1.5, lineDash: [3, 2] } };
    }
    const line = (ax, ay, bx, by) => ({ type: "line", shape: { x1: ax, y1: ay, x2: bx, y2: by }, style: { stroke: look.ink, lineWidth: 1.3 } });
    return { type: "group", children: [line(x1, y, x2, y), line(x1, y - 4, x1, y + 4), line(x2, y - 4, x2, y + 4)] };
  };
}

function barPair(data, look, series, place, count) {
  const style = look.style(series.arm >= 0 ? series.arm : place + 1);
  const bar = {
    name: series.name, type: "bar", ...BAR_GAPS, data: series.values,
    itemStyle: { color: style.color, decal: style.decal || undefined },
    emphasis: { disabled: true },
  };
  if (!series.low.length) return [bar];
  const data2 = series.low.map((low, k) => [low, k, series.high[k]]);
  return [bar, {
    name: series.name, type: "custom", z: 5, silent: true, data: data2, encode: { x: [0, 2], y: 1 },
    renderItem: whisker(series, look, place, count, style), tooltip: { show: false },
  }];
}

/// Room for names of at most `most` characters; those of East Asia are twice as wide.
function roomFor(names, most, size) {
  const widths = names.map((name) => Array.from(shortened(name, most)).reduce((sum, c) => sum + size * (c > "\u2e80" ? 1.1 : 0.59), 0));
  return 10 + Math.max(0, ...widths);
}

function barsOption(data, look, view) {
  const shown = data.series.filter((series) => !view.hidden.has(series.arm));
  const narrow = view.width < 500;
  const [most, size] = narrow ? [22, 11] : [34, 12];
  const frame = frameOf(look);
  return {
    ...frame,
    height: 70 + data.names.length * Math.max(26, 14 * shown.length + 8),
    grid: { left: roomFor(data.names, most, size), right: 24, top: 8, bottom: 48 },
    xAxis: { ...numberAxis(look, data.unit), nameLocation: "middle", nameGap: 28, splitNumber: narrow ? 3 : 6 },
    yAxis: {
      type: "category", inverse: true, data: data.names, axisTick: { show: false }, axisLine: { lineStyle: { color: look.soft } },
      axisLabel: { color: look.ink, fontSize: size, interval: 0, formatter: (name) => shortened(name, most) },
    },
    tooltip: { ...frame.tooltip, trigger: "axis", axisPointer: { type: "none" }, formatter: (points) => barText(data, shown, points[0].dataIndex) },
    series: shown.flatMap((series, place) => barPair(data, look, series, place, shown.length)),
  };
}

function barText(data, shown, k) {
  const rows = shown.map((series) => {
    const middle = series.values[k] === null ? "" : ` ${readable(series.values[k])}`;
    const range = series.low.length && series.low[k] !== null ? ` (${readable(series.low[k])} to ${readable(series.high[k])})` : "";
    return `${shortened(series.name, 40)}:${middle}${range} ${data.unit}`;
  });
  return [shortened(data.names[k], 60), ...rows].join("\n");
}
