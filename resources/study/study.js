// A study of blind pairs: one question at a time, answered by keys, kept in this browser, given out as CSV.
// The first half is plain values and functions (they are tested without a browser); the second half shows them.
"use strict";

const CHOICES = { ArrowLeft: "left", ArrowRight: "right", ArrowDown: "alike" };
const COLUMNS = ["study", "voter", "pair", "question", "choice", "seconds"];

// Every question of every pair, in the order in which they are asked.
function stepsOf(study) {
  return study.pairs.flatMap((pair) => study.questions.map((question) => ({ pair, question })));
}

function newVoter() {
  return { place: 0, answers: {} };
}

function answerKey(step) {
  return `${step.pair.pair}:${step.question.key}`;
}

// What a key makes of a voter's state; the same state where it means nothing. `seconds`: since the question was shown.
function pressed(study, voter, key, seconds) {
  const steps = stepsOf(study);
  if (key === "Backspace") {
    return voter.place > 0 ? { ...voter, place: voter.place - 1 } : voter;
  }
  const choice = Object.hasOwn(CHOICES, key) ? CHOICES[key] : undefined;
  if (choice === undefined || voter.place >= steps.length) {
    return voter;
  }
  const answer = { choice, seconds: Math.round(seconds * 10) / 10 };
  return { place: voter.place + 1, answers: { ...voter.answers, [answerKey(steps[voter.place])]: answer } };
}

function csvCell(value) {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

// The votes of everybody who voted in this browser.
function csvOf(study, voters) {
  const lines = [COLUMNS];
  for (const [name, voter] of Object.entries(voters)) {
    for (const step of stepsOf(study)) {
      const answer = voter.answers[answerKey(step)];
      if (answer !== undefined) {
        lines.push([study.study, name, step.pair.pair, step.question.key, answer.choice, answer.seconds.toFixed(1)]);
      }
    }
  }
  return lines.map((cells) => cells.map(csvCell).join(",") + "\n").join("");
}

function randomName() {
  return "voter-" + Math.floor(Math.random() * 1e9).toString(36);
}

if (typeof module !== "undefined") {
  module.exports = { stepsOf, newVoter, pressed, csvOf };
}

function showStudy() {
  const study = JSON.parse(document.getElementById("study").textContent);
  const steps = stepsOf(study);
  const storageKey = `lredit-study-${study.study}`;
  const at = (id) => document.getElementById(id);
  let saved = { last: "", voters: {} };
  let name = "";
  let shownAt = 0;
  let keeps = true;

  function load() {
    try {
      const text = localStorage.getItem(storageKey);
      saved = text === null ? saved : JSON.parse(text);
    } catch {
      keeps = false;
    }
  }

  function save() {
    saved.last = name;
    try {
      localStorage.setItem(storageKey, JSON.stringify(saved));
    } catch {
      keeps = false;
    }
    at("unsafe").hidden = keeps;
  }

  function screen(which) {
    for (const id of ["start", "vote", "end"]) {
      at(id).hidden = id !== which;
    }
  }

  function begin() {
    name = at("name").value.trim() || randomName();
    saved.voters[name] ??= newVoter();
    at("name").blur();
    save();
    show();
  }

  function picture(id, number) {
    at(id).src = study.pictures[number];
  }

  function show() {
    const voter = saved.voters[name];
    if (voter.place >= steps.length) {
      screen("end");
      return;
    }
    screen("vote");
    const { pair, question } = steps[voter.place];
    at("words").textContent = pair.words;
    at("question").textContent = question.text;
    at("count").textContent = `${voter.place + 1} / ${steps.length}`;
    at("done").value = voter.place / steps.length;
    picture("before", pair.before);
    picture("left", pair.left);
    picture("right", pair.right);
    const answer = voter.answers[answerKey(steps[voter.place])];
    for (const choice of Object.values(CHOICES)) {
      at(`choice-${choice}`).classList.toggle("chosen", answer !== undefined && answer.choice === choice);
    }
    shownAt = performance.now();
  }

  function download() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([csvOf(study, saved.voters)], { type: "text/csv" }));
    link.download = `votes-${study.study}-${name.replace(/[^\w.-]+/g, "_")}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) {
      return;
    }
    if (!at("start").hidden) {
      if (event.key === "Enter") {
        event.preventDefault();
        begin();
      }
      return;
    }
    if (event.key === "s" || (event.key === "Enter" && !at("end").hidden)) {
      event.preventDefault();
      download();
      return;
    }
    if (event.key === "n" && !at("end").hidden) {
      event.preventDefault();
      at("name").value = "";
      screen("start");
      at("name").focus();
      return;
    }
    const voter = saved.voters[name];
    const next = pressed(study, voter, event.key, (performance.now() - shownAt) / 1000);
    if (next !== voter) {
      event.preventDefault();
      saved.voters[name] = next;
      save();
      show();
    }
  }

  load();
  at("name").value = saved.last;
  at("pairs").textContent = String(study.pairs.length);
  screen("start");
  at("name").focus();
  at("unsafe").hidden = keeps;
  document.addEventListener("keydown", onKey);
}

if (typeof document !== "undefined") {
  showStudy();
}
