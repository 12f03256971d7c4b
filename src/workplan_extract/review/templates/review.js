"use strict";
// The plan's rows beside their pictures: going through them by key, marking them as checked, correcting cells.
// What a person does stays in this browser (localStorage, under the PDF's hash) until it is saved as CSV lines.

const data = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const rows = [...document.querySelectorAll("article.row")];
const store = `workplan-review ${data.sha256}`;
const kept = load();
let current = -1;

const HINTS = {
  activity: "The whole text of the activity, on one line.",
  purposes: "",
  quarters: "Quarters with ; between, such as 1;3.",
  period: "H1 or H2; empty where the plan goes by quarters.",
  page: "The PDF page of the row's first line.",
  organisation: "Name | role, such as: World Health Organization | partner. Empty to remove it. Roles: partner, requester, funder, host, participant, mentioned.",
  location: "Name | kind | country code | role, such as: Hanoi | city | VN | venue. Empty to remove it. A region has no code: Pacific | region |  | focus.",
  topics: "Topics with ; between.",
};
const NAMES = ["organisation", "location"];

function load() {
  try {
    return JSON.parse(localStorage.getItem(store)) || { checked: {}, corrections: [] };
  } catch {
    return { checked: {}, corrections: [] };
  }
}

function save() {
  try {
    localStorage.setItem(store, JSON.stringify(kept));
  } catch {
    say("This browser keeps nothing for a local file: save your lines before you close the page.");
  }
}

function say(message) {
  byId("status").textContent = message;
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

function who() {
  const field = byId("who");
  if (!field.value.trim()) {
    field.focus();
    say("Please give your name first.");
    return "";
  }
  return field.value.trim();
}

// Going through the rows

function select(index, focus = true) {
  if (index < 0 || index >= rows.length) return;
  const id = rows[index].id;
  document.querySelectorAll("[aria-current], .current").forEach((one) => {
    one.removeAttribute("aria-current");
    one.classList.remove("current");
  });
  current = index;
  rows[index].setAttribute("aria-current", "true");
  const marks = document.querySelectorAll(`rect.row[data-activity="${CSS.escape(id)}"], text.label[data-activity="${CSS.escape(id)}"]`);
  marks.forEach((one) => one.classList.add("current"));
  if (focus) rows[index].focus({ preventScroll: true });
  centre(byId("rows"), rows[index]);
  if (marks.length) centre(byId("pictures"), marks[0]);
}

function centre(pane, part) {
  const box = part.getBoundingClientRect();
  if (pane.scrollHeight <= pane.clientHeight + 1) {
    part.scrollIntoView({ block: "nearest" });
    return;
  }
  const frame = pane.getBoundingClientRect();
  pane.scrollTop += box.top - frame.top - Math.max((frame.height - box.height) / 2, 8);
}

function step(by) {
  select(current < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(current + by, 0), rows.length - 1));
}

function nextDoubt() {
  const order = rows.map((_, offset) => (current + 1 + offset + rows.length) % rows.length);
  const found = order.find((index) => "look" in rows[index].dataset && !kept.checked[rows[index].id]);
  if (found === undefined) say("No row that is still open needs a look.");
  else select(found);
}

function toPage(number) {
  const pane = byId("pictures");
  const page = byId(`page-${number}`);
  pane.scrollTop += page.getBoundingClientRect().top - pane.getBoundingClientRect().top - 40;
}

// Checking and correcting

function check(id) {
  if (kept.checked[id]) delete kept.checked[id];
  else {
    const name = who();
    if (!name) return false;
    kept.checked[id] = { document: data.document, activity: id, who: name, when: today(), note: "", seen: data.rows[id].seen };
  }
  save();
  show();
  return Boolean(kept.checked[id]);
}

// What stands in a cell, with the corrections that were made on this page.
function stands(id, field) {
  const made = kept.corrections.filter((one) => one.activity === id && one.field === field);
  if (!NAMES.includes(field)) return made.length ? made[made.length - 1].now : data.rows[id].cells[field];
  const bare = (text) => text.split("|").slice(0, field === "organisation" ? 2 : 4).map((part) => part.trim()).join(" | ");
  return made.reduce((names, one) => {
    const index = one.was ? names.indexOf(one.was) : names.length;
    return [...names.slice(0, index), ...(one.now ? [bare(one.now)] : []), ...names.slice(index + 1)];
  }, data.rows[id][field]);
}

