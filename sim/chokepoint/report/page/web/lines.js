// Values over days, a line each, with the band between its low and high where there are samples. Lines are named at
// their ends, and events in words at their dates; where there is no room, by numbers that a list explains.
"use strict";

const DAY_MS = 86400000;
const EVENT_ROW = 14;
const NARROW = 500;

/// Values with their dates, of days within `view` alone.
function pairs(days, values, view) {
  return days.map((day, k) => [view.start + DAY_MS * day, values[k]]).filter((pair, k) => days[k] >= view.first && days[k] <= view.last);
}

function styleOf(look, series, number) {
  return look.style(series.arm >= 0 ? series.arm : number + 1);
}

function lineSeries(data, look, series, number, view) {
  const style = styleOf(look, series, number);
  return {
    id: "line" + number, name: series.name, type: "line", z: 3, symbol: style.symbol, symbolSize: 6, showSymbol: data.points,
    data: pairs(data.days, series.values, view),
    lineStyle: { color: style.color, type: style.dash, width: series.arm === 0 ? 1.2 : 2.2 },
    itemStyle: { color: style.color },
    emphasis: { disabled: true },
  };
}

/// A band is two lines on top of each other, of which the second fills what is between them.
function bandSeries(data, look, series, number, view) {
  if (!series.low.length || (view.few && series.arm > 2)) return [];
  const color = styleOf(look, series, number).color;
  const shared = {
    type: "line", stack: "band" + number, stackStrategy: "all", symbol: "none", silent: true, z: 1,
    lineStyle: { opacity: 0 }, emphasis: { disabled: true }, tooltip: { show: false },
  };
  const widths = series.high.map((high, k) => high - series.low[k]);
  return [
    { ...shared, id: "low" + number, data: pairs(data.bandDays, series.low, view) },
    { ...shared, id: "high" + number, data: pairs(data.bandDays, widths, view), areaStyle: { color, opacity: look.dark ? 0.26 : 0.16 } },
  ];
}

/// Where events stand: words on steps that go down to the right, so that no word crosses the line of a later event; or
/// numbers where there is no room for words.
function placedEvents(data, view, left, right) {
  const x = (day) => left + ((right - left) * (day - view.first)) / Math.max(1, view.last - view.first);
  const placed = [];
  data.events.forEach((event, k) => {
    if (event.day < view.first || event.day > view.last) return;
    const text = view.numbered ? String(k + 1) : event.words;
    const at = x(event.day);
    const size = textWidth(text, 11.5) + 8;
    const turned = at + size > right + 60;
    const from = turned ? at - size : at;
    const row = Math.max(0, ...placed.filter((other) => other.to > from).map((other) => other.row + 1));
    placed.push({ event, text, from, to: turned ? at : at + size, row, turned });
  });
  return placed;
}

function eventSeries(placed, look, start, rows) {
  return {
    id: "events", type: "custom", silent: true, z: 2, clip: false, tooltip: { show: false }, data: placed.map((one) => [start + DAY_MS * one.event.day, 0]),
    renderItem: (params, api) => {
      const one = placed[params.dataIndex];
      const frame = params.coordSys;
      const x = api.coord([start + DAY_MS * one.event.day, 0])[0];
      const y = frame.y - EVENT_ROW * (rows - one.row) - 2;
      const color = one.event.arm > 0 ? look.style(one.event.arm).color : look.ink;
      return {
        type: "group", children: [
          { type: "line", shape: { x1: x, x2: x, y1: y, y2: frame.y + frame.height }, style: { stroke: look.soft, lineWidth: 0.8, opacity: 0.7 } },
          { type: "text", style: { text: one.text, x: one.turned ? x - 4 : x + 4, y: y + 1, fill: color, fontSize: 11.5, fontFamily: fontOf(), align: one.turned ? "right" : "left", verticalAlign: "top" } },
        ],
      };
    },
  };
}

/// The names of lines at their ends, moved apart where they would touch.
function nameSeries(shown, look, view) {
  const lasts = shown.map((one) => one.line.data.findLast((pair) => pair[1] !== null) || [view.start + DAY_MS * view.last, 0]);
  return {
    id: "names", type: "custom", silent: true, z: 5, clip: false, tooltip: { show: false }, data: [[view.start + DAY_MS * view.last, 0]],
    renderItem: (params, api) => {
      const labels = shown.map((one, k) => ({ one, y: api.coord(lasts[k])[1] })).sort((a, b) => a.y - b.y);
      for (let k = 1; k < labels.length; ++k) labels[k].y = Math.max(labels[k].y, labels[k - 1].y + 15);
      const bottom = params.coordSys.y + params.coordSys.height;
      for (let k = labels.length - 1, y = bottom; k >= 0; --k, y -= 15) labels[k].y = Math.min(labels[k].y, y);
      const x = params.coordSys.x + params.coordSys.width + 6;
      return {
        type: "group",
        children: labels.map((label) => ({
          type: "text", style: { text: fitted(label.one.series.name, view.nameWidth, 12, "bold"), x, y: label.y, fill: styleOf(look, label.one.series, label.one.number).color, fontSize: 12, fontFamily: fontOf(), fontWeight: 600, verticalAlign: "middle" },
        })),
      };
    },
  };
}

