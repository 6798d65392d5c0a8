// The editor of a section: what is written is sent while one writes, and comes back as it will read
// (templates/reports/draft.html). Without this file the form is sent by its button.

const text = document.getElementById("id_text");
const draft = document.getElementById("draft");
let sent = text.value;
let isOpen = false;

function send() {
  window.htmx.trigger(draft, "rewritten");
}

draft.addEventListener("htmx:configRequest", () => { sent = text.value; });

// What somebody has opened stays open while they write on.
draft.addEventListener("htmx:beforeSwap", () => { isOpen = Boolean(draft.querySelector("details[open]")); });
draft.addEventListener("htmx:afterSwap", () => { draft.querySelector("details")?.toggleAttribute("open", isOpen); });

// What is stored by now need not be asked about when one leaves the page.
draft.addEventListener("htmx:afterSwap", () => {
  if (document.querySelector("#draft-state.state-good")) {
    text.defaultValue = sent;
    if (text.value !== sent) {
      send();
    }
  }
});

// What is under way first: the button's own sending would else meet it as somebody else's change.
text.form.addEventListener("submit", (event) => {
  if (draft.classList.contains("htmx-request")) {
    event.preventDefault();
    const { submitter } = event;
    draft.addEventListener("htmx:afterRequest", () => setTimeout(() => text.form.requestSubmit(submitter)), { once: true });
  }
});

// The server counts characters; a script counts a rare one as two.
function position(characters) {
  return [...text.value].slice(0, Number(characters)).join("").length;
}

draft.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) {
    return;
  }
  if (button.dataset.replace !== undefined) {
    const start = position(button.dataset.start);
    const end = position(button.dataset.end);
    // Somebody may have typed on since the text was looked at.
    if (text.value.slice(start, end) === button.dataset.text) {
      text.setRangeText(button.dataset.replace, start, end, "end");
    }
  } else if (button.dataset.insert !== undefined) {
    const before = text.value.slice(0, text.selectionStart);
    const line = `${before && !before.endsWith("\n") ? "\n" : ""}${button.dataset.insert}\n`;
    text.setRangeText(line, text.selectionStart, text.selectionEnd, "end");
  } else if (button.dataset.write !== undefined) {
    text.value = button.dataset.write;
  } else {
    return;
  }
  text.focus();
  send();
});
