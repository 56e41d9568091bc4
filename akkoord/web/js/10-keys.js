// SPDX-License-Identifier: EUPL-1.2
// Keys. A single letter does something only outside fields; every one has a link or button that does the same.
const typing = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
const cursor = () => document.querySelector("[data-row][data-cursor]");
let wentFor = 0;

function moveTo(row) {
  cursor()?.removeAttribute("data-cursor");
  if (!row) return;
  row.setAttribute("data-cursor", "");
  row.scrollIntoView({ block: "nearest" });
  row.querySelector("a[href]")?.focus({ preventScroll: true });
}

function step(by) {
  const all = rows();
  const here = all.indexOf(cursor());
  moveTo(all[here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + by, 0), all.length - 1)]);
}

function press(key) {
  const inRow = cursor()?.querySelector(`[data-key="${key}"]`);
  const wanted = inRow ?? document.querySelector(`[data-key="${key}"]`);
  if (!wanted) return false;
  if (wanted.matches("input[type=search], input[type=text]")) wanted.focus();
  else wanted.click();
  return true;
}

function write(kind) {
  const tab = document.querySelector(`[data-tab="${kind}"]`);
  const form = tab?.form ?? (kind === "reply" ? document.querySelector("form.composer") : null);
  if (!form) return false;
  if (tab) tab.click();
  form.querySelector("textarea").focus();
  return true;
}

function choose() {
  const box = cursor()?.querySelector("input[type=checkbox]");
  box?.click();
  return Boolean(box);
}

function open() {
  const link = cursor()?.querySelector("a[href]");
  link?.click();
  return Boolean(link);
}

const WHAT = {
  "/": () => press("/"),
  "?": () => { document.getElementById("keys")?.showModal(); return true; },
  j: () => { step(1); return rows().length > 0 || press("j"); },
  k: () => { step(-1); return rows().length > 0 || press("k"); },
  o: open,
  x: choose,
  r: () => write("reply") || press("r"),
  n: () => write("note") || press("n"),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest("form");
    if (form && event.target.matches("textarea")) { event.preventDefault(); form.requestSubmit(); }
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (Date.now() - wentFor < 1500) {
    wentFor = 0;
    const place = document.querySelector(`[data-letter="${CSS.escape(event.key)}"]`);
    if (place) { event.preventDefault(); place.click(); }
    return;
  }
  if (event.key === "g") { wentFor = Date.now(); return; }
  if (event.key.length !== 1) return;
  const done = WHAT[event.key] ? WHAT[event.key]() : press(CSS.escape(event.key));
  if (done) event.preventDefault();
});
