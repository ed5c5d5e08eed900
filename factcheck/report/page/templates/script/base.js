/* What every part of the script uses. All parts are put into one function, in the order that html.py
   gives; without the script everything can be read. It asks nothing of a network. */

const root = document.documentElement;
/* A page whose articles have no dates has no timeline, one with a single article nothing to compare. */
const WITHOUT = (root.dataset.without || "").split(" ");
const VIEWS = ["overview", "findings", "matrix", "timeline", "claims", "articles", "compare"]
  .filter((view) => !WITHOUT.includes(view));
const HOMES = { story: "overview", finding: "findings", fact: "matrix", cluster: "claims",
                claim: "articles", doc: "articles", at: "articles" };
const byId = (id) => document.getElementById(id);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];

/** Storage may be forbidden (a sandboxed frame, a strict browser): then nothing is remembered. */
const memory = {
  read(key) { try { return localStorage.getItem(key); } catch { return null; } },
  write(key, value) {
    try {
      if (value === null) localStorage.removeItem(key); else localStorage.setItem(key, value);
      return true;
    } catch { return false; }
  },
};
function parse(text) { try { return JSON.parse(text); } catch { return null; } }

/** The parts of an address: `#findings?severity=error` is the id "findings" and its parameters. */
function addressOf(hash) {
  const [id, query = ""] = hash.replace(/^#/, "").split("?");
  let name = "";
  try { name = decodeURIComponent(id); } catch { /* Not an address of this page. */ }
  return { id: name, params: new URLSearchParams(query) };
}
function viewOf(hash) {
  const { id } = addressOf(hash);
  const view = VIEWS.includes(id) ? id : HOMES[id.split("-", 1)[0]] || root.dataset.start;
  return VIEWS.includes(view) ? view : "overview";
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

/** A new element; its children are elements or text, never markup. */
function make(name, className = "", ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}
function button(text, act) {
  const made = make("button", "", text);
  made.type = "button";
  if (act) made.addEventListener("click", act);
  return made;
}

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

/** Order by code points, as the rest of factcheck orders. */
function compareText(one, other) {
  const a = [...one], b = [...other];
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    if (a[i] !== b[i]) return a[i].codePointAt(0) - b[i].codePointAt(0);
  }
  return a.length - b.length;
}
function shownNow(element) { return element.checkVisibility(); }
