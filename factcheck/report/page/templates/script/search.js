/* Search in every view: all words, or "words in a row"; what is found is lit where the browser can. */

const ITEMS = { matrix: ".matrix tbody tr", timeline: ".timeline a, .as-table tbody tr", claims: ".cluster",
                articles: ".article", compare: ".row" };
const haystacks = new Map();
const LIT = 3000;

function fold(text) { return text.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " "); }
function wordsOf(query) {
  return [...fold(query).matchAll(/"([^"]+)"|\S+/g)].map((found) => found[1] || found[0]);
}
/** All that an element says, what waits as inert text included. */
function haystack(element) {
  if (!haystacks.has(element)) {
    const waiting = element.querySelector("noscript");
    const parser = document.createElement("textarea");
    if (waiting) parser.innerHTML = waiting.textContent.replace(/<[^>]*>/g, " ");
    haystacks.set(element, fold(element.textContent) + " " + fold(parser.value));
  }
  return haystacks.get(element);
}
function boxOf(view) { return view === "findings" ? byId("query") : byId(`find-${view}`); }

function search(view) {
  const form = boxOf(view).form;
  const words = wordsOf(boxOf(view).value);
  const verdicts = new FormData(form).getAll("verdict");
  if (words.length || verdicts.length) for (const unit of all(".unit", byId(view))) hydrate(unit);
  const items = all(ITEMS[view], byId(view));
  let shown = 0;
  for (const item of items) {
    const fits = words.every((word) => haystack(item).includes(word))
      && (!verdicts.length || verdicts.includes(item.dataset.verdict));
    item.classList.toggle("unmatched", !fits);
    shown += fits;
  }
  for (const fold of all("details.related", byId(view))) {
    const fits = Boolean(fold.querySelector(".cluster:not(.unmatched)"));
    fold.classList.toggle("unmatched", !fits);
    if (words.length || verdicts.includes("related")) fold.open = fits;
  }
  for (const table of all(".matrix", byId(view))) table.classList.toggle("searched", words.length > 0);
  form.querySelector(".found").textContent = words.length || verdicts.length ? `${shown} of ${items.length}` : "";
  light(view);
}
/** Light the words of a search without changing the text. */
function light(view) {
  if (!window.CSS?.highlights) return;
  CSS.highlights.delete("found");
  const words = boxOf(view) ? wordsOf(boxOf(view).value) : [];
  if (!words.length) return;
  const lit = new Highlight();
  const scope = view === "findings" ? byId("finding-list") : byId(view);
  const texts = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
  while (texts.nextNode() && lit.size < LIT) {
    const node = texts.currentNode;
    const text = node.data.toLowerCase().replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
    if (text.length !== node.data.length || node.parentElement.closest("noscript, form, [hidden], .unmatched")) continue;
    for (const word of words) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + word.length);
        lit.add(range);
      }
    }
  }
  CSS.highlights.set("found", lit);
}
function runSearch(view) {
  if (view === "findings") { sort(); apply(); } else search(view);
  writeAddress();
}
function clearSearch(view) {
  if (!boxOf(view)) return;
  boxOf(view).value = "";
  for (const box of all("input[name=verdict]", boxOf(view).form)) box.checked = false;
  runSearch(view);
}
function startSearch() {
  let waiting = 0;
  for (const view of VIEWS.filter(boxOf)) {
    const box = boxOf(view);
    const later = () => { clearTimeout(waiting); waiting = setTimeout(() => runSearch(view), 120); };
    box.addEventListener("input", later);
    box.addEventListener("search", () => runSearch(view));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      clearTimeout(waiting);
      box.value = "";
      runSearch(view);
      box.blur();
    });
    if (view === "findings") continue;
    box.form.addEventListener("change", (event) => { if (event.target !== box) runSearch(view); });
    box.form.addEventListener("submit", (event) => event.preventDefault());
  }
}
