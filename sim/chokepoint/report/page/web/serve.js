// What if: every change of the panel goes to the server that sent this page, and its answer to the parts of the page.
// Of the changes made while an answer is on its way, only the newest is sent after it.
"use strict";

const TAB = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const HOME = location.pathname;
const IDLE = 400;
const state = { set: {}, arms: [], samples: 0 };
const timings = [];  // milliseconds from a change to its picture, for tests and the curious
let version = 0;
let answered = 0;    // the newest change that is drawn whole
let waiting = null;  // a change that is to be sent
let running = null;  // the request on its way
let idle = 0;
let isDragging = false;
let touched = "";    // the control that the reader changed last
let isGone = false;

const controls = new Map(LIVE.controls.map((control) => [control.key, new Control(control, changeKey)]));
const arms = armBoxes((chosen) => { state.arms = chosen.length === LIVE.arms.length ? [] : chosen; changed(true); });
const samples = sampleChoice((count) => { state.samples = count; changed(true); });
const statusLine = make("p", { class: "status", role: "status" });
const figures = make("dl", {});
const differences = make("ul", { class: "differences" });
const resetAll = make("button", { type: "button", hidden: true, onclick: () => { restore({ set: {}, arms: [], samples: 0 }); changed(true); } }, "Reset all");
const banner = make("div", { class: "gone", role: "alert", hidden: true });

function changeKey(key, value, settled) {
  if (state.set[key] === value && !settled) return;
  touched = key;
  if (value === undefined) delete state.set[key]; else state.set[key] = value;
  changed(settled);
}

/// A change of the reader's; a slider that is still held is not settled.
function changed(settled) {
  showState();
  writeLink(settled);
  ask(visibleParts(), performance.now());
}

function showState() {
  for (const [key, control] of controls) control.show(state.set[key]);
  arms.show(state.arms);
  samples.show(state.samples);
  const lines = Object.entries(state.set).filter(([key]) => controls.has(key)).map(([key, value]) => {
    const { control } = controls.get(key);
    const text = `${titleOf(control)}: ${inWords(control, value)} instead of ${fileWords(control)}`;
    return make("li", {}, text, make("button", { type: "button", "aria-label": `Reset ${titleOf(control)}`, onclick: () => changeKey(key, undefined, true) }, "Reset"));
  });
  if (state.arms.length) lines.push(make("li", {}, "Shown: " + LIVE.arms.filter((arm) => state.arms.includes(arm.id)).map((arm) => arm.label).join(", ")));
  if (state.samples) lines.push(make("li", {}, `${state.samples} samples instead of ${LIVE.samples}`));
  differences.replaceChildren(...(lines.length ? lines : [make("li", { class: "about" }, "Nothing differs from the file.")]));
  resetAll.hidden = lines.length === 0;
}

// The link holds what differs from the file.

const shortKey = (key) => key.replace(/^actions\./, "");
const isState = () => Object.keys(state.set).length || state.arms.length || state.samples;

function linkOf() {
  const words = Object.entries(state.set).map(([key, value]) => `${encodeURIComponent(shortKey(key))}=${encodeURIComponent(value)}`);
  if (state.arms.length) words.push("arms=" + state.arms.map(encodeURIComponent).join(","));
  if (state.samples) words.push("samples=" + state.samples);
  return words.length ? "#" + words.join("&") : "";
}

/// A drag is one step for the back button, however many changes it has.
function writeLink(settled) {
  if (!isDragging && location.hash !== linkOf()) history.pushState(null, "", HOME + linkOf());
  else history.replaceState(null, "", HOME + linkOf());
  isDragging = !settled;
}

function readLink(hash) {
  const found = { set: {}, arms: [], samples: 0 };
  for (const word of hash.slice(1).split("&").slice(0, 200)) {
    const at = word.indexOf("=");
    const [name, value] = [decodedPart(word.slice(0, at)), word.slice(at + 1)];
    const key = controls.has("actions." + name) ? "actions." + name : name;
    if (name === "arms") found.arms = value.split(",").map(decodedPart).filter((id) => LIVE.arms.some((arm) => arm.id === id));
    else if (name === "samples") found.samples = Math.max(0, Math.min(4096, Math.round(Number(value)) || 0));
    else if (at > 0 && controls.has(key)) found.set[key] = decodedPart(value).slice(0, 40);
  }
  return found;
}

