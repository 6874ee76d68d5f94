// The panel of controls. It knows what each control is, shows what differs from the file, and tells `onChange` of every
// change; what is asked of the server is not its business.
"use strict";

const LIVE = JSON.parse(document.getElementById("what-if-data").textContent);
const DAY = 86400000;
const GROUPS = { dates: "Dates", shares: "Openness and shares", stock: "Days of stock", substitutability: "Substitutability", amounts: "Amounts and times" };
const SLIDER_DAYS = 731;

/// An element with attributes, text and children; nothing here is ever read as HTML.
function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (typeof value === "boolean") made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

const dayNumber = (date) => Math.round(Date.parse(date + "T00:00:00Z") / DAY);
const dateOfDay = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const isDate = (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));

/// As people write it: 1 June 2018, 45 days, 30 %.
function inWords(control, value) {
  if (control.group === "dates") return isDate(value) ? new Date(value).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }) : value;
  const number = Number(value);
  if (value === "" || Number.isNaN(number)) return value;
  if (control.unit === "share") return `${Number((100 * number).toPrecision(3))} %`;
  return `${number.toLocaleString("en-GB", { maximumSignificantDigits: 4 })} ${control.unit}`.trim();
}

const isBare = (control) => ["on"].includes(control.name) || control.group === "stock" || control.group === "substitutability";
const titleOf = (control) => (isBare(control) ? control.owner : `${control.owner}: ${control.name}`);
const fileWords = (control) => control.prior || inWords(control, control.value);

/// What a slider goes from and to. The whole calendar, or of a long one the two years around the dates of the file: a
/// day has to be wide enough to be hit. The field beside it takes every day.
function sliderRange(control) {
  if (control.group === "dates") {
    const dates = LIVE.controls.filter((each) => each.group === "dates" && isDate(each.value)).map((each) => dayNumber(each.value));
    const [first, last] = [dayNumber(control.min), dayNumber(control.max)];
    if (last - first <= SLIDER_DAYS) return { min: first, max: last, step: 1 };
    const own = isDate(control.value) ? dayNumber(control.value) : first;
    const start = Math.max(first, Math.min(Math.min(...dates) - 90, own), own - SLIDER_DAYS + 90);
    return { min: start, max: Math.min(last, start + SLIDER_DAYS), step: 1 };
  }
  if (control.unit === "share") return { min: Math.max(0, Number(control.min)), max: Math.min(1, Number(control.max)), step: 0.01 };
  if (control.unit === "USD") return null;
  return { min: Math.max(0, Math.ceil(Number(control.min))), max: Math.min(Number(control.max), Math.max(180, 3 * Number(control.value))), step: 1 };
}

/// One control: a slider and a field that follow each other, a way back, and a place for what is wrong.
class Control {
  constructor(control, onChange) {
    this.control = control;
    this.range = sliderRange(control);
    const id = "control-" + control.key.replace(/[^A-Za-z0-9]/g, "-");
    const dates = control.group === "dates";
    this.field = make("input", { id, type: dates ? "date" : "text", ...(dates ? { min: control.min, max: control.max } : { inputmode: "decimal", autocomplete: "off" }), "aria-describedby": id + "-about" });
    this.field.addEventListener("input", () => this.take(this.field.value, false, onChange));
    this.field.addEventListener("change", () => this.take(this.field.value, true, onChange));
    if (this.range) {
      this.slider = make("input", { type: "range", "aria-label": titleOf(control), ...this.range });
      this.slider.addEventListener("input", () => this.take(this.fromSlider(), false, onChange));
      this.slider.addEventListener("change", () => this.take(this.fromSlider(), true, onChange));
    }
    this.reset = make("button", { type: "button", hidden: true, "aria-label": `Reset ${titleOf(control)}`, onclick: () => this.take(null, true, onChange) }, "Reset");
    this.fault = make("p", { class: "fault", role: "alert", hidden: true });
    this.about = make("p", { class: "about", id: id + "-about" });
    const unit = dates || control.unit === "share" ? "" : ` (${control.unit})`;
    this.element = make("div", { class: "control", "data-key": control.key, title: control.meaning },
      make("label", { for: id }, titleOf(control) + unit), make("div", { class: "inputs" }, ...(this.slider ? [this.slider] : []), this.field, this.reset), this.about, this.fault);
    this.show(undefined);
  }

  fromSlider() {
    return this.control.group === "dates" ? dateOfDay(Number(this.slider.value)) : String(Number(this.slider.value));
  }

  /// What the reader has chosen; `null`, nothing or the file's own value puts the file's back.
  take(value, settled, onChange) {
    const own = value === null || value === "" || (!this.control.prior && value === this.control.value);
    onChange(this.control.key, own ? undefined : value, settled);
  }

  show(value) {
    const { control } = this;
    const shown = value === undefined ? control.value : value;
    if (document.activeElement !== this.field || this.field.value === "") this.field.value = shown;
    if (this.slider) {
      this.slider.value = control.group === "dates" ? (isDate(shown) ? dayNumber(shown) : this.slider.value) : shown;
      this.slider.setAttribute("aria-valuetext", inWords(control, shown));
    }
    this.reset.hidden = value === undefined;
    this.element.classList.toggle("changed", value !== undefined);
    this.about.textContent = value === undefined ? (control.prior ? `In the file: ${control.prior}` : "")
      : control.prior ? `One value in place of ${control.prior}` : `In the file: ${fileWords(control)}`;
  }

  complain(message, hint) {
    this.fault.hidden = !message;
    this.fault.textContent = message ? message + (hint ? `. Hint: ${hint}` : "") : "";
    this.field.setAttribute("aria-invalid", String(Boolean(message)));
  }
}

/// Arms to show, as check boxes.
function armBoxes(onArms) {
  const boxes = LIVE.arms.map((arm) => make("input", { type: "checkbox", value: arm.id, checked: true }));
  const tell = () => onArms(boxes.filter((box) => box.checked).map((box) => box.value));
  for (const box of boxes) box.addEventListener("change", () => (boxes.some((each) => each.checked) ? tell() : (box.checked = true)));
  const field = make("fieldset", { class: "live-arms" }, make("legend", {}, "Arms"),
    ...boxes.map((box, k) => make("label", {}, box, " " + LIVE.arms[k].label)));
  return { field, show: (arms) => boxes.forEach((box) => { box.checked = arms.length === 0 || arms.includes(box.value); }) };
}

function sampleChoice(onSamples) {
  const counts = [...new Set([16, 32, 64, 128, 256, 512, 1024, LIVE.samples])].filter((count) => count > 1).sort((a, b) => a - b);
  const select = make("select", { id: "live-samples" }, ...counts.map((count) => make("option", { value: count }, String(count))));
  select.addEventListener("change", () => onSamples(Number(select.value) === LIVE.samples ? 0 : Number(select.value)));
  const field = make("p", { class: "control" }, make("label", { for: "live-samples" }, "Samples: more are slower and more certain"), select);
  return { field, show: (count) => {
    const wanted = String(count || LIVE.samples);
    if (![...select.options].some((option) => option.value === wanted)) select.append(make("option", { value: wanted }, wanted));
    select.value = wanted;
  } };
}
