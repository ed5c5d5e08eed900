/* The dialog that asks for a reason, and for a correction: what is right, and where it is wrong. */

const ASKED = {
  accepted: { title: "Accept the finding", ok: "Accept", reason: "Reason",
    hint: "The sources do differ, and it may stand. The next check stays quiet about it." },
  dismissed: { title: "Dismiss the finding", ok: "Dismiss", reason: "Reason",
    hint: "A false alarm: the sources do not contradict each other. The next check stays quiet about it." },
  fix: { title: "To fix", ok: "Put on the worklist", reason: "Note",
    hint: "Somebody has to correct it. It goes on the worklist; the next check reports it until it is corrected." },
};
let deciding = null;

function ask(fingerprint, decision) {
  if (!decision) {
    const stands = data.findings[fingerprint].status === "accepted" || existing.some((e) => e.fingerprint === fingerprint);
    decide(fingerprint, stands ? { decision: "open", reason: "" } : null);
    return;
  }
  deciding = { fingerprint, decision };
  const before = decisions.get(fingerprint);
  const same = before?.decision === decision;
  byId("decide-title").textContent = ASKED[decision].title;
  byId("decide-what").textContent = cardOf.get(fingerprint).querySelector("h3").textContent;
  byId("decide-hint").textContent = ASKED[decision].hint;
  byId("decide-ok").textContent = ASKED[decision].ok;
  byId("decide-reason-label").textContent = ASKED[decision].reason;
  byId("decide-reason").value = same ? before.reason.replace(/^—$/, "") : "";
  byId("decide-by").value = memory.read("factcheck.by") || "";
  byId("decide-fix").hidden = byId("decide-fix").disabled = decision !== "fix";
  if (decision === "fix") askCorrection(fingerprint, same ? before : null);
  offerReasons();
  byId("decide").showModal();
  const first = byId(decision === "fix" ? "decide-to" : "decide-reason");
  first.focus();
  first.select();
}
function offerReasons() {
  const offered = reasons();
  byId("decide-offers").hidden = !offered.length;
  byId("decide-offers").replaceChildren(...offered.map((reason) => {
    const made = button(reason, () => { byId("decide-reason").value = reason; byId("decide-reason").focus(); });
    made.className = "offer";
    return made;
  }));
}
/** Up and down go through what is offered, as in a shell. */
function through(field, offers, event) {
  if (!["ArrowUp", "ArrowDown"].includes(event.key) || !offers.length) return;
  const at = offers.indexOf(field.value);
  if (at < 0 && field.value && field.tagName === "TEXTAREA") return;
  event.preventDefault();
  const to = event.key === "ArrowDown" ? at + 1 : at < 0 ? offers.length - 1 : at - 1;
  field.value = offers[(to + offers.length) % offers.length];
  field.dispatchEvent(new Event("input"));
}
function askCorrection(fingerprint, before) {
  const { variants } = data.findings[fingerprint];
  byId("decide-to").value = before ? before.to : bestBacked(variants);
  byId("decide-values").replaceChildren(...variants.map((variant) => {
    const made = button(variant.value, () => { byId("decide-to").value = variant.value; tick(); byId("decide-to").focus(); });
    made.className = "offer";
    return made;
  }));
  const groups = new Map();
  for (const place of variants.flatMap((variant) => variant.places)) {
    const key = JSON.stringify([data.documents[place[0]].path, place[5]]);
    groups.set(key, [...groups.get(key) || [], place]);
  }
  byId("decide-places").replaceChildren(...[...groups].map(([key, places]) => placeBox(key, places)));
  if (!before) { tick(); return; }
  const wanted = before.places.map((place) => JSON.stringify(place));
  for (const box of placeBoxes()) box.checked = wanted.includes(box.value);
}
function placeBox(key, places) {
  const box = make("input");
  box.type = "checkbox";
  box.value = key;
  const [number, , , , , text] = places[0];
  const where = places.map(([, line, column]) => line === null ? "" : `${line}:${column}`).filter(Boolean).join(", ");
  return make("label", "place", box, " ", make("b", "", data.documents[number].label), ` “${text}” `,
    make("span", "quiet", where || (places.length > 1 ? `${places.length} times` : "")));
}
const placeBoxes = () => all("input", byId("decide-places"));

/** The value that more independent sources give than any other, or nothing: then an editor must say. */
function bestBacked(variants) {
  const sorted = [...variants].sort((a, b) => b.backing[0] - a.backing[0]);
  return sorted.length > 1 && sorted[0].backing[0] > sorted[1].backing[0] ? sorted[0].value : "";
}
/** Tick the places that do not have the right value. */
function tick() {
  const right = byId("decide-to").value.trim();
  const { variants } = data.findings[deciding.fingerprint];
  const texts = variants.filter((v) => v.value === right || v.places.some((place) => place[5] === right))
    .flatMap((v) => v.places.map((place) => place[5]));
  for (const box of placeBoxes()) box.checked = Boolean(right) && !texts.includes(parse(box.value)[1]);
}
function submitDecision(event) {
  event.preventDefault();
  const { fingerprint, decision } = deciding;
  const by = byId("decide-by").value.trim();
  const reason = byId("decide-reason").value.trim();
  const entry = { decision, reason: reason || "—", by, date: today() };
  if (decision === "fix") {
    entry.reason = reason;
    entry.to = byId("decide-to").value.trim();
    entry.places = placeBoxes().filter((box) => box.checked).map((box) => parse(box.value));
    if (!entry.places.length) {
      const [box] = placeBoxes();
      box.setCustomValidity("Say where it is wrong.");
      box.reportValidity();
      return;
    }
  }
  memory.write("factcheck.by", by);
  keepReason(reason);
  byId("decide").close();
  settle(fingerprint, entry);
}
function startDialog() {
  const form = byId("decide").querySelector("form");
  form.addEventListener("submit", submitDecision);
  byId("decide-reason").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    } else through(event.target, reasons(), event);
  });
  byId("decide-to").addEventListener("keydown", (event) => {
    through(event.target, data.findings[deciding.fingerprint].variants.map((v) => v.value), event);
  });
  byId("decide-to").addEventListener("input", tick);
  byId("decide-places").addEventListener("change", () => { for (const box of placeBoxes()) box.setCustomValidity(""); });
  byId("decide-cancel").addEventListener("click", () => byId("decide").close());
}