/// What part of the calendar is drawn, and in how much room.
function lineView(data, view) {
  const window = view.window || (data.windows[0] && data.windows[0].days) || [data.days[0], data.days.at(-1)];
  const named = data.series.length > 1 && view.width >= NARROW;
  const longest = Math.max(0, ...data.series.map((series) => textWidth(series.name, 12, "bold")));
  return {
    start: Date.parse(data.start + "T00:00:00Z"), first: window[0], last: window[1], named, few: view.compact && data.series.length > 4, numbered: view.width < NARROW,
    nameWidth: named ? Math.min(longest, view.width * 0.22) + 4 : 0,
  };
}

function linesOption(data, look, view) {
  const place = lineView(data, view);
  const shown = data.series.map((series, number) => ({ series, number })).filter((one) => !view.hidden.has(one.series.arm));
  for (const one of shown) one.line = lineSeries(data, look, one.series, one.number, place);
  const [left, right] = [46, view.width - 14 - place.nameWidth];
  const events = placedEvents(data, place, left, right);
  const rows = Math.max(0, ...events.map((one) => one.row + 1));
  const frame = frameOf(look);
  const unnamed = data.series.length > 1 && data.series[0].arm < 0 && !place.named;
  const legend = unnamed ? 24 * Math.ceil(shown.reduce((sum, one) => sum + 50 + textWidth(one.series.name, 12), 0) / view.width) : 0;
  const plot = view.paper && view.compact ? 150 : view.compact ? 190 : view.width < NARROW ? 260 : 300;
  return {
    ...frame,
    height: Math.max(plot + legend + EVENT_ROW * rows, view.beside || 0),
    legend: { show: unnamed, top: 0, left: 0, data: shown.map((one) => one.series.name), textStyle: { color: look.ink }, selectedMode: false, itemWidth: 30 },
    grid: { left, right: view.width - right, top: 10 + legend + EVENT_ROW * rows, bottom: 26 },
    xAxis: {
      type: "time", min: place.start + DAY_MS * place.first, max: place.start + DAY_MS * place.last,
      axisLabel: { color: look.soft, fontSize: 11, hideOverlap: true, formatter: { year: "{yyyy}", month: "{MMM}", day: "{d} {MMM}" } },
      axisLine: { lineStyle: { color: look.soft, width: 0.8 } }, axisTick: { lineStyle: { color: look.soft } }, splitNumber: view.width < NARROW ? 3 : 8,
    },
    yAxis: { ...numberAxis(look, data.unit), min: (range) => Math.min(0, range.min), splitNumber: 4 },
    tooltip: { ...frame.tooltip, trigger: "axis", axisPointer: { type: "line" }, formatter: (points) => dayText(data, points) },
    series: [...shown.flatMap((one) => bandSeries(data, look, one.series, one.number, place)), ...shown.map((one) => one.line),
      eventSeries(events, look, place.start, rows), ...(place.named ? [nameSeries(shown, look, place)] : [])],
  };
}

/// What the lines say of the day that is pointed at.
function dayText(data, points) {
  const rows = points.filter((point) => point.seriesId.startsWith("line") && point.value[1] !== null)
    .map((point) => `${shortened(point.seriesName, 40)}: ${readable(point.value[1])} ${data.unit}`);
  return [dateWords(points[0].value[0]), ...rows].join("\n");
}

/// A row a day, and of each line its value and its range.
function linesRows(data) {
  const head = ["date"];
  for (const series of data.series) head.push(series.name, ...(series.low.length ? [series.name + ", low", series.name + ", high"] : []));
  const start = Date.parse(data.start + "T00:00:00Z");
  const at = new Map(data.bandDays.map((day, k) => [day, k]));
  return [head, ...data.days.map((day, k) => {
    const row = [new Date(start + DAY_MS * day).toISOString().slice(0, 10)];
    for (const series of data.series) {
      row.push(series.values[k]);
      if (series.low.length) row.push(series.low[at.get(day)], series.high[at.get(day)]);
    }
    return row;
  })];
}
