// Values over days, a line each, with the band between its low and high where there are samples.
"use strict";

const DAY_MS = 86400000;

function pairs(days, values, start) {
  return days.map((day, k) => [start + DAY_MS * day, values[k]]);
}

function lineSeries(data, look, series, number, start) {
  const style = look.style(series.arm >= 0 ? series.arm : number + 1);
  return {
    id: "line" + number, name: series.name, type: "line", z: 3, symbol: style.symbol, showSymbol: false,
    data: pairs(data.days, series.values, start),
    lineStyle: { color: style.color, type: style.dash, width: 2.2 },
    itemStyle: { color: style.color },
    emphasis: { disabled: true },
  };
}

/// A mark at some days of a line, so that colour is not all that tells it from others.
function markSeries(data, look, series, number, start, first, last) {
  const style = look.style(series.arm >= 0 ? series.arm : number + 1);
  const within = pairs(data.days, series.values, start).filter((pair, k) => data.days[k] >= first && data.days[k] <= last);
  const every = data.points ? 1 : Math.ceil(within.length / 8);
  return {
    id: "mark" + number, name: series.name, type: "scatter", z: 4, silent: true, symbol: style.symbol, symbolSize: 7, tooltip: { show: false },
    itemStyle: { color: style.color }, data: within.filter((pair, k) => k % every === Math.floor(every / 2)),
  };
}

/// A band is two lines on top of each other, of which the second fills what is between them.
function bandSeries(data, look, series, number, start) {
  if (!series.low.length) return [];
  const color = look.style(series.arm >= 0 ? series.arm : number + 1).color;
  const shared = {
    type: "line", stack: "band" + number, stackStrategy: "all", symbol: "none", silent: true, z: 1,
    lineStyle: { opacity: 0 }, emphasis: { disabled: true }, tooltip: { show: false },
  };
  const widths = series.high.map((high, k) => high - series.low[k]);
  return [
    { ...shared, id: "low" + number, data: pairs(data.bandDays, series.low, start) },
    { ...shared, id: "high" + number, data: pairs(data.bandDays, widths, start), areaStyle: { color, opacity: look.dark ? 0.3 : 0.2 } },
  ];
}

/// Numbered marks of what happens; where two would touch, the first keeps its number.
function eventLines(data, look, start, first, last, width) {
  const pixel = (last - first) / Math.max(1, width - 80);
  let before = -Infinity;
  const marks = data.events.map((event, k) => {
    const number = String(k + 1);
    const clear = event.day - before >= (5 + 8 * number.length) * pixel;
    if (clear) before = event.day;
    return { xAxis: start + DAY_MS * event.day, label: { show: clear, formatter: number } };
  });
  return {
    silent: true, symbol: "none", animation: false, data: marks,
    lineStyle: { color: look.soft, type: [3, 3], width: 1 }, label: { color: look.soft, fontSize: 12, position: "end" },
  };
}

function linesOption(data, look, view) {
  const start = Date.parse(data.start + "T00:00:00Z");
  const [first, last] = view.window || data.windows[0] ? (view.window || data.windows[0].days) : [data.days[0], data.days.at(-1)];
  const shown = data.series.map((series, number) => ({ series, number })).filter((one) => !view.hidden.has(one.series.arm));
  const lines = shown.map((one) => lineSeries(data, look, one.series, one.number, start));
  if (lines.length) lines[0].markLine = eventLines(data, look, start, first, last, view.width);
  const armless = data.series.length > 0 && data.series[0].arm < 0;
  const legendHeight = armless ? 26 * Math.ceil(lines.reduce((sum, line) => sum + 60 + 7.5 * Math.min(30, line.name.length), 0) / view.width) : 0;
  const frame = frameOf(look);
  return {
    ...frame,
    height: (view.width < 500 ? 300 : 380) + legendHeight,
    legend: {
      show: armless, top: 0, left: 0, data: lines.map((line) => line.name), textStyle: { color: look.ink }, selectedMode: false, itemWidth: 34,
      formatter: (name) => shortened(name, 30),
    },
    grid: { left: 8, right: 16, top: 46 + legendHeight, bottom: 8, containLabel: true },
    xAxis: {
      type: "time", min: start + DAY_MS * first, max: start + DAY_MS * last,
      axisLabel: { color: look.soft, hideOverlap: true }, axisLine: { lineStyle: { color: look.soft } }, splitNumber: view.width < 500 ? 3 : 8,
    },
    yAxis: { ...numberAxis(look, data.unit), nameTextStyle: { color: look.soft, align: "left" }, nameGap: 26, min: (range) => Math.min(0, range.min) },
    tooltip: { ...frame.tooltip, trigger: "axis", axisPointer: { type: "line" }, formatter: (points) => dayText(data, shown, points) },
    series: [...shown.flatMap((one) => bandSeries(data, look, one.series, one.number, start)), ...lines,
      ...shown.map((one) => markSeries(data, look, one.series, one.number, start, first, last))],
  };
}

/// What the lines say of the day that is pointed at.
function dayText(data, shown, points) {
  const day = new Date(points[0].value[0]).toISOString().slice(0, 10);
  const rows = points.filter((point) => point.seriesId.startsWith("line") && point.value[1] !== null)
    .map((point) => `${shortened(point.seriesName, 40)}: ${readable(point.value[1])} ${data.unit}`);
  return [day, ...rows].join("\n");
}
