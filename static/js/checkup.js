// From finding to finding by j and k, each time with its place in the document. Links do the same without this file.

const found = [...document.querySelectorAll("[data-finding]")];
let at = -1;

function show(next) {
  const finding = found[next];
  if (!finding) {
    return;
  }
  at = next;
  document.querySelector(".is-shown")?.classList.remove("is-shown");
  const mark = document.getElementById(`mark-${finding.dataset.finding}`);
  (mark?.closest("td, .read") ?? mark)?.classList.add("is-shown");
  mark?.scrollIntoView({ block: "center" });
  finding.focus({ preventScroll: true });
  finding.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const step = { j: 1, k: -1 }[event.key];
  if (step && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.matches("input, textarea, select")) {
    event.preventDefault();
    show(Math.min(Math.max(at + step, 0), found.length - 1));
  }
});

for (const hint of document.querySelectorAll("[data-with-keys]")) {
  hint.hidden = found.length === 0;
}
