"use strict";
// The page's behaviour. Words of the FAQ and of questions are set as text; Telegram's HTML of a reply, a closed set of
// tags that the program itself makes, is read by a parser that keeps these tags alone.

const $ = (id) => document.getElementById(id);
const meta = (name) => document.querySelector(`meta[name="${name}"]`).content;
const kept = {
  get: (key) => { try { return sessionStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { sessionStorage.setItem(key, value); } catch { /* Not kept, then. */ } },
};

const DECISIONS = {
  answer: "Answered", choose: "Choice", gap: "Not in the text", courtesy: "Small talk",
  urgent: "Red flag", unknown: "Not understood",
};
const GRADES = {
  right: "right", offered: "offered", missed: "not found", wrong: "wrong", false_alarm: "false alarm",
  missed_red_flag: "red flag missed",
};

let folder = null;
let asked = { number: 0, shown: null };
let conversation = [];
let trial = null;
let many = { start: null, now: null };
let timer = 0;

// Elements.

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

const percent = (share) => `${Math.round(100 * share)}\u00a0%`;
// What stands between backticks is code.
const rich = (words) => words.split(/`([^`]+)`/).map((part, at) => at % 2 ? make("code", {}, part) : part);
const plural = (count, one, manyWords) => `${count} ${count === 1 ? one : manyWords}`;
const questionOf = (id) => folder?.entries.find((entry) => entry.id === id)?.question;
const tag = (kind, words) => make("span", { class: `tag ${kind}` }, words);

function say(words) {
  const said = $("said");
  // The same words again are said again.
  said.textContent = said.textContent === words ? `${words}\u00a0` : words;
}

// The program.

async function send(path, body) {
  let response;
  try {
    response = await fetch(path, body === undefined ? {} : {
      method: "POST",
      headers: { "content-type": "application/json", "x-verbatim-token": meta("token") },
      body: JSON.stringify(body),
    });
  } catch {
    $("offline").hidden = false;
    return { error: "The preview has ended or is out of reach." };
  }
  $("offline").hidden = true;
  if (response.ok) return response.json();
  return { error: (await response.text()).trim() || `The preview answered ${response.status}.` };
}

function follow() {
  const events = new EventSource("/events");
  events.addEventListener("open", () => { $("offline").hidden = true; });
  events.addEventListener("error", () => { $("offline").hidden = false; });
  events.addEventListener("standing", async (event) => {
    const standing = JSON.parse(event.data);
    if (standing.instance !== meta("instance")) {
      location.reload();
      return;
    }
    await refresh();
  });
}

// The folder.

async function refresh() {
  const before = folder;
  const answer = await send("/api/check");
  if (answer.error || (folder && answer.number < folder.number)) return;
  folder = answer;
  showState(before);
  showFindings();
  showEntries();
  showUndo();
  if (before && before.files === folder.files && before.loads === folder.loads) return;
  await answerAgain();
  if (many.start) await askMany();
  if (trial && before) forgetTrial("The files changed; try it again.");
}

function showState(before) {
  const errors = folder.findings.filter((finding) => finding.severity === "error").length;
  const state = $("state");
  let words;
  if (!folder.loads) {
    state.className = "state bad";
    words = errors ? plural(errors, "error", "errors") : "Does not load";
  } else if (!folder.checked) {
    state.className = "state";
    words = "Loaded, checking phrasings…";
  } else {
    const rest = folder.findings.length;
    state.className = rest ? "state warn" : "state good";
    words = rest ? `Loaded, ${plural(rest, "finding", "findings")}` : "Loaded, no findings";
  }
  $("state-text").textContent = words;
  const trouble = $("trouble");
  if (folder.loads) {
    if (!trouble.hidden) say("The files load again.");
    else if (before && before.files !== folder.files) say("The files changed.");
    trouble.hidden = true;
    trouble.replaceChildren();
    return;
  }
  const answers = folder.answers
    ? `Answers come from the last FAQ that loaded, read at ${folder.answers_from}.`
    : "Nothing can be asked until they load.";
  const list = make("ul", {}, ...folder.findings.filter((finding) => finding.severity === "error").slice(0, 5)
    .map((finding) => make("li", {}, make("code", {}, placeOf(finding)), " ", ...rich(finding.problem))));
  trouble.replaceChildren(
    make("strong", {}, "The files do not load."), ` ${answers} The page follows by itself.`,
    folder.findings.length ? list : make("p", {}, folder.summary));
  trouble.hidden = false;
}

const placeOf = (finding) => `${finding.path}:${finding.line}:${finding.column}`;

function showFindings() {
  const count = $("count");
  count.textContent = String(folder.findings.length);
  count.hidden = folder.findings.length === 0;
  count.className = folder.findings.some((finding) => finding.severity === "error") ? "count bad" : "count";
  count.setAttribute("aria-label", plural(folder.findings.length, "finding", "findings"));
  $("summary").textContent = [folder.summary, folder.counts, folder.checked ? "" : "phrasings are being checked"]
    .filter(Boolean).join(" · ");
  const weights = ["error", "warning", "advice"];
  const ordered = [...folder.findings].sort((a, b) => weights.indexOf(a.severity) - weights.indexOf(b.severity));
  const rows = ordered.map((finding) => make("div", { class: "finding" },
    tag(finding.severity, finding.severity), make("code", { class: "where" }, placeOf(finding)),
    make("p", {}, ...rich(finding.problem)),
    finding.consequences
      ? make("p", { class: "near" }, `${plural(finding.consequences, "finding follows", "findings follow")} from it.`) : null,
    make("details", {}, make("summary", {}, `What ${finding.code} means`),
      make("p", {}, make("strong", {}, `${finding.title}. `), ...rich(finding.cause)), make("p", {}, ...rich(`Mend: ${finding.mend}`)))));
  const open = new Set([...$("findings").querySelectorAll("details[open]")].map((one) => one.parentElement.dataset.key));
  rows.forEach((row, at) => {
    row.dataset.key = `${ordered[at].code} ${ordered[at].problem}`;
    if (open.has(row.dataset.key)) row.querySelector("details").open = true;
  });
  $("findings").replaceChildren(...(rows.length ? rows : [make("p", { class: "empty" }, "Nothing is to be mended.")]));
}

function showEntries() {
  const select = $("entry");
  const chosen = select.value;
  const groups = new Map();
  for (const entry of folder.entries) {
    if (!groups.has(entry.topic)) groups.set(entry.topic, make("optgroup", { label: entry.topic }));
    groups.get(entry.topic).append(make("option", { value: entry.id }, `${entry.question} (${entry.id})`));
  }
  select.replaceChildren(...groups.values());
  if (folder.entries.some((entry) => entry.id === chosen)) select.value = chosen;
}

// What was added and is to stay.
let keptFor = "";
const keyOf = (undo) => `${undo.entry} ${undo.phrasing}`;

function showUndo() {
  const undo = folder.undo;
  const bar = $("undo");
  const hadFocus = bar.contains(document.activeElement);
  bar.hidden = !undo || keyOf(undo) === keptFor;
  if (undo) $("undo-text").textContent = `“${undo.phrasing}” was added to ${undo.path}.`;
  if (bar.hidden && hadFocus) $("question").focus();
}

// One question.

function answerSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => answer(false), 180);
}

async function answerAgain() {
  if ($("question").value.trim()) await answer(false);
  else await welcome();
}

async function welcome() {
  const number = ++asked.number;
  const greeting = await send("/api/welcome", { question: "", language: $("language").value });
  if (number !== asked.number) return;
  asked.shown = null;
  conversation = greeting.error ? [] : [{ from: "bot", message: greeting }];
  showConversation(greeting.error);
  const tries = (folder?.try_questions ?? []).slice(0, 4).map((words) => make("button", {
    type: "button", class: "use", onclick: () => { $("question").value = words; $("question").focus(); answer(true); },
  }, words));
  $("why").replaceChildren(
    make("p", { class: "hint" }, "Ask something to see which words count and which entries come near."),
    ...(tries.length ? [make("p", { class: "hint" }, "To begin with, try one of these:"), make("div", { class: "row actions" }, ...tries)] : []));
}

async function answer(aloud) {
  clearTimeout(timer);
  const question = $("question").value;
  kept.set("question", question);
  if (!question.trim()) {
    await welcome();
    return;
  }
  const number = ++asked.number;
  const shown = await send("/api/ask", { question, language: $("language").value });
  if (number !== asked.number) return;
  if (shown.error) {
    conversation = [{ from: "me", words: question }];
    showConversation(shown.error);
    $("why").replaceChildren(make("p", { class: "hint" }, shown.error));
    say(shown.error);
    return;
  }
  asked.shown = shown;
  conversation = [{ from: "me", words: question }, { from: "bot", message: shown.message }];
  showConversation();
  showWhy(shown);
  propose(shown);
  if (aloud) say(`${decided(shown)}. ${shown.why}`);
}

const decided = (shown) => {
  const name = DECISIONS[shown.decision] ?? shown.decision;
  return shown.entry ? `${name}: ${questionOf(shown.entry) ?? shown.entry}` : name;
};

function showWhy(shown) {
  const opened = new Set([...$("why").querySelectorAll("details[open]")].map((one) => one.dataset.id));
  const parts = [
    make("p", { class: "decision" }, tag(shown.decision, DECISIONS[shown.decision] ?? shown.decision),
      shown.entry ? make("code", {}, shown.entry) : null),
    make("p", { class: "reason" }, `${shown.why[0].toUpperCase()}${shown.why.slice(1)}.`),
  ];
  if (shown.matches.length) {
    parts.push(make("div", { class: "block" }, make("h3", {}, "Ranked entries"),
      make("ol", { class: "ranks" }, ...shown.matches.map((found) => rank(found, opened)))));
  }
  if (shown.words.length) {
    parts.push(make("div", { class: "block" }, make("h3", {}, "Words"), make("div", { class: "scroll" }, table(
      ["Typed", "Read as", ["Weight"], "In the best match"],
      shown.words.map((word) => [
        word.typed, word.how ? `${word.read_as} (${word.how})` : word.read_as, [word.weight.toFixed(2)],
        word.matched ? "yes" : "no",
      ])))));
  }
  $("why").replaceChildren(...parts);
}

function rank(found, opened) {
  const name = questionOf(found.id) ?? `${found.id} (${found.kind})`;
  const signals = make("details", { "data-id": found.id, open: opened.has(found.id) },
    make("summary", {}, "What it is made of"),
    ...found.encoder.map((line) => make("p", { class: "near" }, `${line[0].toUpperCase()}${line.slice(1)}`)),
    make("div", { class: "scroll" }, table(["Signal", ["Nearness"], ["Weight"], ["Gives"]],
      found.signals.map((signal) => [signal.name, ...["nearness", "weight", "gives"].map((key) => [signal[key].toFixed(2)])]))));
  return make("li", {},
    make("div", { class: "rank-head" }, make("span", { class: "name" }, name),
      make("meter", { min: "0", max: "1", value: String(found.confidence), "aria-label": `Confidence of ${found.id}` }, percent(found.confidence)),
      make("span", { class: "number" }, percent(found.confidence))),
    make("p", { class: "near" }, make("code", {}, found.id), ` · nearest: “${found.phrasing}”, speaks of ${percent(found.coverage)}`,
      found.other_subject ? " · about another subject" : ""),
    signals);
}

function table(heads, rows) {
  const cell = (name, value) => Array.isArray(value) ? make(name, { class: "number", scope: name === "th" ? "col" : null }, value[0])
    : make(name, { scope: name === "th" ? "col" : null }, value);
  return make("table", {}, make("thead", {}, make("tr", {}, ...heads.map((head) => cell("th", head)))),
    make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map((value) => cell("td", value))))));
}

// The reply as in Telegram.

const TAGS = { B: "b", I: "i", BLOCKQUOTE: "blockquote" };

function telegram(html) {
  const copy = (from, to) => {
    for (const node of from.childNodes) {
      // A quote ends its line by itself.
      if (node.nodeType === Node.TEXT_NODE) to.append(node.previousSibling?.nodeName === "BLOCKQUOTE" ? node.data.replace(/^\n/, "") : node.data);
      else if (TAGS[node.nodeName]) {
        const element = make(TAGS[node.nodeName], { class: node.hasAttribute("expandable") ? "folded" : null });
        copy(node, element);
        to.append(element);
      } else to.append(node.outerHTML ?? "");
    }
  };
  const bubble = make("div", { class: "bubble" });
  copy(new DOMParser().parseFromString(html, "text/html").body, bubble);
  return bubble;
}

function showConversation(error) {
  const parts = conversation.map((turn, at) => turn.from === "me"
    ? make("div", { class: "from-me" }, turn.words) : botTurn(turn.message, at));
  if (error) parts.push(make("div", { class: "from-bot" }, make("div", { class: "bubble" }, error)));
  $("chat").replaceChildren(...parts);
}

function botTurn(message, at) {
  const form = $("form").value;
  const bubbles = form === "plain" ? [make("div", { class: "bubble" }, message.plain)]
    : message.html.flatMap((html) => {
      if (form === "html") return [make("div", { class: "bubble source" }, html)];
      const bubble = telegram(html);
      const folded = bubble.querySelector("blockquote.folded");
      return folded ? [bubble, unfolder(folded)] : [bubble];
    });
  const rows = [];
  for (const button of message.buttons) {
    if (!button.beside || !rows.length) rows.push([]);
    rows.at(-1).push(button);
  }
  const keys = rows.map((row) => make("div", { class: "key-row" }, ...row.map((button) => make("button", {
    type: "button", disabled: button.opens, title: button.opens ? "Opens something in Telegram" : null,
    onclick: () => press(button, at),
  }, button.label))));
  return make("div", { class: "from-bot", tabindex: "-1" }, ...bubbles,
    keys.length ? make("div", { class: "keys", role: "group", "aria-label": "Buttons below the message" }, ...keys) : null);
}

function unfolder(folded) {
  const button = make("button", { type: "button", class: "unfold", "aria-expanded": "false", onclick: () => {
    const isFolded = folded.classList.toggle("folded");
    button.textContent = isFolded ? "Show all" : "Show less";
    button.setAttribute("aria-expanded", String(!isFolded));
  } }, "Show all");
  return button;
}

async function press(button, at) {
  const { message } = conversation[at];
  const number = asked.number;
  const result = await send("/api/press", {
    data: button.data, question: asked.shown?.question ?? "", language: $("language").value,
    buttons: message.buttons.map(({ label, beside, data }) => ({ label, beside, data })),
  });
  if (number !== asked.number) return;
  if (result.error) {
    toast(result.error);
    return;
  }
  let to = at;
  if (result.buttons) {
    const opening = message.buttons.filter((one) => one.opens);
    message.buttons = [...result.buttons, ...opening];
  }
  if (result.message && result.in_place) conversation[at] = { from: "bot", message: result.message };
  else if (result.message) to = conversation.push({ from: "bot", message: result.message }) - 1;
  showConversation();
  const shown = $("chat").children[to];
  shown?.focus({ preventScroll: true });
  shown?.scrollIntoView({ block: "nearest" });
  if (result.message) say(result.message.plain);
  if (result.toast) toast(result.toast);
}

let toastTimer = 0;
function toast(words) {
  $("toast").textContent = words;
  $("toast").hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { $("toast").hidden = true; }, 6000);
}

// Phrasings.

function propose(shown) {
  if (document.activeElement === $("phrasing") || trial) return;
  $("phrasing").value = shown.question.trim();
  const best = shown.matches.find((found) => found.kind === "entry");
  if (best && document.activeElement !== $("entry")) $("entry").value = best.id;
}

async function tryIt(write) {
  const wanted = {
    entry: $("entry").value, phrasing: $("phrasing").value, write, tried_on: write ? trial?.tried_on ?? "" : "",
  };
  if (!wanted.phrasing.trim()) {
    showTrial({ state: "refused", message: "Write the phrasing first." });
    $("phrasing").focus();
    return;
  }
  for (const id of ["try", "write"]) $(id).disabled = true;
  $("try").textContent = "Trying…";
  say("Trying it on every phrasing. This takes some seconds.");
  const result = await send("/api/phrasings", wanted);
  for (const id of ["try", "write"]) $(id).disabled = false;
  $("try").textContent = "Try it";
  showTrial(result.error ? { state: "failed", message: result.error } : result);
  if (result.state === "written") {
    trial = null;
    keptFor = "";
    $("phrasing").value = "";
    await refresh();
    $("undo-button").focus();
  } else if (result.state === "tried" && !$("write").hidden) {
    $("write").focus();
  } else {
    $("trial").focus();
  }
}

const HEADS = { tried: "It can be added", refused: "Refused", written: "Added", undone: "Taken back", failed: "Not done" };

function showTrial(result) {
  trial = result.state === "tried" ? result : null;
  const box = $("trial");
  const isGood = ["tried", "written", "undone"].includes(result.state);
  box.className = isGood ? "good" : "bad";
  const parts = [make("h3", {}, HEADS[result.state] ?? result.state), make("p", {}, ...rich(result.message))];
  if (result.trial) {
    const { cases, before, after, changes } = result.trial;
    const outcome = before === after ? `The phrasing itself: ${after}, as today.` : `The phrasing itself: ${before} today, then ${after}.`;
    parts.push(make("p", {}, `Tried on ${plural(cases, "question", "questions")}. ${outcome}`));
    if (changes.length) {
      parts.push(make("ul", {}, ...changes.slice(0, 12).map((change) => make("li", {},
        make("strong", {}, { "!": "Breaks: ", "+": "Better: ", "-": "Not as good: " }[change.mark]), `“${change.text}”`,
        change.gold.length ? [" of ", change.gold.join(", ")].join("") : "",
        `: ${GRADES[change.before]} today, then ${GRADES[change.after]}`, change.given && change.breaks ? ` (${change.given})` : ""))));
      if (changes.length > 12) parts.push(make("p", {}, `and ${changes.length - 12} more`));
    } else {
      parts.push(make("p", {}, "Nothing else would change."));
    }
  }
  box.replaceChildren(...parts);
  box.hidden = false;
  $("write").hidden = !trial || meta("can-write") !== "yes";
  if (trial) $("write").textContent = `Add to ${trial.path ?? "the file"}`;
  $("dismiss").hidden = false;
  say([HEADS[result.state], result.message].join(". "));
}

function forgetTrial(why) {
  trial = null;
  $("write").hidden = true;
  if (why && !$("trial").hidden) $("trial").replaceChildren(make("h3", {}, "Out of date"), make("p", {}, why));
  else {
    $("trial").hidden = true;
    $("dismiss").hidden = true;
  }
}

async function undo() {
  const result = await send("/api/undo", {});
  showTrial(result.error ? { state: "failed", message: result.error } : result);
  await refresh();
  $("question").focus();
}

// Many questions.

async function askMany() {
  const questions = $("questions").value.split("\n").map((line) => line.trim()).filter(Boolean);
  kept.set("questions", $("questions").value);
  const box = $("many");
  box.hidden = false;
  if (!questions.length) {
    box.replaceChildren(make("p", { class: "empty" }, "Paste some questions first, one a line."));
    return;
  }
  const rows = await send("/api/decisions", { questions });
  if (rows.error) {
    box.replaceChildren(make("p", { class: "empty" }, rows.error));
    say(rows.error);
    return;
  }
  const told = (row) => row.decision + (row.entry ? ` ${row.entry}` : "") + (row.decision === "choose" ? ` ${row.offered.join(" ")}` : "");
  const now = new Map(rows.map((row) => [row.question, { row, told: told(row) }]));
  many.start = new Map([...now].map(([question, one]) => [question, many.start?.get(question) ?? one]));
  many.now = now;
  const figures = Object.keys(DECISIONS).map((name) => [name, rows.filter((row) => row.decision === name).length]).filter(([, count]) => count);
  const isChanged = (row) => many.start.get(row.question).told !== told(row);
  const changed = rows.filter(isChanged).length;
  const what = (row) => [tag(row.decision, DECISIONS[row.decision]), " ", row.entry ?? row.offered.join(", ")];
  const body = rows.map((row) => {
    const was = many.start.get(row.question).row;
    return make("tr", { class: isChanged(row) ? "changed" : null },
      make("td", {}, row.question),
      make("td", {}, ...what(row), isChanged(row)
        ? make("div", { class: "was" }, `Changed; was: ${DECISIONS[was.decision]} ${was.entry ?? was.offered.join(", ")}`) : null),
      make("td", { class: "number" }, percent(row.confidence)));
  });
  const head = make("thead", {}, make("tr", {}, ...["Question", "Decision"].map((name) => make("th", { scope: "col" }, name)),
    make("th", { scope: "col", class: "number" }, "Confidence")));
  box.replaceChildren(
    make("div", { class: "figures" }, ...figures.map(([name, count]) => tag(name, `${count} ${DECISIONS[name].toLowerCase()}`)),
      changed ? tag("warning", `${changed} changed`) : null),
    make("div", { class: "scroll" }, make("table", { class: "many-table" }, make("caption", { class: "unseen" }, "Decisions"), head, make("tbody", {}, ...body))));
  $("forget-changes").hidden = changed === 0;
  say(`${plural(rows.length, "question", "questions")}: ${figures.map(([name, count]) => `${count} ${DECISIONS[name].toLowerCase()}`).join(", ")}`
    + (changed ? `; ${changed} changed` : ""));
}

// Tabs and keys.

const tabs = [...document.querySelectorAll("[role=tab]")];

function open(name, focus) {
  for (const tabButton of tabs) {
    const isOpen = tabButton.id === `tab-${name}`;
    tabButton.setAttribute("aria-selected", String(isOpen));
    tabButton.tabIndex = isOpen ? 0 : -1;
    $(tabButton.getAttribute("aria-controls")).hidden = !isOpen;
    if (isOpen && focus) tabButton.focus();
  }
}

tabs.forEach((tabButton, at) => {
  tabButton.addEventListener("click", () => open(tabButton.id.slice(4), false));
  tabButton.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const to = event.key === "Home" ? 0 : event.key === "End" ? tabs.length - 1 : step && (at + step + tabs.length) % tabs.length;
    if (to === undefined) return;
    event.preventDefault();
    open(tabs[to].id.slice(4), true);
  });
});

function toQuestion() {
  open("ask", false);
  $("question").focus();
}

document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  toQuestion();
});

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select");
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    toQuestion();
    $("question").select();
  }
  if (event.key !== "Escape" || event.isComposing) return;
  if ($("undo").contains(event.target)) {
    $("keep-button").click();
  } else if ($("add").contains(event.target) && !$("trial").hidden) {
    forgetTrial();
    $("phrasing").focus();
  } else if (event.target === $("question") && $("question").value) {
    $("question").value = "";
    answer(false);
  }
});

$("ask").addEventListener("submit", (event) => { event.preventDefault(); answer(true); });
$("question").addEventListener("input", answerSoon);
$("language").addEventListener("change", () => { kept.set("language", $("language").value); answerAgain(); });
$("form").addEventListener("change", () => showConversation());
$("add-form").addEventListener("submit", (event) => { event.preventDefault(); tryIt(false); });
$("write").addEventListener("click", () => tryIt(true));
$("dismiss").addEventListener("click", () => { forgetTrial(); $("phrasing").focus(); });
for (const id of ["phrasing", "entry"]) $(id).addEventListener("input", () => { if (!$("trial").hidden) forgetTrial(); });
$("many-form").addEventListener("submit", (event) => { event.preventDefault(); many.start = null; askMany(); });
$("forget-changes").addEventListener("click", () => { many.start = null; askMany(); });
$("undo-button").addEventListener("click", undo);
$("keep-button").addEventListener("click", () => { keptFor = keyOf(folder.undo); showUndo(); });

$("question").value = kept.get("question") ?? "";
$("questions").value = kept.get("questions") ?? "";
$("language").value = kept.get("language") ?? "en";
if (meta("can-write") !== "yes") {
  $("add-hint").textContent = "The FAQ that is built in cannot be changed. A phrasing can be tried; to add it, begin a FAQ of "
    + "your own with verbatim new my-faq.";
}
$("question").focus();
follow();
