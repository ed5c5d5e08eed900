/* A ‖ B: two articles side by side, a row for each claim, so that both scroll as one. */

const NAMES = { differs: ["≠", "differs"], near: ["~", "same matter"], same: ["=", "same"],
                "only-a": ["−", "only in A"], "only-b": ["+", "only in B"] };
let compared = "";

/** Choose the articles that are asked for; where one is not, the neighbour with most between them. */
function chooseArticles(a, b) {
  if (!byId("compare")) return;
  const known = new Set(data.documents.map((d) => d.id));
  const left = known.has(a) ? a : byId("compare-a").value || data.documents[0].id;
  let right = known.has(b) ? b : known.has(a) || !byId("compare-b").value ? "" : byId("compare-b").value;
  if (!right || right === left) right = partnerOf(left);
  byId("compare-a").value = left;
  byId("compare-b").value = right;
  drawComparison();
}
/** The other article that contradicts this one most often, of its story if there is one. */
function partnerOf(slug) {
  const own = data.documents.findIndex((d) => d.id === slug);
  const story = find(`doc-${slug}`).dataset.story;
  const shared = data.documents.map((d) => (find(`doc-${d.id}`).dataset.story === story ? 0.5 : 0));
  for (const { variants } of Object.values(data.findings)) {
    const documents = variants.map((v) => new Set(v.places.map((place) => place[0])));
    const rivals = documents.filter((others) => !others.has(own));
    if (rivals.length < variants.length) for (const n of new Set(rivals.flatMap((others) => [...others]))) shared[n]++;
  }
  shared[own] = -1;
  return data.documents[shared.indexOf(Math.max(...shared))].id;
}
function drawComparison() {
  const [a, b] = [byId("compare-a").value, byId("compare-b").value];
  if (compared === `${a} ${b}`) return;
  compared = `${a} ${b}`;
  const [left, right] = [claimsOf(a), claimsOf(b)];
  const rows = align(left, right);
  haystacks.clear();
  byId("rows").replaceChildren(...rows.map((row) => drawRow(row, left, right)));
  for (const kind of KINDS) {
    byId(`count-${kind}`).textContent = rows.filter((row) => row.kind === kind).length;
  }
  byId("no-rows").hidden = rows.length > 0;
  for (const { dataset } of all("[data-fingerprint]", byId("rows"))) showDecision(dataset.fingerprint);
  if (boxOf("compare").value) search("compare");
}
function drawRow(row, left, right) {
  const [sign, name] = NAMES[row.kind];
  const [inA, inB] = [row.a.map((i) => drawClaim(left[i])), row.b.map((j) => drawClaim(right[j]))];
  if (inA.length && inB.length && row.kind !== "same") {
    const spans = differingSpans(inA[0].textContent, inB[0].textContent);
    markSpans(inA[0], spans[0]);
    markSpans(inB[0], spans[1]);
  }
  [inA, inB].forEach((texts, side) => {
    for (const value of texts.flatMap((text) => all(".value[data-of]", text))) {
      if (row.between.has(value.dataset.of)) value.className = `value v${side}`;
    }
  });
  const head = make("p", "row-kind", make("span", "row-sign", sign), ` ${name}`);
  head.firstChild.setAttribute("aria-hidden", "true");
  if (row.moved) head.append(" ", make("span", "quiet", "(elsewhere in B)"));
  head.append(...[...row.between].flatMap((slug) => [" ", drawBetween(slug)]));
  const made = make("li", `row ${row.kind}`, head,
    drawCell("A", inA, row.a.map((i) => left[i])), drawCell("B", inB, row.b.map((j) => right[j])));
  made.tabIndex = -1;
  return made;
}
/** A finding between the two: what it is about, and what was decided on it. */
function drawBetween(slug) {
  const card = byId(`finding-${slug}`);
  const link = make("a", "", card.querySelector(".fact").textContent);
  link.href = `#finding-${slug}`;
  const part = make("span", "between", card.querySelector(".severity").cloneNode(true), " ", link, " ", make("span", "decision"));
  part.dataset.fingerprint = card.dataset.fingerprint;
  return part;
}
function drawCell(letter, texts, claims) {
  const cell = make("div", texts.length ? "cell-text" : "cell-text empty");
  texts.forEach((text, n) => {
    const arrow = make("span", "", "↗");
    arrow.setAttribute("aria-hidden", "true");
    const link = make("a", "to-article", arrow, make("span", "sr", "in the article"));
    link.title = "in the article";
    link.href = `#claim-${claims[n].name}`;
    cell.append(make("p", "", make("span", "side-letter", letter), text, "\u00a0", link));
  });
  if (!texts.length) cell.append(make("span", "sr", `not in ${letter}`));
  return cell;
}
/** A copy of a claim's text with its values marked, without ids and links. */
function drawClaim(claim) {
  const copy = make("span", "claim-text");
  copy.dir = "auto";
  claim.blocks.forEach((block, n) => {
    if (n) copy.append(" ");
    copy.append(...block.cloneNode(true).childNodes);
  });
  for (const link of all("a", copy)) {
    const plain = make("b", link.className);
    plain.append(...link.childNodes);
    link.replaceWith(plain);
  }
  for (const element of all("*", copy)) {
    element.classList.remove("here");
    for (const name of ["id", "data-mark"]) element.removeAttribute(name);
  }
  return copy;
}
/** Go to the next row in which a finding stands between the two. */
function walkRows(by) {
  const active = document.activeElement;
  const [side, at] = by > 0 ? [Node.DOCUMENT_POSITION_FOLLOWING, 0] : [Node.DOCUMENT_POSITION_PRECEDING, -1];
  const next = all(".row.differs")
    .filter((row) => shownNow(row) && !row.contains(active) && active.compareDocumentPosition(row) & side).at(at);
  if (next) land(next); else say(by > 0 ? "That was the last difference." : "That was the first difference.");
}
function changeArticle(by) {
  const field = byId("compare-b");
  const count = field.options.length;
  let at = field.selectedIndex;
  do { at = (at + by + count) % count; } while (field.options[at].value === byId("compare-a").value && count > 1);
  field.selectedIndex = at;
  drawComparison();
  writeAddress();
  say(`B: ${field.options[at].textContent}`);
}
function swapArticles() {
  const [a, b] = [byId("compare-a").value, byId("compare-b").value];
  byId("compare-a").value = b;
  byId("compare-b").value = a;
  drawComparison();
  writeAddress();
}
const kindBoxes = () => all("input[name=kind]", byId("compare"));
const hiddenKinds = () => kindBoxes().filter((box) => !box.checked).map((box) => box.value);
function hideKinds(kinds) {
  for (const box of kindBoxes()) {
    box.checked = !kinds.includes(box.value);
    byId("rows").classList.toggle(`without-${box.value}`, !box.checked);
  }
}
function startCompare() {
  if (!byId("compare")) return;
  for (const field of [byId("compare-a"), byId("compare-b")]) {
    field.addEventListener("change", () => { drawComparison(); writeAddress(); });
  }
  byId("compare-swap").addEventListener("click", swapArticles);
  for (const box of kindBoxes()) box.addEventListener("change", () => { hideKinds(hiddenKinds()); writeAddress(); });
}
