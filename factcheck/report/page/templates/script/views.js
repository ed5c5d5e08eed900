/* Views and links: one view at a time, and every address opens what it names. */

let data, cards, current = null;
const cardOf = new Map(); // fingerprint -> its card

/** The element with this id, taken out of inert text if need be. */
function find(id) {
  const there = byId(id);
  if (there || !id) return there;
  const wanted = `id="${id}"`;
  const waiting = all("noscript").find((element) => element.textContent.includes(wanted));
  if (!waiting) return null;
  hydrate(waiting.closest("details") || waiting.parentElement);
  return byId(id);
}
/** A timeline that reaches far back opens where most of its dates are. */
function centre(view) {
  for (const box of all("[data-focus]:not([data-centred])", view)) {
    if (!box.clientWidth) continue;
    const names = box.firstElementChild.clientWidth;
    box.scrollLeft = Number(box.dataset.focus) + names / 2 - box.clientWidth / 2;
    box.dataset.centred = "";
  }
}
function unfold(target) {
  for (let box = target; box; box = box.parentElement) {
    if (box.tagName === "DETAILS") box.open = true;
    if (box.matches(".matrix") && target.closest(".lone")) showLone(box, true);
  }
}
function go(hash, focus = true) {
  const { id, params } = addressOf(hash);
  const view = viewOf(hash);
  root.dataset.view = view;
  for (const link of all(".views a")) {
    if (link.hash !== "#" + view) { link.removeAttribute("aria-current"); continue; }
    link.setAttribute("aria-current", "page");
    link.parentElement.scrollLeft = link.offsetLeft - link.parentElement.clientWidth / 2;
  }
  for (const old of all(".here")) old.classList.remove("here");
  if (view === id || !id) readAddress(view, params);
  const target = find(id);
  centre(byId(view));
  if (!target) return;
  if (target.classList.contains("view")) {
    closeEvidence(false);
    writeAddress();
    scrollTo({ top: 0, behavior: "instant" });
    if (focus) target.focus({ preventScroll: true });
    return;
  }
  reveal(target, focus);
}
/** Go to an address of this page at once: an event would come after the next key. */
function visit(hash, focus = true) {
  if (hash !== location.hash) history.pushState(null, "", hash);
  go(hash, focus);
}
/** Open what a target is folded in or hidden by, and go there. */
function reveal(target, focus) {
  unfold(target);
  const own = target.querySelector(":scope > details");
  if (own) { own.open = true; hydrate(own); }
  if (pick && pick.value && target.closest("[hidden]")) { pick.value = ""; pickStory(); }
  if (target.closest(".unmatched")) clearSearch(root.dataset.view);
  if (target.matches(".finding")) { target.hidden = false; current = target; }
  target.classList.add("here");
  if (focus) {
    const receiver = target.matches(".finding") ? target.querySelector("summary") : target;
    receiver.focus({ preventScroll: true, focusVisible: false });
  }
  if (target.matches("a.claim")) openEvidence(target, false); else closeEvidence(false);
  target.scrollIntoView({ block: target.matches(".card") ? "start" : "center", behavior: "instant" });
}
function followLink(event) {
  const link = event.target.closest("a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const hash = link.getAttribute("href");
  if (hash === "#main") return;
  if (link.dataset.show) show(link.dataset.show);
  if (link.matches("a.claim") && link.dataset.findings !== undefined) {
    event.preventDefault();
    history.pushState(null, "", "#" + (link.id || addressOf(location.hash).id));
    openEvidence(link, true);
  } else if (hash === location.hash) {
    event.preventDefault();
    go(hash);
  }
}
function showLone(table, on) {
  table.classList.toggle("all", on);
  const control = table.closest(".unit").querySelector(".show-lone");
  if (control) control.setAttribute("aria-pressed", String(on));
}
function startViews() {
  document.addEventListener("toggle", (event) => {
    if (!event.target.open) return;
    hydrate(event.target);
    centre(event.target);
    const card = event.target.parentElement;
    if (card.matches(".finding")) showDecision(card.dataset.fingerprint);
  }, true);
  document.addEventListener("click", followLink);
  document.addEventListener("click", (event) => {
    const control = event.target.closest(".show-lone");
    if (!control) return;
    const table = control.closest(".unit").querySelector(".matrix");
    showLone(table, !table.classList.contains("all"));
  });
  addEventListener("hashchange", () => go(location.hash));
}
