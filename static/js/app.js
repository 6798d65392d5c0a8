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

for (const button of document.querySelectorAll("[data-add-row]")) {
  button.hidden = false;
}

document.querySelector("[data-focus]")?.focus();

// Leaving a form with something typed in it asks first.
for (const form of document.querySelectorAll("form[data-guard]")) {
  let unsaved = form.querySelector("[aria-invalid]") !== null;
  form.addEventListener("input", () => { unsaved = true; });
  form.addEventListener("submit", () => { unsaved = false; });
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) {
      event.preventDefault();
    }
  });
}
