/* Filters and order of the findings, the story, and how they stand in the address. */

let filters, pick;
const SORTS = {
  strength: () => 0,
  confidence: (a, b) => b.dataset.confidence - a.dataset.confidence,
  sources: (a, b) => sources(b) - sources(a),
  type: (a, b) => compareText(a.dataset.type, b.dataset.type),
  story: (a, b) => compareText(a.dataset.story, b.dataset.story),
};
const FIELDS = ["severity", "type", "status", "source", "sort"];
const number = (card) => Number(card.dataset.number);
const sources = (card) => card.dataset.sources.trim().split(/\s+/).length;

function apply() {
  const wanted = new FormData(filters);
  const severities = wanted.getAll("severity"), types = wanted.getAll("type");
  const status = wanted.get("status"), source = wanted.get("source");
  const words = wordsOf(wanted.get("query"));
  const story = pick ? pick.value : "";
  let shown = 0;
  for (const card of cards) {
    const { dataset } = card;
    const fits = (!severities.length || severities.includes(dataset.severity))
      && (!types.length || types.includes(dataset.type))
      && (!status || (status === "open" ? "new" : status) === statusOf(dataset.fingerprint))
      && (!source || dataset.sources.split(" ").includes(source))
      && (!story || dataset.story === story)
      && words.every((word) => haystack(card).includes(word));
    card.hidden = !fits;
    shown += fits;
  }
  byId("shown").textContent = shown === cards.length
    ? `${shown} finding${shown === 1 ? "" : "s"}` : `${shown} of ${cards.length} findings`;
  byId("nothing").hidden = shown > 0 || !cards.length;
  if (root.dataset.view === "findings") light("findings");
}
function sort() {
  const list = byId("finding-list");
  const order = SORTS[byId("sort").value];
  const sorted = [...cards].sort((a, b) => order(a, b) || number(a) - number(b));
  if (sorted.some((card, n) => card !== list.children[n])) list.append(...sorted);
}
function pickStory() {
  const story = pick.value;
  for (const element of all(".story, .unit, .article, .toc li")) {
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

/** Write what is chosen into the address of the view, so that a reload or a message keeps it. */
function writeAddress() {
  const { view } = root.dataset;
  const { id } = addressOf(location.hash);
  if (id !== view) return;
  const params = new URLSearchParams();
  if (view === "findings") {
    const wanted = new FormData(filters);
    for (const name of FIELDS) {
      for (const value of wanted.getAll(name)) {
        if (value && !(name === "sort" && value === "strength")) params.append(name, value);
      }
    }
  }
  if (view === "claims") {
    for (const value of new FormData(boxOf(view).form).getAll("verdict")) params.append("verdict", value);
  }
  if (view === "compare") {
    params.set("a", byId("compare-a").value);
    params.set("b", byId("compare-b").value);
    for (const kind of hiddenKinds()) params.append("without", kind);
  }
  const query = boxOf(view)?.value.trim();
  if (query) params.set("q", query);
  if (pick?.value) params.set("story", pick.value);
  const text = params.toString();
  const hash = `#${view}${text ? `?${text}` : ""}`;
  if (hash !== location.hash) history.replaceState(null, "", hash);
}
/** Choose what the address says. An address without parameters leaves things as they are. */
function readAddress(view, params) {
  if (view === "compare") chooseArticles(params.get("a"), params.get("b"));
  if (![...params].length) return;
  if (pick) {
    const story = params.get("story") || "";
    pick.value = [...pick.options].some((option) => option.value === story) ? story : "";
    pickStory();
  }
  if (view === "findings") {
    for (const box of all("input[type=checkbox]", filters)) box.checked = params.getAll(box.name).includes(box.value);
    for (const field of [byId("by-status"), byId("by-source"), byId("sort")]) {
      const value = params.get(field.name);
      field.value = [...field.options].some((option) => option.value === value) ? value : field.options[0].value;
    }
  }
  if (view === "compare") hideKinds(params.getAll("without"));
  const box = boxOf(view);
  if (!box) return;
  for (const verdict of all("input[name=verdict]", box.form)) verdict.checked = params.getAll("verdict").includes(verdict.value);
  box.value = params.get("q") || "";
  if (view === "findings") { sort(); apply(); } else search(view);
}
function showFields(open) {
  byId("filter-fields").classList.toggle("open", open);
  byId("more-filters").setAttribute("aria-expanded", String(open));
}
function startFilters() {
  filters = byId("filters");
  pick = byId("pick-story");
  cards.forEach((card, n) => { card.dataset.number = n; });
  const act = () => { sort(); apply(); writeAddress(); };
  filters.addEventListener("input", (event) => {
    if (event.target.id !== "existing" && event.target.id !== "query") act();
  });
  filters.addEventListener("reset", () => setTimeout(act));
  filters.addEventListener("submit", (event) => event.preventDefault());
  byId("more-filters").addEventListener("click", () => showFields(!byId("filter-fields").classList.contains("open")));
  if (pick) pick.addEventListener("change", () => { pickStory(); writeAddress(); });
}
