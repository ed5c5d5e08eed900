/* The order in which the parts begin. A page without findings' data has only colours and folds. */

function review() {
  cards = all(".finding", byId("finding-list"));
  // As the report has it: in an attribute unseen characters are written out.
  for (const [fingerprint, { id }] of Object.entries(data.findings)) {
    const card = byId(`finding-${id}`);
    card.dataset.fingerprint = fingerprint;
    cardOf.set(fingerprint, card);
  }
  startStore();
  startViews();
  startFilters();
  startSearch();
  startEvidence();
  startCompare();
  startDialog();
  startFiles();
  startKeys();
  startDecisions();
  apply();
  go(location.hash || `#${root.dataset.view}`, Boolean(location.hash));
}
document.addEventListener("DOMContentLoaded", () => {
  colours();
  if (byId("data")) {
    data = parse(byId("data").textContent);
    for (const { variants } of Object.values(data.findings)) {
      for (const { value, places } of variants) for (const place of places) place[5] ??= value;
    }
    review();
  } else {
    startSibling();
  }
});
