/* Keys, help and print. */

function stops() {
  if (root.dataset.view === "articles") return all(".article:not([hidden]) a.claim").filter(shownNow);
  if (root.dataset.view === "claims") return all(".cluster").filter(shownNow);
  if (root.dataset.view === "compare") return all(".row:not(.same)").filter(shownNow);
  return [...byId("finding-list").children].filter((card) => card.matches(".finding:not([hidden])"));
}
function step(by) {
  if (!["findings", "articles", "claims", "compare"].includes(root.dataset.view)) visit("#findings", false);
  const places = stops();
  if (!places.length) return;
  const active = document.activeElement;
  let at = places.findIndex((place) => place.contains(active));
  if (at < 0) at = places.indexOf(root.dataset.view === "articles" ? asked : current);
  const next = places[at < 0 ? (by > 0 ? 0 : places.length - 1) : Math.min(Math.max(at + by, 0), places.length - 1)];
  land(next);
}
function land(next) {
  if (next.matches(".finding")) current = next;
  const focus = next.matches(".finding") ? next.querySelector("summary") : next;
  focus.focus({ preventScroll: true, focusVisible: true });
  next.scrollIntoView({ block: next.matches("a, .row") ? "center" : "start", behavior: "instant" });
}
/** The finding that a key decides about: the one reached, or the first open one of the evidence or row. */
function chosen() {
  const { view } = root.dataset;
  if (view === "articles" || view === "compare") {
    const place = view === "articles" ? byId("panel-body") : document.activeElement.closest(".row");
    const beside = place ? all("[data-fingerprint]", place).map((part) => part.dataset.fingerprint) : [];
    return beside.find((fingerprint) => statusOf(fingerprint) === "new") || beside[0] || null;
  }
  const card = document.activeElement?.closest?.(".finding") || current;
  return view === "findings" && card && !card.hidden ? card.dataset.fingerprint : null;
}
const withChosen = (act) => () => { if (chosen()) act(chosen()); };
const inCompare = (act) => () => { if (root.dataset.view === "compare") act(); };
const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => (root.dataset.view === "compare" ? walkRows(1) : walk(1)),
  p: () => (root.dataset.view === "compare" ? walkRows(-1) : walk(-1)),
  a: withChosen((fingerprint) => ask(fingerprint, "accepted")),
  d: withChosen((fingerprint) => ask(fingerprint, "dismissed")),
  f: withChosen((fingerprint) => ask(fingerprint, "fix")),
  ".": withChosen(repeat),
  u: undo,
  "[": inCompare(() => changeArticle(-1)),
  "]": inCompare(() => changeArticle(1)),
  x: inCompare(swapArticles),
  "/": () => {
    if (!boxOf(root.dataset.view)) visit("#findings", false);
    const box = boxOf(root.dataset.view);
    box.focus();
    box.select();
  },
  "?": openHelp,
};
function openHelp() {
  byId("help").showModal();
  byId("help-title").focus();
}
function startKeys() {
  all(".views a").forEach((link, n) => { KEYS[n + 1] = () => visit(link.hash); });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const open = document.querySelector("dialog[open]");
    if (event.key === "Escape" && !open) {
      if (asked) closeEvidence(true);
      else if (boxOf(root.dataset.view)?.value) clearSearch(root.dataset.view);
      else byId("toast").hidden = true;
      return;
    }
    if (open || event.target.matches?.("input:not([type=checkbox]), textarea, select")) return;
    if (event.key === "Enter" && event.target.matches?.(".row")) { event.target.querySelector("a").click(); return; }
    const act = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : null;
    if (!act) return;
    event.preventDefault();
    act();
  });
  byId("open-help").addEventListener("click", openHelp);
  addEventListener("beforeprint", () => {
    const view = byId(root.dataset.view);
    for (const card of all(".finding:not([hidden]), .unit:not([hidden]), .article:not([hidden])", view)) hydrate(card);
  });
}
