// SPDX-License-Identifier: EUPL-1.2
// What somebody typed is never lost: kept in this browser until the server has it.
// A form with data-draft is kept under its address; it is forgotten when the page after sending no longer shows it as wrong.
// Another person on the same computer does not get to see it.
const ALL = "akkoord-draft:";
const PREFIX = `${ALL}${document.body.dataset.reader ?? ""}:`;
const KEEP_FOR = 14 * 24 * 3600 * 1000;
const nameOf = (form) => PREFIX + new URL(form.action, location.href).pathname + "#" + form.id;
const texts = (form) => [...form.querySelectorAll("textarea, input[type=text], input:not([type])")].filter((field) => field.name);

function told(form, text) {
  form.querySelectorAll("[data-draft-state]").forEach((place) => { place.textContent = text; });
}

const clock = () => new Date().toTimeString().slice(0, 5);
const words = (key) => (document.getElementById("words")?.dataset[key] ?? "").replace("{time}", clock());

function keep(form) {
  const found = Object.fromEntries(texts(form).map((field) => [field.name, field.value]));
  try {
    if (Object.values(found).some((value) => value.trim())) {
      localStorage.setItem(nameOf(form), JSON.stringify({ at: Date.now(), texts: found }));
      told(form, words("kept"));
    } else {
      localStorage.removeItem(nameOf(form));
      told(form, "");
    }
  } catch {
    told(form, words("full"));
  }
}

function bringBack(form) {
  const draft = read(nameOf(form));
  if (!draft) return;
  let changed = false;
  for (const field of texts(form)) {
    const value = draft.texts[field.name];
    if (value && !field.value) { field.value = value; changed = true; }
  }
  if (changed) told(form, words("found"));
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function forget() {
  // Sent on the previous page and this page does not show the form again with errors: the server has it.
  const sent = sessionStorage.getItem("akkoord-sent");
  sessionStorage.removeItem("akkoord-sent");
  const failed = document.querySelector("[data-errors], [data-error], .page-error");
  if (sent && !failed) localStorage.removeItem(sent);
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(ALL) && !(read(name)?.at > Date.now() - KEEP_FOR)) localStorage.removeItem(name);
  }
}

function start(form) {
  if (form.dataset.draftOn) return;
  form.dataset.draftOn = "yes";
  told(form, words("keeps"));
  bringBack(form);
  let waiting;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => keep(form), 600); });
  form.addEventListener("submit", () => { clearTimeout(waiting); keep(form); sessionStorage.setItem("akkoord-sent", nameOf(form)); });
}

const startAll = () => document.querySelectorAll("form[data-draft]").forEach(start);
forget();
startAll();
document.addEventListener("htmx:afterSettle", startAll);
