/* Saving and loading: the baseline of what was accepted and dismissed, the worklist of what is to fix.
   The worklist has the form of the one that `factcheck review` writes, byte for byte. */

const COLUMNS = ["document", "line", "column", "start", "end", "old", "new", "note", "fingerprint"];
let existing = []; // The entries of the baseline files that were read.

function baseline() {
  const entries = new Map(existing.map((entry) => [entry.fingerprint, entry]));
  for (const [fingerprint, finding] of Object.entries(data.findings)) {
    const entry = decisions.get(fingerprint);
    if (entry && !["accepted", "dismissed"].includes(entry.decision)) { entries.delete(fingerprint); continue; }
    if (!entry && (finding.status !== "accepted" || entries.has(fingerprint))) continue;
    const made = entry || { reason: finding.reason, by: "", date: today() };
    entries.set(fingerprint, { fingerprint, type: finding.type, fact: finding.fact, values: finding.values,
      reason: made.reason, by: made.by, date: made.date,
      ...(made.decision === "dismissed" ? { dismissed: true } : {}) });
  }
  const accepted = [...entries.values()].sort((a, b) =>
    compareText(a.type, b.type) || compareText(a.fact, b.fact) || compareText(a.fingerprint, b.fingerprint));
  return JSON.stringify({ schema_version: "1", accepted }, null, 2) + "\n";
}
/** Every wanted correction with its place, by article and offset. */
function corrections() {
  const rows = [];
  for (const [fingerprint, entry] of decisions) {
    if (entry.decision !== "fix") continue;
    for (const [number, line, column, start, end, old] of wantedPlaces(fingerprint, entry)) {
      rows.push({ document: data.documents[number].path, line, column, start, end, old,
        new: entry.to, note: entry.reason, fingerprint });
    }
  }
  return rows.sort((a, b) => compareText(a.document, b.document) || a.start - b.start || a.end - b.end
    || compareText(a.new, b.new) || compareText(a.fingerprint, b.fingerprint));
}
/** A text for Markdown, by the rules of report/markdown.py, which come with the page's data. */
function escapeMarkdown(text) {
  const line = text.replace(RegExp(data.spaces, "gu"), " ").replace(/^ | $/g, "")
    .replace(RegExp(data.invisible, "gu"), (c) => `⟨${data.names[c]
      || `U+${c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`}⟩`);
  const special = RegExp(data.escapes.map(([pattern]) => `(${pattern})`).join("|"), "gu");
  return line.replace(special, (found, ...groups) =>
    data.escapes[groups.findIndex((group) => group !== undefined)][1].replace("{}", () => found));
}
function worklistMarkdown() {
  const lines = ["# Corrections"];
  let document = null;
  const rows = corrections();
  if (!rows.length) lines.push("", "None.");
  for (const row of rows) {
    if (row.document !== document) lines.push("", `## ${escapeMarkdown(row.document)}`, "");
    ({ document } = row);
    const place = row.line === null ? `${row.start}-${row.end}` : `${row.line}:${row.column}`;
    const note = row.note ? ` (${escapeMarkdown(row.note)})` : "";
    lines.push(`- ${place}  “${escapeMarkdown(row.old)}” → “${escapeMarkdown(row.new)}”${note} [${escapeMarkdown(row.fingerprint)}]`);
  }
  return lines.join("\n") + "\n";
}
// A spreadsheet takes a cell that begins so for a formula: an apostrophe goes before it.
const FORMULA = /^'*[=+\-@\t\r]/;
function worklistCsv() {
  const guarded = (value) => FORMULA.test(value) ? `'${value}` : value;
  const cell = (value) => /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  const rows = corrections().map((row) => COLUMNS.map((name) => cell(guarded(String(row[name] ?? "")))));
  return [COLUMNS, ...rows].map((row) => row.join(",") + "\r\n").join("");
}
function download(text, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  say(`Saved ${name}.`);
}

/** The rows of a CSV text, each a list of cells. */
function readCsv(text) {
  const rows = [];
  let row = [], cell = "", quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') { cell += c; i++; }
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ",") { row.push(cell); cell = ""; }
    else if (c === "\n" || c === "\r") {
      if (c === "\r" && text[i + 1] === "\n") i++;
      rows.push([...row, cell]);
      row = []; cell = "";
    } else cell += c;
  }
  if (cell || row.length) rows.push([...row, cell]);
  return rows;
}
function readBaseline(text) {
  const read = parse(text);
  const usable = read && Array.isArray(read.accepted) && read.accepted.every((e) => e
    && ["fingerprint", "type", "fact", "reason", "by", "date"].every((name) => typeof e[name] === "string"));
  if (!usable) return null;
  const names = new Set(read.accepted.map((e) => e.fingerprint));
  existing = [...existing.filter((e) => !names.has(e.fingerprint)), ...read.accepted];
  return new Map(existing.map((e) => [e.fingerprint,
    { decision: e.dismissed ? "dismissed" : "accepted", reason: e.reason, by: e.by, date: e.date }]));
}
function readWorklist(text) {
  const [head, ...rows] = readCsv(text.replace(/^\ufeff/, ""));
  if (!head || COLUMNS.some((name, n) => head[n] !== name)) return null;
  const entries = new Map();
  const plain = (cell) => cell[0] === "'" && FORMULA.test(cell) ? cell.slice(1) : cell;
  for (const row of rows.filter((cells) => cells.length === COLUMNS.length)) {
    const [path, , , , , old, to, reason, fingerprint] = row.map(plain);
    const entry = entries.get(fingerprint)
      || { decision: "fix", reason, by: memory.read("factcheck.by") || "", date: today(), to, places: [] };
    entry.places.push([path, old]);
    entries.set(fingerprint, entry);
  }
  return entries;
}
async function load(event) {
  const field = event.target;
  const notes = [];
  field.setCustomValidity("");
  for (const file of field.files) {
    const text = await file.text();
    const read = readBaseline(text) || readWorklist(text);
    if (!read) {
      field.setCustomValidity(`${file.name} is neither a baseline file nor a worklist in CSV.`);
      break;
    }
    const known = [...read].filter(([fingerprint]) => Object.hasOwn(data.findings, fingerprint));
    // What was decided here stays: a file adds to it.
    for (const [fingerprint, entry] of known) {
      if (decisions.has(fingerprint)) continue;
      keep(fingerprint, entry);
      showDecision(fingerprint);
    }
    notes.push(`${file.name}: ${known.length} of ${read.size} are about findings of this report.`);
  }
  field.reportValidity();
  showCount();
  apply();
  byId("loaded").textContent = notes.join(" ");
}
function startFiles() {
  byId("save").addEventListener("click", () => {
    download(baseline(), "factcheck-baseline.json", "application/json");
    if (!corrections().length) unkept = false;
  });
  byId("save-markdown").addEventListener("click", () => download(worklistMarkdown(), "factcheck-worklist.md", "text/markdown"));
  byId("save-csv").addEventListener("click", () => {
    download(worklistCsv(), "factcheck-worklist.csv", "text/csv");
    unkept = false;
  });
  byId("existing").addEventListener("change", load);
}