function restore(wanted) {
  Object.assign(state, wanted);
  showState();
}

/// Back and forward; a link to a section of the page leaves the state as it is.
function followLink() {
  if (location.hash && !location.hash.includes("=")) {
    if (isState()) history.replaceState(null, "", HOME + linkOf());
    return;
  }
  if (location.hash === linkOf()) return;
  restore(readLink(location.hash));
  ask(visibleParts(), performance.now());
}

// Requests.

const bodyOf = (more) => JSON.stringify({ tab: TAB, ...state, ...more });
class Lost extends Error {}
/// A request that fails for want of a server, and not because it was called off.
const orLost = (promise) => promise.catch((error) => { throw error.name === "AbortError" ? error : new Lost(error.message); });
const post = (what, body, signal) => fetch(HOME + what, { method: "POST", headers: { "Content-Type": "application/json" }, body, signal });

function ask(parts, since) {
  clearTimeout(idle);
  version += 1;
  waiting = { version, parts, since };
  if (running === null) sendNext();
  else if (running.drawn || running.isRest) running.abort.abort();
}

async function sendNext() {
  if (waiting === null) return;
  const one = running = { ...waiting, abort: new AbortController(), drawn: false };
  waiting = null;
  try {
    const response = await orLost(post("change", bodyOf({ version: one.version, parts: one.parts }), one.abort.signal));
    if (!response.ok) throw new Error(await response.text());
    await readLines(response.body.getReader(), (line) => take(one, JSON.parse(line)));
  } catch (error) {
    if (error instanceof Lost) gone();
    else if (error.name !== "AbortError") statusLine.textContent = error.message;
  }
  running = null;
  if (waiting) sendNext();
  else if (!one.isRest && answered === one.version) idle = setTimeout(askRest, IDLE);
}

async function readLines(reader, use) {
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await orLost(reader.read());
    text += decoder.decode(value, { stream: !done });
    const lines = text.split("\n");
    text = lines.pop();
    for (const line of lines) use(line);
    if (done) return;
  }
}

/// What nobody sees follows once the reader stops.
function askRest() {
  const parts = otherParts(visibleParts());
  version += 1;
  waiting = { version, parts, since: performance.now(), isRest: true };
  if (running === null) sendNext();
}

function take(one, answer) {
  back();
  if (answer.stopped) return;
  if (answer.failed) { statusLine.textContent = `The run failed: ${answer.failed}`; return; }
  complain(answer.faults || []);
  if (answer.faults) return;
  const arrived = performance.now();
  for (const [id, html] of Object.entries(answer.parts)) updatePart(id, html);
  const draw = performance.now() - arrived;
  showFigures(answer.figures);
  const whole = answer.samples === answer.of;
  statusLine.textContent = answer.of <= 1 ? "One run with central values" : whole ? `${answer.of} samples` : `${answer.samples} of ${answer.of} samples`;
  if (!one.isRest && !one.drawn) requestAnimationFrame(() => timings.push({ version: one.version, ms: performance.now() - one.since, draw, load: answer.load_ms, run: answer.run_ms, page: answer.page_ms, samples: answer.samples }));
  one.drawn = true;
  if (whole) answered = one.version;
  document.body.dataset.answered = String(answered);
  if (waiting) one.abort.abort();
}

/// Says what is wrong at the control that it is about. Two values that contradict each other are shown at the last one.
function complain(faults) {
  const keyOf = (fault) => (controls.has(fault.key) ? fault.key : touched);
  for (const [key, control] of controls) {
    const fault = faults.find((each) => keyOf(each) === key);
    control.complain(fault ? fault.message : "", fault ? fault.hint : "");
  }
  const others = faults.filter((fault) => !controls.has(keyOf(fault)));
  if (faults.length) statusLine.textContent = ["The picture stays as it was: a value cannot be used.", ...others.map((fault) => `${fault.message}. Hint: ${fault.hint}`)].join(" ");
}

