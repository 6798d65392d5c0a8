// Pages work without this file. It adds rows to a table of entries without a round trip.

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-row]");
  if (!button) {
    return;
  }
  const rows = document.getElementById(button.dataset.addRow);
  const total = document.getElementById(button.dataset.total);
  const template = document.getElementById(button.dataset.template);
  const count = Number(total.value);
  const holder = document.createElement("tbody");
  holder.innerHTML = template.innerHTML.replaceAll("__prefix__", count).replaceAll("__number__", count + 1);
  const added = [...holder.children];
  rows.append(...added);
  total.value = count + 1;
  added[0].querySelector("input:not([type=hidden]), select, textarea").focus();
});

// Also in what htmx has put into the page.
function revealButtons(part) {
  for (const button of part.querySelectorAll("[data-add-row]")) {
    button.hidden = false;
  }
}

revealButtons(document);
document.addEventListener("htmx:load", (event) => revealButtons(event.target));

document.querySelector("[data-focus]")?.focus();

// Whether a field holds something else than what is stored.
function isDirty(field) {
  if (field.matches("select")) {
    const stored = [...field.options].find((option) => option.defaultSelected) ?? field.options[0];
    return field.value !== stored?.value;
  }
  if (field.matches("[type=checkbox], [type=radio]")) {
    return field.checked !== field.defaultChecked;
  }
  return field.type !== "hidden" && field.value !== field.defaultValue;
}

// Leaving a form with something typed in it asks first.
for (const form of document.querySelectorAll("form[data-guard]")) {
  const wasRefused = form.querySelector("[aria-invalid]") !== null;
  let isSent = false;
  form.addEventListener("submit", () => { isSent = true; });
  window.addEventListener("beforeunload", (event) => {
    const fields = [...form.elements].filter((field) => field.matches("input, select, textarea"));
    if (!isSent && (wasRefused || fields.some(isDirty))) {
      event.preventDefault();
    }
  });
}
