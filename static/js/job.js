// The file that one waits for is downloaded once it is there. Without this file its link is clicked.

document.addEventListener("htmx:load", (event) => {
  const link = event.target.querySelector?.("[data-made]");
  if (link && event.target.matches(".job")) {
    location.assign(link.href);
  }
});