function showFigures(list) {
  figures.replaceChildren(...list.map((one) => make("div", {}, make("dt", {}, one.name), make("dd", {}, make("b", {}, one.amount)), make("dd", { class: "about" }, one.share),
    ...(isState() && one.change ? [make("dd", { class: one.change === "as in the file" ? "change" : "change differs" }, one.change === "as in the file" ? one.change : `${one.change} than the ${one.before} of the file`)] : []))));
}

// A server that is gone.

function gone() {
  isGone = true;
  document.body.dataset.gone = "true";
  banner.replaceChildren("The server has stopped. Run ", make("code", {}, LIVE.command), " again and open the address that it prints",
    ...(isState() ? [", with ", make("code", {}, linkOf()), " at its end to keep your changes"] : []), ".");
  banner.hidden = false;
}

function back() {
  if (!isGone) return;
  isGone = false;
  delete document.body.dataset.gone;
  banner.hidden = true;
}

/// Asks even while a request is on its way, which a server that hangs would never end.
async function lookForServer() {
  try {
    const response = await fetch(HOME + "alive", { signal: AbortSignal.timeout(3000) });
    if (!response.ok) gone();
    else if (isGone) { back(); ask(visibleParts(), performance.now()); }
  } catch {
    gone();
    if (running) running.abort.abort();
  }
  setTimeout(lookForServer, isGone ? 1000 : 3000);
}

// Scenario files.

const said = make("p", { role: "status" });
const fileName = make("input", { type: "text", value: "what-if.yaml", "aria-label": "Name of the scenario file", spellcheck: "false" });

async function fileRequest(what, more, use) {
  try {
    const response = await orLost(post(what, bodyOf(more)));
    const answer = response.ok ? await response.json() : { fault: await response.text() };
    if (answer.faults) complain(answer.faults);
    if (answer.faults || answer.fault) said.textContent = answer.fault || "A value cannot be used; see above.";
    else await use(answer);
  } catch (error) {
    if (error instanceof Lost) gone(); else said.textContent = error.message;
  }
}

const copyYaml = () => fileRequest("yaml", {}, async ({ yaml }) => { await copy(yaml); said.textContent = "Copied."; });
const saveAs = () => fileRequest("save", { name: fileName.value.trim() }, ({ file, command }) => said.replaceChildren(`Saved as ${file}. Run it with:`, make("pre", {}, command)));
const copyLink = async () => { await copy(location.href); said.textContent = "Copied. The link works while this server runs."; };

function buildPanel() {
  const panel = document.getElementById("what-if");
  const toggle = make("button", { type: "button", class: "toggle", "aria-expanded": "false", onclick: () => toggle.setAttribute("aria-expanded", String(panel.classList.toggle("open"))) }, "What if");
  const groups = Object.entries(GROUPS).map(([group, title]) => {
    const own = [...controls.values()].filter((one) => one.control.group === group);
    return own.length ? make("details", { open: group === "dates" }, make("summary", {}, title), ...own.map((one) => one.element)) : "";
  });
  const act = (text, run) => make("button", { type: "button", onclick: run }, text);
  panel.replaceChildren(toggle, make("h2", {}, "What if"), statusLine, ...(LIVE.warning ? [make("p", { class: "caution" }, LIVE.warning + ".")] : []), figures, differences, resetAll,
    ...groups, make("details", {}, make("summary", {}, "Arms and samples"), arms.field, ...(LIVE.samples > 1 ? [samples.field] : [])),
    make("details", { open: true }, make("summary", {}, "Keep it"), make("div", { class: "actions" }, act("Copy as YAML", copyYaml), act("Copy link", copyLink)),
      make("div", { class: "actions" }, fileName, act("Save as", saveAs)), said));
  document.body.prepend(banner);
}

buildPanel();
restore(readLink(location.hash));
addEventListener("popstate", followLink);
addEventListener("hashchange", followLink);
ask(visibleParts(), performance.now());
setTimeout(lookForServer, 3000);
