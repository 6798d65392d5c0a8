// A figure in the report opens a card that says where it comes from. The arrow keys go from figure to figure.

const holder = document.querySelector("[data-figures]");
const figures = [...holder.querySelectorAll(".fact")];
const card = document.createElement("div");
card.className = "figure-card";
card.tabIndex = -1;
card.setAttribute("role", "dialog");
card.hidden = true;
document.body.append(card);
let opener = null;
let shown = "";
let trail = []; // the figures that led to the one shown

function address(fact) {
  return holder.dataset.figures.replace(/-\/$/, `${encodeURIComponent(fact)}/`);
}

async function open(page, from) {
  const response = await fetch(`${page}?card`, { headers: { Accept: "text/html" } });
  if (!response.ok || response.redirected) {
    window.location.assign(page);
    return;
  }
  card.innerHTML = await response.text();
  shown = page;
  card.setAttribute("aria-label", card.querySelector(".card-name").textContent);
  card.hidden = false;
  if (from) {
    trail = [];
    opener?.removeAttribute("aria-expanded");
    opener = from;
    opener.setAttribute("aria-expanded", "true");
  }
  card.querySelector("[data-back]").hidden = trail.length === 0;
  place();
  card.focus({ preventScroll: true });
}

// Below the figure, or above it where there is no room; never outside the window.
function place() {
  const around = opener.getBoundingClientRect();
  const width = card.offsetWidth;
  const height = card.offsetHeight;
  const below = around.bottom + 6;
  const top = below + height < window.innerHeight ? below : Math.max(8, around.top - height - 6);
  const left = Math.min(Math.max(8, around.left), document.documentElement.clientWidth - width - 8);
  card.style.top = `${top + window.scrollY}px`;
  card.style.left = `${left + window.scrollX}px`;
}

function close() {
  if (card.hidden) {
    return;
  }
  card.hidden = true;
  opener.removeAttribute("aria-expanded");
  opener.focus({ preventScroll: true });
}

for (const figure of figures) {
  figure.tabIndex = -1;
  figure.setAttribute("role", "button");
  figure.setAttribute("aria-haspopup", "dialog");
}
if (figures.length) {
  figures[0].tabIndex = 0;
}

holder.addEventListener("click", (event) => {
  const figure = event.target.closest(".fact");
  if (figure) {
    open(address(figure.dataset.fact), figure);
  }
});

holder.addEventListener("focusin", (event) => {
  const figure = event.target.closest(".fact");
  if (figure) {
    holder.querySelector('.fact[tabindex="0"]').tabIndex = -1;
    figure.tabIndex = 0;
  }
});

holder.addEventListener("keydown", (event) => {
  const figure = event.target.closest(".fact");
  if (!figure) {
    return;
  }
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    open(address(figure.dataset.fact), figure);
    return;
  }
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const next = step && figures[figures.indexOf(figure) + step];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});

card.addEventListener("click", (event) => {
  const input = event.target.closest("[data-card]");
  if (input) {
    event.preventDefault();
    trail.push(shown);
    open(input.href);
  } else if (event.target.closest("[data-back]")) {
    open(trail.pop());
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    close();
  }
});

document.addEventListener("click", (event) => {
  if (!card.hidden && !card.contains(event.target) && !event.target.closest(".fact")) {
    card.hidden = true;
    opener.removeAttribute("aria-expanded");
  }
});
