/* Decisions belong to findings: each is kept under its finding's fingerprint, so that it is in place
   after an edit and a new run. An entry is { decision, reason, by, date }, and for a correction also
   { to, places }: the right words, and the pairs of file and wrong words that they replace. */

const PREFIX = "factcheck.decision.";
const DECISIONS = ["fix", "accepted", "dismissed", "open"];
const decisions = new Map();
const undone = [];   // What was there before each decision, the last one at the end.
let unkept = false;  // The browser keeps nothing and nothing was saved since.

function isEntry(entry) {
  return Boolean(entry) && DECISIONS.includes(entry.decision) && typeof entry.reason === "string"
    && (entry.decision !== "fix" || (typeof entry.to === "string" && Array.isArray(entry.places)
      && entry.places.every((place) => Array.isArray(place) && place.length === 2)));
}
function recall(fingerprint) {
  const entry = parse(memory.read(PREFIX + fingerprint));
  if (isEntry(entry)) decisions.set(fingerprint, entry); else decisions.delete(fingerprint);
}
function keep(fingerprint, entry) {
  if (entry) decisions.set(fingerprint, entry); else decisions.delete(fingerprint);
  if (!memory.write(PREFIX + fingerprint, entry ? JSON.stringify(entry) : null)) unkept = true;
}
/** What was decided about a finding: "new" while it is open. */
function statusOf(fingerprint) {
  const own = decisions.get(fingerprint)?.decision;
  return own === "open" ? "new" : own || data.findings[fingerprint].status;
}
function reasons() {
  const kept = parse(memory.read("factcheck.reasons"));
  return Array.isArray(kept) ? kept.filter((reason) => typeof reason === "string") : [];
}
function keepReason(reason) {
  if (!reason) return;
  const latest = [reason, ...reasons().filter((other) => other !== reason)].slice(0, 5);
  memory.write("factcheck.reasons", JSON.stringify(latest));
}
/** The places of the present report that a correction names: `[number of document, line, ...]`. */
function wantedPlaces(fingerprint, entry) {
  const wanted = new Set(entry.places.map((place) => JSON.stringify(place)));
  return data.findings[fingerprint].variants.flatMap((variant) => variant.places)
    .filter((place) => wanted.has(JSON.stringify([data.documents[place[0]].path, place[5]])));
}
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
}
function startStore() {
  for (const fingerprint of Object.keys(data.findings)) recall(fingerprint);
  // Another window may decide about the same findings.
  addEventListener("storage", (event) => {
    const fingerprint = event.key?.startsWith(PREFIX) ? event.key.slice(PREFIX.length) : "";
    if (!Object.hasOwn(data.findings, fingerprint)) return;
    recall(fingerprint);
    showDecision(fingerprint);
    showCount();
  });
  addEventListener("beforeunload", (event) => { if (unkept) event.preventDefault(); });
}