function openEditor(id) {
  if (!who()) return;
  const choice = byId("edit-field");
  choice.replaceChildren();
  const add = (value, text) => choice.add(new Option(text, value));
  add("purposes", "ticks");
  add("activity", "text of the activity");
  for (const field of NAMES) {
    stands(id, field).forEach((name) => add(`${field}\t${name}`, `${field}: ${name}`));
    add(`${field}\t`, `add ${field === "organisation" ? "an organisation" : "a place"}`);
  }
  Object.keys(data.rows[id].cells).filter((field) => !["purposes", "activity"].includes(field)).forEach((field) => add(field, field.replace("_", " ")));
  byId("edit").dataset.activity = id;
  byId("edit-title").textContent = `Correct a cell of ${id}`;
  fillEditor();
  byId("edit").showModal();
}

function chosen() {
  const id = byId("edit").dataset.activity;
  const [field, name] = byId("edit-field").value.split("\t");
  return { id, field, was: NAMES.includes(field) ? name : stands(id, field) };
}

function fillEditor() {
  const { field, was } = chosen();
  const ticks = field === "purposes";
  byId("edit-was").textContent = was || (NAMES.includes(field) ? "(not there yet)" : "(empty)");
  byId("edit-ticks").hidden = !ticks;
  byId("edit-now").hidden = byId("edit-now-label").hidden = ticks;
  byId("edit-now").value = was;
  byId("edit-hint").textContent = HINTS[field] || "";
  byId("edit-problem").textContent = "";
  const boxes = data.purposes.map((number) => {
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", value: String(number) });
    box.checked = was.split(";").includes(String(number));
    label.append(box, ` ${number}`);
    return label;
  });
  byId("edit-ticks").replaceChildren(byId("edit-ticks").querySelector("legend"), ...(ticks ? boxes : []));
}

function wanted(field) {
  if (field !== "purposes") return byId("edit-now").value.replace(/\s+/g, " ").trim();
  return [...byId("edit-ticks").querySelectorAll("input:checked")].map((box) => box.value).join(";");
}

function problem(field, was, now) {
  const parts = now.split("|").map((part) => part.trim());
  if (now === was && field !== "purposes") return "That is what stands there already.";
  if (field === "quarters" && !/^([1-4](;[1-4])*)?$/.test(now)) return HINTS.quarters;
  if (field === "page" && !/^[1-9]\d*$/.test(now)) return HINTS.page;
  if (field === "period" && !/^(H[12])?$/.test(now)) return HINTS.period;
  if (field === "organisation" && now && !(parts.length >= 2 && /^(partner|requester|funder|host|participant|mentioned)$/.test(parts[1]))) return HINTS.organisation;
  if (field === "location" && now && !(parts.length >= 4 && /^(city|country|region)$/.test(parts[1]) && /^(venue|focus)$/.test(parts[3]))) return HINTS.location;
  return byId("edit-why").value.trim() ? "" : "Please say why.";
}

function keepCorrection() {
  const { id, field, was } = chosen();
  const now = wanted(field);
  const wrong = problem(field, was, now);
  byId("edit-problem").textContent = wrong;
  if (wrong) return;
  kept.corrections.push({ document: data.document, activity: id, field, was, now, why: byId("edit-why").value.trim(), who: who(), when: today() });
  save();
  show();
  byId("edit").close();
  select(rows.findIndex((row) => row.id === id));
}

// Showing what was done

