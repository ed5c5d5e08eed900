/* The evidence beside an article: what the other sources say of a sentence, and decisions on it. */

const NEAREST = 2;
let asked = null, hint;

function slugs(text) { return text.split(" ").filter(Boolean); }
function bagOf(text) { return new Set(fold(text).match(/[\p{L}\p{N}]+/gu) || []); }
/** How alike two sets of words are, from 0 to 1. */
function likeness(one, other) {
  let common = 0;
  for (const word of one) common += other.has(word);
  return one.size + other.size ? 2 * common / (one.size + other.size) : 0;
}
/** Show what others say of a claim, or of a disputed value that is in none; one finding may come first. */
function openEvidence(claim, focus, first = "") {
  closeEvidence(false);
  asked = claim;
  claim.setAttribute("aria-expanded", "true");
  const findings = slugs(claim.dataset.findings || claim.dataset.of || "");
  const parts = [
    ...findings.sort((a, b) => (b === first) - (a === first)).map((slug) => ofFinding(slug)),
    ...slugs(claim.dataset.clusters || "").map((slug) => ofCluster(slug, claim)),
  ].filter(Boolean);
  byId("panel-body").replaceChildren(...parts);
  for (const part of parts) if (part.dataset.fingerprint) showDecision(part.dataset.fingerprint);
  const panel = byId("panel");
  panel.classList.add("open");
  panel.scrollTop = 0;
  // On a narrow screen the panel lies over the lower half: the sentence must stand above it.
  if (getComputedStyle(panel).position === "fixed") claim.scrollIntoView({ block: "start", behavior: "instant" });
  byId("close-panel").hidden = false;
  if (focus) byId("panel-title").focus({ preventScroll: true });
}
function ofFinding(slug) {
  const card = find(`finding-${slug}`);
  if (!card) return null;
  hydrate(card);
  const part = evidence(card.querySelector("h3").textContent, card.querySelector(".sides"), `#finding-${slug}`, "Open the finding");
  part.dataset.fingerprint = card.dataset.fingerprint;
  const [head] = part.children;
  head.prepend(card.querySelector(".severity").cloneNode(true), " ");
  const actions = card.querySelector(".actions").cloneNode(true);
  for (const link of all("a", actions)) link.remove();
  head.after(make("p", "decision"), actions);
  return part;
}
function ofCluster(slug, claim) {
  const card = find(`cluster-${slug}`);
  if (!card) return null;
  const wordings = card.querySelector(".wordings").cloneNode(true);
  const own = bagOf(claim.textContent);
  const quotes = all("blockquote", wordings)
    .filter((quote) => quote.querySelector("footer a").hash !== `#${claim.id}`)
    .map((quote) => [likeness(own, bagOf(quote.querySelector("p").textContent)), quote])
    .sort((a, b) => b[0] - a[0]).map(([, quote]) => quote);
  const near = make("div", "wordings", ...quotes.slice(0, NEAREST));
  if (quotes.length > NEAREST) {
    const rest = quotes.slice(NEAREST);
    near.append(make("details", "more", make("summary", "", `${rest.length} more`), ...rest));
  }
  const others = `${card.querySelector(".severity").textContent.trim()}: ${card.querySelector("h4").textContent}`;
  return evidence(others, near, `#cluster-${slug}`, "Open the claim with all its wordings");
}
function evidence(title, content, hash, where) {
  const link = make("a", "", where);
  link.href = hash;
  const copy = content.cloneNode(true);
  for (const element of all("[id]", copy)) element.removeAttribute("id");
  return make("section", "", make("p", "message", title), copy, link);
}
function closeEvidence(focus) {
  if (!asked) return;
  asked.removeAttribute("aria-expanded");
  if (focus) asked.focus();
  asked = null;
  byId("panel").classList.remove("open");
  byId("close-panel").hidden = true;
  byId("panel-body").replaceChildren(hint.cloneNode(true));
}

/* --- from one disputed value to the next, across articles --------------------------------------- */

let walked = null;

function marksOf(article) {
  hydrate(article);
  return all("[data-mark]", article);
}
function walk(by) {
  if (root.dataset.view !== "articles") visit("#articles", false);
  const articles = all(".article").filter((article) => !article.hidden && !article.classList.contains("unmatched"));
  const from = walked?.closest(".article");
  let at = articles.indexOf(from);
  if (at >= 0) {
    const marks = marksOf(from);
    const next = marks[marks.indexOf(walked) + by];
    if (next) { arrive(next); return; }
    at += by;
  } else at = by > 0 ? 0 : articles.length - 1;
  for (; at >= 0 && at < articles.length; at += by) {
    if (!Number(articles[at].dataset.disputed)) continue;
    const marks = marksOf(articles[at]);
    if (marks.length) { arrive(by > 0 ? marks[0] : marks.at(-1)); return; }
  }
  say(by > 0 ? "That was the last disputed value." : "That was the first disputed value.");
}
function arrive(mark) {
  walked = mark;
  for (const old of all(".here")) old.classList.remove("here");
  unfold(mark);
  mark.classList.add("here");
  const claim = mark.closest("a.claim");
  (claim || mark).focus({ preventScroll: true, focusVisible: true });
  openEvidence(claim || mark, false, mark.dataset.of);
  if ((claim || mark).id) history.replaceState(null, "", `#${(claim || mark).id}`);
  if (getComputedStyle(byId("panel")).position !== "fixed") mark.scrollIntoView({ block: "center", behavior: "instant" });
  const marks = marksOf(mark.closest(".article"));
  byId("walked").textContent = `${marks.indexOf(mark) + 1} of ${marks.length} in this article`;
}
/** The contents say which article is being read. */
function followReading() {
  const links = new Map(all(".toc li > a:first-child").map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) links.get(target.id)?.setAttribute("aria-current", "true");
      else links.get(target.id)?.removeAttribute("aria-current");
    }
  }, { rootMargin: "-30% 0px -69% 0px" });
  for (const article of all(".article")) seen.observe(article);
}
function startEvidence() {
  followReading();
  hint = byId("panel-body").firstElementChild.cloneNode(true);
  byId("close-panel").addEventListener("click", () => closeEvidence(true));
  for (const control of all("[data-walk]")) control.addEventListener("click", () => walk(Number(control.dataset.walk)));
}
