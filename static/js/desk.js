// From row to row by j and k; x ticks a row. Enter opens what has the focus, as everywhere. The page works without.

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
  if (event.key === "x") {
    rows[current()]?.closest("tr").querySelector("[type=checkbox]")?.click();
  }
});

for (const hint of document.querySelectorAll("[data-with-keys]")) {
  hint.hidden = rows.length === 0;
}
