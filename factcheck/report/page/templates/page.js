/* The page's one script. Without it everything can be read; with it the reader sees one view at a time,
   filters, walks by keyboard, and writes decisions into a baseline file. It asks nothing of a network. */
(() => {
"use strict";

const root = document.documentElement;
const VIEWS = ["overview", "findings", "matrix", "timeline", "claims", "articles"];
const HOMES = { story: "overview", finding: "findings", fact: "matrix", cluster: "claims",
                claim: "articles", doc: "articles", at: "articles" };
const byId = (id) => document.getElementById(id);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];

/** Storage may be forbidden (a sandboxed frame, a strict browser): then nothing is remembered. */
const memory = {
  read(key) { try { return localStorage.getItem(key); } catch { return null; } },
  write(key, value) { try { localStorage.setItem(key, value); return true; } catch { return false; } },
};

function viewOf(hash) {
  const name = decode(hash);
  if (VIEWS.includes(name)) return name;
  return HOMES[name.split("-", 1)[0]] || "overview";
}
function decode(hash) {
  try { return decodeURIComponent(hash.replace(/^#/, "")); } catch { return ""; }
}

/* Before the first paint: colours and view, so that nothing jumps. */
root.classList.add("scripted");
root.dataset.view = viewOf(location.hash);
const THEMES = { "": "as the system", light: "light", dark: "dark" };
setTheme(memory.read("factcheck.theme") || "");
function setTheme(name) {
  if (name) root.dataset.theme = name; else delete root.dataset.theme;
}

function say(text) { byId("said").textContent = text; }

/** Turn what waits as inert text into elements. */
function hydrate(within) {
  for (const waiting of all("noscript", within)) {
    const template = document.createElement("template");
    template.innerHTML = waiting.textContent;
    waiting.replaceWith(template.content);
  }
}

function colours() {
  byId("theme-name").textContent = THEMES[root.dataset.theme || ""];
  byId("theme").addEventListener("click", () => {
    const names = Object.keys(THEMES);
    const next = names[(names.indexOf(root.dataset.theme || "") + 1) % names.length];
    setTheme(next);
    memory.write("factcheck.theme", next);
    byId("theme-name").textContent = THEMES[next];
    say(`Colours: ${THEMES[next]}`);
  });
}

document.addEventListener("DOMContentLoaded", () => {
  colours();
  document.addEventListener("toggle", (event) => { if (event.target.open) hydrate(event.target); }, true);
  if (byId("data")) review(JSON.parse(byId("data").textContent));
});

function review({ report, findings: facts }) {
  const list = byId("finding-list");
  const cards = all(".finding", list);
  let current = null;

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
  document.addEventListener("toggle", (event) => {
    if (!event.target.open) return;
    centre(event.target);
    if (event.target.parentElement.matches(".finding")) showDecision(event.target.parentElement);
  }, true);

  /* --- views and links ----------------------------------------------------------------------- */

  /** A timeline that reaches far back opens where most of its dates are. */
  function centre(view) {
    for (const box of all("[data-focus]:not([data-centred])", view)) {
      if (!box.clientWidth) continue;
      const names = box.firstElementChild.clientWidth;
      box.scrollLeft = Number(box.dataset.focus) + names / 2 - box.clientWidth / 2;
      box.dataset.centred = "";
    }
  }
  function go(hash, focus = true) {
    const id = decode(hash);
    const view = viewOf(hash);
    root.dataset.view = view;
    for (const link of all(".views a")) {
      if (link.hash !== "#" + view) { link.removeAttribute("aria-current"); continue; }
      link.setAttribute("aria-current", "page");
      link.parentElement.scrollLeft = link.offsetLeft - link.parentElement.clientWidth / 2;
    }
    for (const old of all(".here")) old.classList.remove("here");
    const target = find(id);
    centre(byId(view));
    if (!target) return;
    if (target.classList.contains("view")) {
      scrollTo({ top: 0, behavior: "instant" });
      if (focus) target.focus({ preventScroll: true });
      return;
    }
    for (let box = target; box; box = box.parentElement) {
      if (box.tagName === "DETAILS") box.open = true;
    }
    const own = target.querySelector(":scope > details");
    if (own) { own.open = true; hydrate(own); }
    if (pick && pick.value && target.closest("[hidden]")) { pick.value = ""; pickStory(); }
    if (target.matches(".finding")) { target.hidden = false; current = target; }
    target.classList.add("here");
    target.scrollIntoView({ block: target.matches(".card") ? "start" : "center", behavior: "instant" });
    if (focus) (target.matches(".finding") ? target.querySelector("summary") : target).focus({ preventScroll: true, focusVisible: false });
    if (target.matches("a.claim")) openEvidence(target, false);
  }
  addEventListener("hashchange", () => go(location.hash));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const hash = link.getAttribute("href");
    if (hash === "#main") return;
    if (link.dataset.show) show(link.dataset.show);
    if (link.matches("a.claim") && link.dataset.findings !== undefined) {
      event.preventDefault();
      history.pushState(null, "", "#" + (link.id || decode(location.hash)));
      openEvidence(link, true);
    } else if (hash === location.hash) {
      event.preventDefault();
      go(hash);
    }
  });

  /* --- decisions ----------------------------------------------------------------------------- */

  const KEY = `factcheck.decisions.${report}`;
  const decisions = new Map(Object.entries(parse(memory.read(KEY)) || {}));
  let existing = [];
  const dialog = byId("decide");
  let deciding = null;

  function parse(text) { try { return JSON.parse(text); } catch { return null; } }
  const statusOf = (card) => decisions.get(card.dataset.fingerprint)?.decision || card.dataset.status;

  function ask(card, decision) {
    if (!decision) return decide(card, null);
    deciding = { card, decision };
    const accept = decision === "accepted";
    const before = decisions.get(card.dataset.fingerprint);
    byId("decide-title").textContent = accept ? "Accept the finding" : "Dismiss the finding";
    byId("decide-what").textContent = card.querySelector("h3").textContent;
    byId("decide-hint").textContent = accept
      ? "The sources do differ, and it may stand. The next check stays quiet about it."
      : "A false alarm: the sources do not contradict each other. The next check stays quiet about it.";
    byId("decide-ok").textContent = accept ? "Accept" : "Dismiss";
    byId("decide-reason").value = before?.reason || "";
    byId("decide-by").value = memory.read("factcheck.by") || "";
    dialog.showModal();
    byId("decide-reason").focus();
  }
  function decide(card, entry) {
    const fingerprint = card.dataset.fingerprint;
    if (entry) decisions.set(fingerprint, entry); else decisions.delete(fingerprint);
    const kept = memory.write(KEY, JSON.stringify(Object.fromEntries(decisions)));
    showDecision(card);
    showCount();
    say(`${entry ? entry.decision : "Decision undone"}: ${card.querySelector("h3").textContent}`
      + (kept ? "" : " This browser keeps nothing: save before you leave."));
  }
  function showDecision(card) {
    const entry = decisions.get(card.dataset.fingerprint);
    const place = card.querySelector(".decision");
    const text = entry ? `${entry.decision}: ${entry.reason}` : card.dataset.status === "new" ? "" : card.dataset.status;
    place.replaceChildren(...(text ? [tag(text, entry ? entry.decision : "")] : []));
    if (entry) card.dataset.decided = entry.decision; else delete card.dataset.decided;
    for (const button of all("[data-decide]", card)) {
      if (button.dataset.decide === "") button.hidden = !entry;
      else button.setAttribute("aria-pressed", String(entry?.decision === button.dataset.decide));
    }
  }
  function tag(text, name) {
    const made = document.createElement("span");
    made.className = `tag ${name}`;
    made.textContent = text;
    return made;
  }
  function showCount() {
    const count = decisions.size;
    byId("decided").textContent = count === 0 ? "None yet." : `${count} of ${cards.length} decided.`;
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-decide]");
    if (button) ask(button.closest(".finding"), button.dataset.decide);
  });
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const { card, decision } = deciding;
    const by = byId("decide-by").value.trim();
    const reason = byId("decide-reason").value.trim();
    memory.write("factcheck.by", by);
    dialog.close();
    decide(card, { decision, reason, by, date: today() });
    card.querySelector("summary").focus();
  });
  byId("decide-reason").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      dialog.querySelector("form").requestSubmit();
    }
  });
  byId("decide-cancel").addEventListener("click", () => dialog.close());

  function today() {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  }
  /** Order by code points, as the rest of factcheck orders. */
  function compare(one, other) {
    const a = [...one], b = [...other];
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
      if (a[i] !== b[i]) return a[i].codePointAt(0) - b[i].codePointAt(0);
    }
    return a.length - b.length;
  }
  function baseline() {
    const entries = new Map(existing.map((entry) => [entry.fingerprint, entry]));
    for (const [fingerprint, fact] of Object.entries(facts)) {
      const entry = decisions.get(fingerprint);
      if (!entry && (fact.status !== "accepted" || entries.has(fingerprint))) continue;
      const { type, values } = fact;
      const made = entry || { reason: fact.reason, by: "", date: today() };
      entries.set(fingerprint, { fingerprint, type, fact: fact.fact, values,
        reason: made.reason, by: made.by, date: made.date,
        ...(made.decision === "dismissed" ? { dismissed: true } : {}) });
    }
    const accepted = [...entries.values()].sort((a, b) =>
      compare(a.type, b.type) || compare(a.fact, b.fact) || compare(a.fingerprint, b.fingerprint));
    return JSON.stringify({ schema_version: "1", accepted }, null, 2) + "\n";
  }
  byId("save").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([baseline()], { type: "application/json" }));
    link.download = "factcheck-baseline.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say("Decisions saved.");
  });
  byId("existing").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    const read = file ? parse(await file.text()) : { accepted: [] };
    const usable = read && Array.isArray(read.accepted) && read.accepted.every((e) => e && typeof e.fingerprint === "string"
      && typeof e.type === "string" && typeof e.fact === "string");
    existing = usable ? read.accepted : [];
    event.target.setCustomValidity(usable ? "" : "This is not a baseline file.");
    event.target.reportValidity();
    if (usable && file) say(`${existing.length} entries kept from ${file.name}.`);
  });

  /* --- filters ------------------------------------------------------------------------------- */

  const filters = byId("filters");
  const pick = byId("pick-story");
  const haystacks = new Map();
  const RANK = { new: 0, accepted: 1, suppressed: 2 }, SEVERITY = { error: 0, warning: 1, note: 2 };
  const number = (card) => Number(card.dataset.number);
  const sources = (card) => card.dataset.sources.trim().split(/\s+/).length;
  const SORTS = {
    strength: () => 0,
    confidence: (a, b) => b.dataset.confidence - a.dataset.confidence,
    sources: (a, b) => sources(b) - sources(a),
    type: (a, b) => compare(a.dataset.type, b.dataset.type),
    story: (a, b) => compare(a.dataset.story, b.dataset.story),
  };
  cards.forEach((card, n) => { card.dataset.number = n; });

  function haystack(card) {
    if (!haystacks.has(card)) {
      const waiting = card.querySelector("noscript");
      const parser = document.createElement("textarea");
      if (waiting) parser.innerHTML = waiting.textContent.replace(/<[^>]*>/g, " ");
      haystacks.set(card, fold(card.textContent) + " " + fold(parser.value));
    }
    return haystacks.get(card);
  }
  function fold(text) { return text.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " "); }

  function apply() {
    const wanted = new FormData(filters);
    const severities = wanted.getAll("severity"), types = wanted.getAll("type");
    const status = wanted.get("status"), source = wanted.get("source");
    const words = [...fold(wanted.get("query")).matchAll(/"([^"]+)"|\S+/g)].map((found) => found[1] || found[0]);
    const story = pick ? pick.value : "";
    let shown = 0;
    for (const card of cards) {
      const data = card.dataset;
      const fits = (!severities.length || severities.includes(data.severity))
        && (!types.length || types.includes(data.type))
        && (!status || (status === "open" ? "new" : status) === statusOf(card))
        && (!source || data.sources.split(" ").includes(source))
        && (!story || data.story === story)
        && words.every((word) => haystack(card).includes(word));
      card.hidden = !fits;
      shown += fits;
    }
    byId("shown").textContent = shown === cards.length
      ? `${shown} finding${shown === 1 ? "" : "s"}` : `${shown} of ${cards.length} findings`;
    byId("nothing").hidden = shown > 0 || !cards.length;
  }
  function sort() {
    const order = SORTS[byId("sort").value];
    const sorted = [...cards].sort((a, b) => order(a, b) || number(a) - number(b));
    if (sorted.some((card, n) => card !== list.children[n])) list.append(...sorted);
  }
  function pickStory() {
    const story = pick.value;
    for (const element of all(".story, .unit, .article")) {
      element.hidden = Boolean(story) && element.dataset.story !== story;
      if (story && !element.hidden && element.tagName === "DETAILS") element.open = true;
    }
    for (const option of all("#by-source option[data-story]")) {
      option.hidden = Boolean(story) && option.dataset.story !== story;
    }
    if (byId("by-source").selectedOptions[0]?.hidden) byId("by-source").value = "";
    apply();
  }
  function show(choice) {
    const [name, value] = choice.split("=");
    if (name === "story") {
      pick.value = value;
      pickStory();
      return;
    }
    filters.reset();
    for (const box of all(`input[name='${name}']`, filters)) box.checked = box.value === value;
    apply();
  }
  let waiting = 0;
  filters.addEventListener("input", (event) => {
    if (event.target.id === "existing") return;
    clearTimeout(waiting);
    const act = () => { sort(); apply(); };
    if (event.target.id === "query") waiting = setTimeout(act, 120); else act();
  });
  filters.addEventListener("reset", () => setTimeout(() => { sort(); apply(); }));
  filters.addEventListener("submit", (event) => event.preventDefault());
  byId("more-filters").addEventListener("click", (event) => {
    const open = byId("filter-fields").classList.toggle("open");
    event.currentTarget.setAttribute("aria-expanded", String(open));
  });
  if (pick) pick.addEventListener("change", pickStory);

  /* --- evidence beside an article -------------------------------------------------------------- */

  const panel = byId("panel");
  let asked = null;

  function openEvidence(claim, focus) {
    closeEvidence(false);
    asked = claim;
    claim.setAttribute("aria-expanded", "true");
    const parts = [];
    for (const slug of claim.dataset.findings.split(" ").filter(Boolean)) {
      const card = find(`finding-${slug}`);
      if (!card) continue;
      hydrate(card);
      parts.push(evidence(card.querySelector("h3").textContent, card.querySelector(".sides"), `#finding-${slug}`, "Open the finding"));
    }
    for (const slug of claim.dataset.clusters.split(" ").filter(Boolean)) {
      const card = find(`cluster-${slug}`);
      if (!card) continue;
      const wordings = card.querySelector(".wordings").cloneNode(true);
      for (const quote of all("blockquote", wordings)) {
        if (quote.querySelector("footer a").hash === `#${claim.id}`) quote.remove();
      }
      const others = `${card.querySelector(".severity").textContent.trim()}: ${card.querySelector("h4").textContent}`;
      parts.push(evidence(others, wordings, `#cluster-${slug}`, "Open the claim with all its wordings"));
    }
    byId("panel-body").replaceChildren(...parts);
    panel.classList.add("open");
    panel.scrollTop = 0;
    // On a narrow screen the panel lies over the lower half: the sentence must stand above it.
    if (getComputedStyle(panel).position === "fixed") claim.scrollIntoView({ block: "start", behavior: "instant" });
    byId("close-panel").hidden = false;
    if (focus) byId("panel-title").focus({ preventScroll: true });
  }
  function evidence(title, content, hash, where) {
    const part = document.createElement("section");
    const head = document.createElement("p");
    head.className = "message";
    head.textContent = title;
    const link = document.createElement("a");
    link.href = hash;
    link.textContent = where;
    const copy = content.cloneNode(true);
    for (const element of all("[id]", copy)) element.removeAttribute("id");
    part.append(head, copy, link);
    return part;
  }
  function closeEvidence(focus) {
    if (!asked) return;
    asked.removeAttribute("aria-expanded");
    if (focus) asked.focus();
    asked = null;
    panel.classList.remove("open");
    byId("close-panel").hidden = true;
    const hint = document.createElement("p");
    hint.className = "quiet";
    hint.textContent = "Choose a marked sentence: what the other sources say of it opens here.";
    byId("panel-body").replaceChildren(hint);
  }
  byId("close-panel").addEventListener("click", () => closeEvidence(true));

  /* --- keys ---------------------------------------------------------------------------------- */

  function stops() {
    if (root.dataset.view === "articles") return all(".article:not([hidden]) a.claim").filter(shownNow);
    if (root.dataset.view === "claims") return all(".cluster").filter(shownNow);
    return [...list.children].filter((card) => card.matches(".finding:not([hidden])"));
  }
  function shownNow(element) { return element.checkVisibility(); }
  function step(by) {
    if (!["findings", "articles", "claims"].includes(root.dataset.view)) location.hash = "#findings";
    const places = stops();
    if (!places.length) return;
    const active = document.activeElement;
    let at = places.findIndex((place) => place.contains(active));
    if (at < 0) at = places.indexOf(root.dataset.view === "articles" ? asked : current);
    const next = places[at < 0 ? (by > 0 ? 0 : places.length - 1) : Math.min(Math.max(at + by, 0), places.length - 1)];
    if (next.matches(".finding")) current = next;
    const focus = next.matches(".finding") ? next.querySelector("summary") : next;
    focus.focus({ preventScroll: true, focusVisible: true });
    next.scrollIntoView({ block: next.matches("a") ? "center" : "start", behavior: "instant" });
  }
  function chosen() {
    const card = document.activeElement?.closest?.(".finding") || current;
    return root.dataset.view === "findings" && card && !card.hidden ? card : null;
  }
  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    a: () => { if (chosen()) ask(chosen(), "accepted"); },
    d: () => { if (chosen()) ask(chosen(), "dismissed"); },
    "/": () => { if (root.dataset.view !== "findings") { history.pushState(null, "", "#findings"); go("#findings", false); } byId("query").focus(); byId("query").select(); },
    "?": openHelp,
  };
  VIEWS.forEach((view, n) => { KEYS[n + 1] = () => { location.hash = "#" + view; }; });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const open = document.querySelector("dialog[open]");
    if (event.key === "Escape" && !open) {
      if (event.target.id === "query") event.target.blur();
      else closeEvidence(true);
      return;
    }
    if (open || event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    const act = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : null;
    if (!act) return;
    event.preventDefault();
    act();
  });
  byId("open-help").addEventListener("click", openHelp);
  function openHelp() {
    byId("help").showModal();
    byId("help-title").focus();
  }

  /* --- print ----------------------------------------------------------------------------------- */

  addEventListener("beforeprint", () => {
    const view = byId(root.dataset.view);
    for (const card of all(".finding:not([hidden]), .unit:not([hidden]), .article:not([hidden])", view)) hydrate(card);
  });

  cards.forEach(showDecision);
  showCount();
  apply();
  go(location.hash || "#overview", Boolean(location.hash));
}
})();
