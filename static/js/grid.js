// The keys of a spreadsheet for every table[data-grid]. The rows save themselves by htmx; the server judges and
// computes, and answers with events:
//   grid:saved    {texts: {name: text}}              what the inputs of a saved row now hold
//   grid:refused  {texts, faults: {name: id of the words}}  what was not saved, and where it says why
//   grid:moved    {row: id, direction: up | down}
//   grid:removed  {row: id}
//   grid:added    {row: id}                          the blank row became this one
// Without this file the same form is sent as a whole.

const FIELDS = "input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled)";
const sent = new WeakMap();
const done = [];
let undone = null;

function fieldsOf(row) {
  return [...row.querySelectorAll(FIELDS)];
}

function columnOf(field) {
  return field.dataset.column ?? String(field.closest("td, th").cellIndex);
}

function rowsOf(grid) {
  return [...grid.querySelectorAll("tr")].filter((row) => row.querySelector("[data-column]"));
}

function go(field) {
  if (field) {
    field.focus();
    field.select?.();
  }
  return Boolean(field);
}

function goDown(field, step) {
  const rows = rowsOf(field.closest("[data-grid]"));
  const row = field.closest("tr");
  for (let at = rows.indexOf(row) + step; at >= 0 && at < rows.length; at += step) {
    const below = fieldsOf(rows[at]).find((other) => columnOf(other) === columnOf(field));
    if (below) {
      return go(below);
    }
  }
  return false;
}

function goAcross(field, step) {
  const fields = fieldsOf(field.closest("tr"));
  return go(fields[fields.indexOf(field) + step]);
}

function isWhole(field) {
  return field.selectionStart === 0 && field.selectionEnd === field.value.length;
}

function isAtStart(field) {
  return isWhole(field) || (field.selectionStart === 0 && field.selectionEnd === 0);
}

function isAtEnd(field) {
  return isWhole(field) || field.selectionStart === field.value.length;
}

// A cell goes where a spreadsheet's would, as long as the caret has nowhere to go inside of it.
function move(event, field) {
  const lines = field.matches("textarea");
  const choice = field.matches("select");
  const ends = event.ctrlKey ? (rows) => rows : () => [field.closest("tr")];
  switch (event.key) {
    case "Enter":
      return !lines && (goDown(field, event.shiftKey ? -1 : 1) || finish(field));
    case "ArrowDown":
      return !choice && (!lines || isAtEnd(field)) && goDown(field, 1);
    case "ArrowUp":
      return !choice && (!lines || isAtStart(field)) && goDown(field, -1);
    case "ArrowLeft":
      return !choice && isAtStart(field) && goAcross(field, -1);
    case "ArrowRight":
      return !choice && isAtEnd(field) && goAcross(field, 1);
    case "Home":
      return (choice || event.ctrlKey || isAtStart(field)) &&
        go(fieldsOf(ends(rowsOf(field.closest("[data-grid]")))[0])[0]);
    case "End":
      return (choice || event.ctrlKey || isAtEnd(field)) &&
        go(fieldsOf(ends(rowsOf(field.closest("[data-grid]"))).at(-1)).at(-1));
    case "Escape":
      return isDirty(field) && restore(field);
    default:
      return false;
  }
}

function restore(field) {
  field.value = field.defaultValue;
  field.select?.();
  return true;
}

// The blank row at the end is sent when somebody leaves it.
function finish(field) {
  const blank = field.closest("[data-blank]");
  if (blank && fieldsOf(blank).some(isDirty)) {
    window.htmx.trigger(blank, "finished");
  }
  return Boolean(blank);
}

