/* Deciding: what it shows, undoing it, and going on to the next finding. */

const TOLD = { fix: "to fix", accepted: "accepted", dismissed: "dismissed" };

const TOAST = 8000;
let toasting = 0;

function told(entry) {
  const reason = entry.reason && entry.reason !== "—" ? entry.reason : "";
  if (entry.decision !== "fix") return reason ? `${entry.decision}: ${reason}` : entry.decision;
  const files = new Set(entry.places.map(([path]) => path));
  const labels = data.documents.filter((d) => files.has(d.path)).map((d) => d.label);
  return `to fix: “${entry.to}” in ${labels.join(", ") || "no article any more"}${reason ? ` (${reason})` : ""}`;
}
function decide(fingerprint, entry) {
  undone.push([fingerprint, decisions.get(fingerprint) || null]);
  keep(fingerprint, entry);
  showDecision(fingerprint);
  showCount();
  apply();
  const card = cardOf.get(fingerprint);
  const what = entry && entry.decision !== "open" ? told(entry) : "Open again";
  const lost = unkept ? " This browser keeps nothing: save before you leave." : "";
  toast(`${what}${/[.?!)]$/.test(what) ? "" : "."}${lost}`);
  say(`${what}: ${card.querySelector("h3").textContent}${lost}`);
}
/** Show on its card, and wherever else the finding stands, what was decided. */
function showDecision(fingerprint) {
  const entry = decisions.get(fingerprint);
  const status = statusOf(fingerprint);
  for (const place of all("[data-fingerprint]")) {
    if (place.dataset.fingerprint !== fingerprint) continue;
    const text = entry && entry.decision !== "open" ? told(entry) : status === "new" ? "" : status;
    place.querySelector(".decision")?.replaceChildren(...(text ? [make("span", `tag ${status}`, text)] : []));
    if (entry && entry.decision !== "open") place.dataset.decided = entry.decision; else delete place.dataset.decided;
    for (const control of all("[data-decide]", place)) {
      if (control.dataset.decide === "") control.hidden = status !== "accepted" && !place.dataset.decided;
      else control.setAttribute("aria-pressed", String(entry?.decision === control.dataset.decide));
    }
  }
}
function showCount() {
  const counted = cards.filter((card) => card.dataset.status !== "suppressed");
  const statuses = counted.map((card) => statusOf(card.dataset.fingerprint));
  const done = statuses.filter((status) => status !== "new").length;
  byId("decided").textContent = `${done} of ${counted.length} decided`;
  byId("decided-bar").max = counted.length || 1;
  byId("decided-bar").value = done;
  const corrections = statuses.filter((status) => status === "fix").length;
  byId("corrections").textContent = `${corrections} to fix`;
  byId("save-markdown").disabled = byId("save-csv").disabled = corrections === 0;
}
function toast(text) {
  byId("toast-text").textContent = `${text} ${byId("decided").textContent}.`;
  byId("toast-undo").hidden = !undone.length;
  byId("toast").hidden = false;
  clearTimeout(toasting);
  toasting = setTimeout(hideToast, TOAST);
}
/** It goes by itself, but not while somebody is at it. */
function hideToast() {
  if (byId("toast").matches(":hover, :focus-within")) toasting = setTimeout(hideToast, TOAST);
  else byId("toast").hidden = true;
}
function undo() {
  const last = undone.pop();
  if (!last) return;
  const [fingerprint, before] = last;
  keep(fingerprint, before);
  showDecision(fingerprint);
  showCount();
  apply();
  const card = cardOf.get(fingerprint);
  say(`Decision undone: ${card.querySelector("h3").textContent}`);
  toast("Decision undone.");
  if (root.dataset.view === "findings") reach(card, true);
}
/** Fold what is decided and go to the next finding that is not, the first one after the last. */
function goOn(card) {
  card.querySelector("details").open = false;
  const listed = [...byId("finding-list").children].filter((other) => other.matches(".finding"));
  const at = listed.indexOf(card);
  const next = [...listed.slice(at + 1), ...listed.slice(0, at)]
    .find((other) => !other.hidden && statusOf(other.dataset.fingerprint) === "new");
  if (next) { reach(next, true); return; }
  byId("toast-text").append(" That was the last one here.");
  if (card.hidden) reachSave(); else reach(card, false);
}
function reach(card, open) {
  current = card;
  if (open) { card.querySelector("details").open = true; hydrate(card); }
  card.querySelector("summary").focus({ preventScroll: true, focusVisible: true });
  card.scrollIntoView({ block: "start", behavior: "instant" });
}
/** Decide as the last time, with the same reason. */
function repeat(fingerprint) {
  const [last] = undone.at(-1) || [];
  const entry = decisions.get(last);
  if (entry && entry.decision !== "fix" && entry.decision !== "open" && last !== fingerprint) settle(fingerprint, { ...entry, date: today() });
}
function settle(fingerprint, entry) {
  decide(fingerprint, entry);
  if (root.dataset.view === "findings") goOn(cardOf.get(fingerprint));
}
/** On a narrow screen what saves is folded away with the filters. */
function reachSave() {
  showFields(true);
  byId("save").focus();
  byId("save").scrollIntoView({ block: "center", behavior: "instant" });
}
function startDecisions() {
  byId("to-save").addEventListener("click", reachSave);
  document.addEventListener("click", (event) => {
    const control = event.target.closest("[data-decide]");
    if (control) ask(control.closest("[data-fingerprint]").dataset.fingerprint, control.dataset.decide);
  });
  byId("toast-undo").addEventListener("click", undo);
  byId("toast-close").addEventListener("click", () => { byId("toast").hidden = true; });
  for (const card of cards) {
    showDecision(card.dataset.fingerprint);
    if (card.dataset.decided) card.querySelector("details").open = false;
  }
  showCount();
}