function show() {
  const corrected = new Set(kept.corrections.map((one) => one.activity));
  for (const row of rows) {
    const isChecked = Boolean(kept.checked[row.id]);
    row.classList.toggle("checked", isChecked);
    row.classList.toggle("corrected", corrected.has(row.id));
    row.querySelector("[data-check]").setAttribute("aria-pressed", String(isChecked));
    const words = [isChecked ? "checked" : row.classList.contains("before") ? "checked before" : "", corrected.has(row.id) ? "corrected" : ""];
    row.querySelector("[data-state]").textContent = words.filter(Boolean).join(", ");
  }
  document.querySelectorAll("rect.row").forEach((one) => one.classList.toggle("checked", Boolean(kept.checked[one.dataset.activity])));
  const count = Object.keys(kept.checked).length;
  byId("progress").textContent = `${count} of ${rows.length} checked now`;
  byId("count-reviews").textContent = count;
  byId("count-corrections").textContent = kept.corrections.length;
  byId("pending").hidden = !kept.corrections.length;
  byId("pending-list").replaceChildren(...kept.corrections.map(pendingItem));
}

function pendingItem(one, index) {
  const item = document.createElement("li");
  const text = document.createElement("span");
  text.textContent = `${one.activity}, ${one.field}: “${one.was}” becomes “${one.now}”`;
  // A later line builds on an earlier one of the same cell: only the last can be taken back.
  const isLast = !kept.corrections.slice(index + 1).some((other) => other.activity === one.activity && other.field === one.field);
  item.append(text);
  if (isLast) {
    const undo = Object.assign(document.createElement("button"), { type: "button", textContent: "Take back" });
    undo.addEventListener("click", () => {
      kept.corrections.splice(index, 1);
      save();
      show();
    });
    item.append(undo);
  }
  return item;
}

// Saving

function csv(columns, lines) {
  const cell = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return [columns, ...lines.map((line) => columns.map((column) => cell(line[column])))].map((cells) => cells.join(",") + "\n").join("");
}

function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
  say(`${name} saved. Add its lines to raw/${name}.`);
}

function inOrder(lines) {
  const order = new Map(rows.map((row, index) => [row.id, index]));
  return [...lines].sort((a, b) => order.get(a.activity) - order.get(b.activity));
}

byId("save-reviews").addEventListener("click", () => download("reviews.csv", csv(data.reviews, inOrder(Object.values(kept.checked)))));
byId("save-corrections").addEventListener("click", () => download("corrections.csv", csv(data.corrections, kept.corrections)));

// Wiring

rows.forEach((row, index) => {
  row.addEventListener("click", (event) => {
    if (!event.target.closest("button")) select(index, false);
  });
  row.querySelector("[data-check]").addEventListener("click", () => {
    check(row.id);
    select(index, false);
  });
  row.querySelector("[data-edit]").addEventListener("click", () => {
    select(index, false);
    openEditor(row.id);
  });
});
document.querySelectorAll("rect.row").forEach((one) =>
  one.addEventListener("click", () => select(rows.findIndex((row) => row.id === one.dataset.activity))),
);
document.querySelectorAll("[data-row]").forEach((link) =>
  link.addEventListener("click", (event) => {
    event.preventDefault();
    select(rows.findIndex((row) => row.id === link.dataset.row));
  }),
);
document.querySelectorAll("a[data-page]").forEach((link) =>
  link.addEventListener("click", (event) => {
    event.preventDefault();
    toPage(link.dataset.page);
  }),
);
byId("edit-field").addEventListener("change", fillEditor);
byId("edit-cancel").addEventListener("click", () => byId("edit").close());
byId("edit-form").addEventListener("submit", (event) => {
  event.preventDefault();
  keepCorrection();
});
byId("help-button").addEventListener("click", () => byId("help").showModal());
byId("who").addEventListener("change", () => {
  try {
    localStorage.setItem("workplan-review who", byId("who").value);
  } catch {
    /* only a convenience */
  }
});

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  n: nextDoubt,
  c: () => {
    if (current < 0) step(1);
    else if (check(rows[current].id)) step(1);
  },
  e: () => {
    if (current < 0) step(1);
    openEditor(rows[current].id);
  },
  z: () => {
    byId("pictures").classList.toggle("large");
    if (current >= 0) select(current);
  },
  "?": () => byId("help").showModal(),
};
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, dialog");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in KEYS)) return;
  event.preventDefault();
  KEYS[event.key]();
});

try {
  byId("who").value = localStorage.getItem("workplan-review who") || "";
} catch {
  /* only a convenience */
}
show();
if (rows.some((row) => `#${row.id}` === location.hash)) select(rows.findIndex((row) => `#${row.id}` === location.hash));
