// Colours, lines and marks of what is drawn. The colours of arms differ for the colour-blind and in grey, and never
// stand alone: each arm has its own dash, mark and pattern.
"use strict";

const ARM_STYLES = [
  { light: "#767676", dark: "#9aa0a6", dash: [2, 3], symbol: "circle", decal: null },
  { light: "#a83c08", dark: "#f2894a", dash: "solid", symbol: "circle", decal: null },
  { light: "#2779bd", dark: "#6ab7f0", dash: [7, 3], symbol: "rect", decal: { rotation: 0.8, dash: [1, 0], gap: 5 } },
  { light: "#2c7d5a", dark: "#58c596", dash: [8, 3, 2, 3], symbol: "triangle", decal: { rotation: 0, dash: [1, 0], gap: 5 } },
  { light: "#96407a", dark: "#e59ac4", dash: [12, 4], symbol: "diamond", decal: { rotation: -0.8, dash: [1, 0], gap: 5 } },
  { light: "#8a6100", dark: "#e9b949", dash: [4, 4], symbol: "emptyCircle", decal: { rotation: 1.57, dash: [1, 0], gap: 5 } },
  { light: "#4a5fa8", dark: "#a3b3f5", dash: [1, 3], symbol: "emptyRect", decal: { rotation: 0.4, dash: [3, 3], gap: 5 } },
];

/// How the page looks just now; paper and saved pictures are light whatever the screen is.
function currentLook(light) {
  const dark = !light && matchMedia("(prefers-color-scheme: dark)").matches;
  const hue = (style) => (dark ? style.dark : style.light);
  return {
    dark,
    ink: dark ? "#e8e6e3" : "#1a1a1a",
    soft: dark ? "#a4a9ae" : "#5e6166",
    line: dark ? "#31363b" : "#e2e2df",
    paper: dark ? "#15181b" : "#ffffff",
    loss: hue(ARM_STYLES[1]),
    gain: hue(ARM_STYLES[2]),
    style(number) {
      const style = ARM_STYLES[number % ARM_STYLES.length];
      const decal = style.decal && {
        rotation: style.decal.rotation, symbol: "rect", dashArrayX: style.decal.dash, dashArrayY: [1.4, style.decal.gap],
        color: dark ? "rgba(0,0,0,.45)" : "rgba(255,255,255,.6)",
      };
      return { color: hue(style), dash: style.dash, symbol: style.symbol, decal };
    },
  };
}

/// At most `most` characters, with what is cut shown as cut, and kept from turning its surroundings around.
function shortened(name, most) {
  const characters = Array.from(name);
  const text = characters.length > most ? characters.slice(0, most - 1).join("") + "…" : name;
  return "\u2068" + text + "\u2069";
}

/// A number as people read it: 12,345, 123, 12.3 or 0.012.
function readable(value) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  const text = size.toLocaleString("en-GB", { minimumFractionDigits: 0, maximumFractionDigits: digits });
  return value < 0 ? "\u2212" + text : text;
}

/// The unit's sign behind a number: ` %`, or nothing for amounts, whose unit stands above the chart.
function signOf(unit) {
  return /^(%|per cent)/.test(unit) ? " %" : "";
}

/// `25 May 2018`, or without the year.
function dateWords(milliseconds, withYear = true) {
  const form = { day: "numeric", month: "long", timeZone: "UTC", ...(withYear ? { year: "numeric" } : {}) };
  return new Date(milliseconds).toLocaleDateString("en-GB", form);
}

function fontOf() {
  return getComputedStyle(document.body).fontFamily.replaceAll(`"`, "'");  // double quotes would end the attribute of a saved SVG
}

/// How wide a text of the chart will be.
function textWidth(text, size, weight = "normal") {
  return echarts.format.getTextRect(text, `${weight} ${size}px ${fontOf()}`).width;
}

/// The longest beginning of a name that fits into `width`.
function fitted(name, width, size, weight = "normal") {
  const all = Array.from(name).length;
  const whole = textWidth(name, size, weight);
  if (whole <= width) return shortened(name, all);
  let most = Math.min(all - 1, Math.floor((all * width) / whole) + 2);
  while (most > 4 && textWidth(shortened(name, most), size, weight) > width) --most;
  return shortened(name, most);
}

/// What every chart has: no movement, and nothing that a name could turn into markup.
function frameOf(look) {
  return {
    animation: false,
    useUTC: true,
    textStyle: { color: look.ink, fontFamily: fontOf() },
    tooltip: {
      renderMode: "richText", confine: true, backgroundColor: look.paper, borderColor: look.soft, borderWidth: 1,
      textStyle: { color: look.ink, fontSize: 13, overflow: "break", width: 260 },
    },
  };
}

/// Axis settings of a number in `unit`, which stands above the chart.
function numberAxis(look, unit) {
  return {
    type: "value",
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: look.soft, fontSize: 11, formatter: (value) => readable(value) + signOf(unit), hideOverlap: true },
    splitLine: { lineStyle: { color: look.line } },
  };
}
