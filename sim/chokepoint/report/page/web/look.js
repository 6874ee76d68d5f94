// Colours, lines and marks of what is drawn: Okabe and Ito's colours, told apart by the colour-blind, and never alone.
"use strict";

const ARM_STYLES = [
  { light: "#6b6b6b", dark: "#b5b5b5", dash: [2, 3], symbol: "none", decal: null },
  { light: "#d55e00", dark: "#f07a26", dash: "solid", symbol: "circle", decal: null },
  { light: "#0072b2", dark: "#4fb0ea", dash: [8, 3], symbol: "rect", decal: { rotation: 0.8, dash: [1, 0], gap: 5 } },
  { light: "#007a5a", dark: "#22c79b", dash: [8, 3, 2, 3], symbol: "triangle", decal: { rotation: 0, dash: [1, 0], gap: 5 } },
  { light: "#a8487f", dark: "#e59ac4", dash: [12, 4], symbol: "diamond", decal: { rotation: -0.8, dash: [1, 0], gap: 5 } },
  { light: "#946400", dark: "#f0b429", dash: [4, 4], symbol: "emptyCircle", decal: { rotation: 1.57, dash: [1, 0], gap: 5 } },
  { light: "#2b7fb0", dark: "#7cc9f2", dash: [1, 3], symbol: "emptyRect", decal: { rotation: 0.4, dash: [3, 3], gap: 5 } },
];

/// How the page looks just now; on paper it is light whatever the screen is.
function currentLook(printing) {
  const dark = !printing && matchMedia("(prefers-color-scheme: dark)").matches;
  const hue = (style) => (dark ? style.dark : style.light);
  return {
    dark,
    ink: dark ? "#e6eaee" : "#1b1f24",
    soft: dark ? "#a3adb8" : "#56606b",
    line: dark ? "#3a434d" : "#d3d9df",
    paper: dark ? "#14181d" : "#ffffff",
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
  return value.toLocaleString("en-GB", { minimumFractionDigits: 0, maximumFractionDigits: digits });
}

/// What every chart has: no movement, and nothing that a name could turn into markup.
function frameOf(look) {
  return {
    animation: false,
    useUTC: true,
    textStyle: { color: look.ink, fontFamily: getComputedStyle(document.body).fontFamily },
    tooltip: {
      renderMode: "richText", confine: true, backgroundColor: look.paper, borderColor: look.soft, borderWidth: 1,
      textStyle: { color: look.ink, fontSize: 13, overflow: "break", width: 260 },
    },
  };
}

/// Axis settings of a number in `unit`.
function numberAxis(look, unit) {
  return {
    type: "value",
    name: unit,
    nameTextStyle: { color: look.soft },
    axisLabel: { color: look.soft, formatter: (value) => readable(value), hideOverlap: true },
    splitLine: { lineStyle: { color: look.line } },
  };
}
