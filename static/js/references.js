// The list of figures beside a text: filter it by name, click a figure to insert its reference.

const list = document.querySelector(".references-list");
const filter = document.getElementById("references-filter");
const none = document.querySelector(".references-none");
let written = document.querySelector(".writing-text textarea");

document.querySelector(".references-filter").hidden = false;

document.addEventListener("focusin", (event) => {
  if (event.target.matches(".writing-text textarea")) {
    written = event.target;
  }
});

filter.addEventListener("input", () => {
  const words = filter.value.trim().toLowerCase().split(/\s+/);
  let found = 0;
  for (const item of list.children) {
    const text = item.textContent.toLowerCase();
    item.hidden = !words.every((word) => text.includes(word));
    found += item.hidden ? 0 : 1;
  }
  none.hidden = found > 0;
});

// Enter in the filter inserts the first figure found instead of sending the form.
filter.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) {
    return;
  }
  event.preventDefault();
  list.querySelector("li:not([hidden]) button")?.click();
});

list.addEventListener("click", (event) => {
  const button = event.target.closest("[data-reference]");
  if (!button || !written) {
    return;
  }
  const reference = `{${button.dataset.reference}}`;
  written.focus();
  written.setRangeText(reference, written.selectionStart, written.selectionEnd, "end");
  written.dispatchEvent(new Event("input", { bubbles: true }));
});
