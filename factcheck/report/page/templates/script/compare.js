/* Which claim of one article belongs to which of another. Two claims belong together where the report
   says so (a finding between them, one cluster), or where their wording is nearly the same. */

const ALIKE = 0.55;
const KINDS = ["differs", "near", "same", "only-a", "only-b"];

/** The claims of an article in their order, each with the elements that its text stands in. */
function claimsOf(slug) {
  const article = find(`doc-${slug}`);
  hydrate(article);
  const claims = new Map();
  for (const block of all("[data-claim]", article)) {
    const name = block.dataset.claim;
    if (!claims.has(name)) {
      const [start, end] = block.dataset.span.split(" ").map(Number);
      claims.set(name, { name, start, end, blocks: [], findings: slugs(block.dataset.findings || ""),
        clusters: slugs(block.dataset.clusters || "") });
    }
    claims.get(name).blocks.push(block);
  }
  const document = data.documents.findIndex((d) => d.id === slug);
  return [...claims.values()].map((claim) => {
    const text = claim.blocks.map((block) => block.textContent).join(" ");
    return { ...claim, document, text, bag: bagOf(text), words: fold(text).trim() };
  }).filter((claim) => claim.words);
}
/** Which variants of a finding a claim has. */
function variantsIn(claim, finding) {
  return finding.variants.flatMap((variant, n) => variant.places.some(([document, , , start]) =>
    document === claim.document && start >= claim.start && start < claim.end) ? [n] : []);
}
/** How two claims go together: kind, weight and the findings between them; null if they do not. */
function relation(a, b) {
  const alike = likeness(a.bag, b.bag);
  const between = a.findings.filter((slug) => {
    if (!b.findings.includes(slug)) return false;
    const finding = data.findings[byId(`finding-${slug}`).dataset.fingerprint];
    const [own, other] = [variantsIn(a, finding), variantsIn(b, finding)];
    return own.length && other.length && !own.some((n) => other.includes(n));
  });
  if (between.length) return { kind: "differs", weight: 4 + alike, between };
  if (a.words === b.words) return { kind: "same", weight: 3 + alike, between };
  const verdicts = a.clusters.filter((slug) => b.clusters.includes(slug)).map((slug) => data.clusters[slug]);
  if (verdicts.includes("corroborated")) return { kind: "same", weight: 2 + alike, between };
  if (verdicts.length) return { kind: "near", weight: 1 + alike, between };
  return alike >= ALIKE ? { kind: "near", weight: alike, between } : null;
}
/** Rows of claims that belong together, in the order of A; what only B has comes after what it follows. */
function align(left, right) {
  const pairs = [];
  left.forEach((a, i) => right.forEach((b, j) => {
    const found = relation(a, b);
    if (found) pairs.push({ i, j, ...found });
  }));
  pairs.sort((x, y) => y.weight - x.weight || x.i - y.i || x.j - y.j);
  const rowOfA = new Map(), rowOfB = new Map();
  const note = (row, pair) => {
    for (const slug of pair.between) row.between.add(slug);
    if (KINDS.indexOf(pair.kind) < KINDS.indexOf(row.kind)) row.kind = pair.kind;
  };
  for (const pair of pairs) {
    if (rowOfA.has(pair.i) || rowOfB.has(pair.j)) continue;
    const row = { a: [pair.i], b: [pair.j], kind: pair.kind, between: new Set(pair.between) };
    rowOfA.set(pair.i, row);
    rowOfB.set(pair.j, row);
  }
  // A claim whose partner is taken stands beside it, too: it is not without one.
  for (const pair of pairs) {
    const [rowA, rowB] = [rowOfA.get(pair.i), rowOfB.get(pair.j)];
    if (rowA && !rowB) { rowA.b.push(pair.j); rowOfB.set(pair.j, rowA); note(rowA, pair); }
    else if (rowB && !rowA) { rowB.a.push(pair.i); rowOfA.set(pair.i, rowB); note(rowB, pair); }
  }
  const rows = [];
  left.forEach((_, i) => {
    const row = rowOfA.get(i) || { a: [i], b: [], kind: "only-a", between: new Set() };
    if (!rows.includes(row)) rows.push(row);
  });
  let after = -1;
  right.forEach((_, j) => {
    const row = rowOfB.get(j);
    if (row) { after = rows.indexOf(row); return; }
    rows.splice(after + 1, 0, { a: [], b: [j], kind: "only-b", between: new Set() });
    after += 1;
  });
  let last = -1;
  for (const row of rows) {
    row.a.sort((x, y) => x - y);
    row.b.sort((x, y) => x - y);
    row.moved = row.b.length > 0 && row.b[0] < last;
    if (row.b.length) last = Math.max(last, ...row.b);
  }
  return rows;
}

/* --- words that differ --------------------------------------------------------------------------- */

function wordSpans(text) {
  return [...text.matchAll(/[\p{L}\p{N}]+(?:[’'.,:/-][\p{L}\p{N}]+)*|[$€£¥%]/gu)]
    .map((found) => ({ start: found.index, end: found.index + found[0].length, word: fold(found[0]) }));
}
/** The spans of the words of each text that are not in a longest common sequence of both. */
function differingSpans(one, other) {
  const [a, b] = [wordSpans(one), wordSpans(other)];
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i][j] = a[i].word === b[j].word ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  if (table[0][0] * 2 < (a.length + b.length) / 2) return [[], []]; // Worded on their own: all would be marked.
  const [left, right] = [[], []];
  let i = 0, j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i].word === b[j].word) { i++; j++; }
    else if (j === b.length || (i < a.length && table[i + 1][j] >= table[i][j + 1])) left.push(a[i++]);
    else right.push(b[j++]);
  }
  return [left, right];
}
/** Mark spans of an element's text, whatever elements it stands in. */
function markSpans(element, spans) {
  const texts = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode);
  let offset = 0;
  for (const node of texts) {
    const { length } = node.data;
    const inside = spans.filter((s) => s.start < offset + length && s.end > offset && !node.parentElement.closest(".value"));
    for (const s of inside.reverse()) {
      const range = new Range();
      range.setStart(node, Math.max(s.start - offset, 0));
      range.setEnd(node, Math.min(s.end - offset, length));
      range.surroundContents(make("mark"));
    }
    offset += length;
  }
}
