// SPDX-License-Identifier: EUPL-1.2
// Forms: sent once, pasted pictures attached, the chosen files named, errors brought into view, boxes chosen together.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-once]") || event.defaultPrevented) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  form.setAttribute("aria-busy", "true");
  // A connection that hangs must not lock the form for good.
  setTimeout(() => release(form), 15000);
});

function release(form) {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
}

addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

document.addEventListener("paste", (event) => {
  const pictures = [...(event.clipboardData?.files ?? [])];
  const place = event.target.closest("form")?.querySelector("[data-paste-here]");
  if (!pictures.length || !place) return;
  event.preventDefault();
  const all = new DataTransfer();
  [...place.files, ...pictures].forEach((file) => all.items.add(file));
  place.files = all.files;
  place.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.matches("input[type=file]")) {
    const place = document.querySelector(`[data-files-of="${CSS.escape(input.id)}"]`);
    if (place) place.textContent = [...input.files].map((file) => file.name).join(", ");
  }
  if (input.matches("[data-choose-all]")) {
    input.closest("table").querySelectorAll("tbody input[type=checkbox]").forEach((box) => { box.checked = input.checked; });
  }
  if (input.matches("input[type=checkbox]")) count(input.form);
});

function count(form) {
  const place = form?.querySelector("[data-chosen-count]");
  if (!place) return;
  const chosen = form.querySelectorAll("tbody input[type=checkbox]:checked").length;
  place.textContent = document.getElementById("words").dataset.chosen.replace("{count}", chosen);
}

document.querySelector("[data-errors]")?.focus();
document.querySelectorAll("form").forEach(count);