// The last saved change first; what is typed but not saved is the browser's own to undo.
function undo() {
  const { name, text } = done.pop() ?? {};
  const field = name && document.querySelector(`[data-grid] [name="${name}"]`);
  if (field) {
    undone = name;
    field.value = text;
    go(field);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  return Boolean(field);
}

document.addEventListener("keydown", (event) => {
  // While Chinese is composed, the keys belong to the input method.
  if (event.isComposing || event.keyCode === 229 || event.altKey || event.metaKey) {
    return;
  }
  const field = event.target.closest?.(`[data-grid] :is(${FIELDS})`);
  const isElsewhere = !field && event.target.matches("input, select, textarea, dialog *");
  const isUndo = event.ctrlKey && !event.shiftKey && event.key.toLowerCase() === "z";
  if (isUndo ? !isElsewhere && !(field && isDirty(field)) && undo() : field && move(event, field)) {
    event.preventDefault();
  }
});

document.addEventListener("focusout", (event) => {
  const blank = event.target.closest("[data-grid] [data-blank]");
  if (blank && !blank.contains(event.relatedTarget)) {
    finish(event.target);
  }
});

// A block of cells goes to its preview; one value is pasted as the browser does it.
document.addEventListener("paste", (event) => {
  const field = event.target.closest?.("[data-grid][data-paste] input");
  const text = event.clipboardData?.getData("text/plain").replace(/[\r\n]+$/, "") ?? "";
  if (!field || !/[\t\n]/.test(text)) {
    return;
  }
  event.preventDefault();
  const grid = field.closest("[data-grid]");
  const head = grid.querySelector(`[data-for="${field.dataset.column}"]`);
  const form = document.getElementById(grid.dataset.paste);
  const fields = {
    text,
    line: field.closest("[data-line]")?.dataset.line,
    column: head?.dataset.pasted,
    source: head?.dataset.source,
  };
  for (const [name, value] of Object.entries(fields)) {
    if (form.elements[name]) {
      form.elements[name].value = value ?? "";
    }
  }
  form.requestSubmit();
});

document.addEventListener("htmx:configRequest", (event) => {
  const row = event.detail.elt;
  if (row.closest("[data-grid]")) {
    sent.set(row, new Map(fieldsOf(row).map((field) => [field.name, field.value])));
  }
});

// What was typed while the answer was under way stays as it is, and is sent next.
document.addEventListener("grid:saved", (event) => {
  const row = event.detail.elt;
  for (const field of fieldsOf(row)) {
    const text = event.detail.texts[field.name];
    if (text === undefined) {
      continue;
    }
    if (isDirty(field) && field.name !== undone) {
      done.push({ name: field.name, text: field.defaultValue });
    }
    const isAsSent = field.value === sent.get(row)?.get(field.name);
    settle(field, text, isAsSent);
  }
  undone = null;
});

function settle(field, text, isAsSent) {
  if (field.matches("select")) {
    for (const option of field.options) {
      option.defaultSelected = option.value === text;
    }
  } else {
    field.defaultValue = text;
  }
  if (isAsSent && field.value !== text) {
    const isWholly = document.activeElement === field && isWhole(field);
    field.value = text;
    if (isWholly) {
      field.select();
    }
  }
  field.removeAttribute("aria-invalid");
  field.removeAttribute("aria-describedby");
}

// Inputs that were not touched take over what is stored by now.
document.addEventListener("grid:refused", (event) => {
  for (const field of fieldsOf(event.detail.elt)) {
    const text = event.detail.texts[field.name];
    if (text !== undefined) {
      settle(field, text, field.value === sent.get(event.detail.elt)?.get(field.name));
    }
  }
  for (const [name, words] of Object.entries(event.detail.faults)) {
    const field = fieldsOf(event.detail.elt).find((one) => one.name === name);
    field?.setAttribute("aria-invalid", "true");
    field?.setAttribute("aria-describedby", words);
  }
});

// The value that somebody else has stored, taken over by a click.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-grid] [data-take]");
  if (button) {
    const field = document.getElementById(button.dataset.take);
    field.value = button.dataset.text;
    go(field);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
});

document.addEventListener("grid:moved", (event) => {
  const row = document.getElementById(event.detail.row);
  const up = event.detail.direction === "up";
  const other = up ? row.previousElementSibling : row.nextElementSibling;
  if (other?.matches("[data-line]")) {
    const focused = document.activeElement;
    other[up ? "before" : "after"](row);
    focused.focus();
  }
  renumber(row.closest("[data-grid]"));
});

document.addEventListener("grid:removed", (event) => {
  const row = document.getElementById(event.detail.row);
  const grid = row.closest("[data-grid]");
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  go(next && fieldsOf(next)[0]);
  renumber(grid);
});

document.addEventListener("grid:added", (event) => {
  const grid = document.getElementById(event.detail.row).closest("[data-grid]");
  const blank = grid.querySelector("[data-blank]");
  const wasInside = blank.contains(document.activeElement) || document.activeElement === document.body;
  for (const field of fieldsOf(blank)) {
    field.value = field.defaultValue;
    field.removeAttribute("aria-invalid");
  }
  if (wasInside) {
    go(fieldsOf(blank)[0]);
  }
  renumber(grid);
});

for (const hint of document.querySelectorAll("[data-with-script]")) {
  hint.hidden = false;
}

function renumber(grid) {
  grid.querySelectorAll("[data-number]").forEach((cell, index) => { cell.textContent = index + 1; });
}

// A row that is drawn anew keeps what is being typed in it.
const typed = new Map();
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  for (const field of fieldsOf(event.detail.target)) {
    if (isDirty(field) && !sent.get(event.detail.target)?.has(field.name)) {
      typed.set(field.id, field.value);
    }
  }
});
document.addEventListener("htmx:oobAfterSwap", () => {
  for (const [id, text] of typed) {
    const field = document.getElementById(id);
    if (field) {
      field.value = text;
    }
  }
  typed.clear();
});

// The ledger behind a row opens beside the grid, and closes once it is saved.
const drawer = document.getElementById("drawer");

function isDrawerDirty() {
  return [...drawer.querySelectorAll(FIELDS)].some(isDirty);
}

function closeDrawer() {
  if (!isDrawerDirty() || window.confirm(drawer.dataset.warning)) {
    drawer.close();
  }
}

if (drawer) {
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== drawer) {
      return;
    }
    if (drawer.childElementCount === 0) {
      drawer.close();
    } else if (!drawer.open) {
      drawer.showModal();
    }
  });
  drawer.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) {
      closeDrawer();
    }
  });
  drawer.addEventListener("cancel", (event) => {
    event.preventDefault();
    closeDrawer();
  });
}
