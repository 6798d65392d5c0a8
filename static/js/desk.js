// In the list from row to row by j and k, x ticks a row; on a report to the next and the one before.
// Enter opens what has the focus, as everywhere. The pages work without this file.

const rows = [...document.querySelectorAll("[data-row]")];

function current() {
  const row = document.activeElement?.closest("tr");
  return row ? rows.findIndex((link) => row.contains(link)) : -1;
}

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input:not([type=checkbox]), textarea, select");
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const step = { j: 1, k: -1 }[event.key];
  if (step && rows.length) {
    event.preventDefault();
    const next = rows[Math.min(Math.max(current() + step, 0), rows.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }
  document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
  if (event.key === "x") {
    rows[current()]?.closest("tr").querySelector("[type=checkbox]")?.click();
  }
});

for (const hint of document.querySelectorAll("[data-with-keys]")) {
  hint.hidden = rows.length === 0;
}
