// SPDX-License-Identifier: EUPL-1.2
// A part with data-live="20" and hx-get (or hx-post) is fetched again every 20 seconds while the page is seen, nothing is chosen in it
// and nobody is typing in it; the row under the cursor stays the row under the cursor.
const parts = () => document.querySelectorAll("[data-live]:is([hx-get], [hx-post])");
const last = new WeakMap();

function busy(part) {
  return part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")
    || part.querySelector("tbody input:checked") || part.querySelector("details[open]");
}

setInterval(() => {
  if (document.hidden || !window.htmx) return;
  for (const part of parts()) {
    const since = Date.now() - (last.get(part) ?? performance.timeOrigin);
    if (since < Number(part.dataset.live) * 1000 || busy(part)) continue;
    last.set(part, Date.now());
    htmx.trigger(part, "live");
  }
}, 1000);

let kept;
document.addEventListener("htmx:beforeSwap", () => { kept = document.querySelector("[data-row][data-cursor] a[href]")?.getAttribute("href"); });
document.addEventListener("htmx:afterSettle", () => {
  if (!kept) return;
  const link = document.querySelector(`[data-row] a[href="${CSS.escape(kept)}"]`);
  link?.closest("[data-row]").setAttribute("data-cursor", "");
});
