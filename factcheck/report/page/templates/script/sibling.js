/* The pages of a draft and of a difference: keys, search and filters over one list of cards. */

const SIBLING = {
  j: () => stepCard(1),
  k: () => stepCard(-1),
  "/": () => { byId("sift").focus(); byId("sift").select(); },
  "?": openHelp,
};
const sifted = () => all(".finding.card").filter(shownNow);

function stepCard(by) {
  const places = sifted();
  if (!places.length) return;
  let at = places.findIndex((card) => card.contains(document.activeElement));
  if (at < 0) at = places.indexOf(current);
  current = places[at < 0 ? (by > 0 ? 0 : places.length - 1) : Math.min(Math.max(at + by, 0), places.length - 1)];
  (current.querySelector(":scope > details > summary") || current).focus({ preventScroll: true, focusVisible: true });
  current.scrollIntoView({ block: "start", behavior: "instant" });
}
function sift() {
  const words = wordsOf(byId("sift").value);
  const kinds = new FormData(byId("sift").form).getAll("kind");
  const list = all(".finding.card");
  for (const card of list) {
    card.hidden = (kinds.length > 0 && !kinds.includes(card.dataset.kind))
      || !words.every((word) => haystack(card).includes(word));
  }
  for (const section of all(".kind")) section.hidden = !all(".finding", section).some((card) => !card.hidden);
  const shown = list.filter((card) => !card.hidden).length;
  byId("sifted").textContent = words.length || kinds.length ? `${shown} of ${list.length}` : "";
  byId("nothing").hidden = shown > 0;
}
/** What is searched and filtered stands in the address, so that a reload or a message keeps it. */
function siftAndTell() {
  sift();
  const params = new URLSearchParams();
  for (const kind of new FormData(byId("sift").form).getAll("kind")) params.append("kind", kind);
  const query = byId("sift").value.trim();
  if (query) params.set("q", query);
  const text = params.toString();
  history.replaceState(null, "", text ? `#?${text}` : "#");
}
function readSift() {
  const { params } = addressOf(location.hash);
  if (![...params].length) return;
  byId("sift").value = params.get("q") || "";
  for (const box of all("input[name=kind]", byId("sift").form)) box.checked = params.getAll("kind").includes(box.value);
  sift();
}
/** Open what a link leads to: a fold around it, inert text, a card that the filters hide. */
function lead() {
  const target = find(addressOf(location.hash).id);
  if (!target) return;
  for (const old of all(".here")) old.classList.remove("here");
  if (target.closest("[hidden]")) { byId("sift").form.reset(); sift(); }
  for (let box = target; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
  const own = target.querySelector(":scope > details");
  if (own) own.open = true;
  target.classList.add("here");
  if (target.matches(".finding")) current = target;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: target.matches(".card") ? "start" : "center", behavior: "instant" });
}
function startSibling() {
  document.addEventListener("toggle", (event) => { if (event.target.open) hydrate(event.target); }, true);
  if (!byId("sift")) return;
  byId("sift").form.addEventListener("input", siftAndTell);
  byId("sift").form.addEventListener("submit", (event) => event.preventDefault());
  byId("open-help").addEventListener("click", openHelp);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") { byId("sift").form.reset(); siftAndTell(); document.activeElement?.blur(); return; }
    if (event.target.matches?.("input:not([type=checkbox]), textarea, select")) return;
    const act = Object.hasOwn(SIBLING, event.key) ? SIBLING[event.key] : null;
    if (!act) return;
    event.preventDefault();
    act();
  });
  addEventListener("hashchange", () => { readSift(); lead(); });
  readSift();
  lead();
}
