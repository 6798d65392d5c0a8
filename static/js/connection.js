// Nothing typed is lost to an expired login or a dropped connection. What cannot be sent waits in the page, which
// says so, and is sent as soon as the person is signed in again. Without this file forms are sent as they are.

const bar = document.getElementById("connection");
const waiting = new Map();
const passed = new WeakSet();
const asking = new WeakSet();
const underWay = new Set();
let timer = null;

function token() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
}

// "" if a request would be answered, else what stands in its way: a key of the bar's sentences.
async function hindrance() {
  try {
    const response = await fetch(bar.dataset.session, { cache: "no-store" });
    return response.status === 204 ? "" : response.status === 401 ? "signed-out" : "offline";
  } catch {
    return "offline";
  }
}

function show(state) {
  bar.hidden = state === "";
  for (const sentence of bar.querySelectorAll("[data-state]")) {
    sentence.hidden = sentence.dataset.state !== state;
  }
}

function wait(state, key, send) {
  waiting.set(key, send);
  show(state);
  timer ??= setInterval(again, 5000);
}

async function again() {
  if (!waiting.size) {
    return;
  }
  const state = await hindrance();
  show(state);
  if (state) {
    return;
  }
  clearInterval(timer);
  timer = null;
  const sends = [...waiting.values()];
  waiting.clear();
  sends.forEach((send) => send());
}

// Signing in again gives the browser another token than the one that the page was drawn with.
function send(form, submitter) {
  const field = form.querySelector("[name=csrfmiddlewaretoken]");
  if (field && token()) {
    field.value = token();
  }
  passed.add(form);
  form.requestSubmit(submitter?.isConnected ? submitter : undefined);
}

async function ask(form, submitter) {
  const state = await hindrance();
  asking.delete(form);
  if (state) {
    wait(state, form, () => send(form, submitter));
  } else {
    send(form, submitter);
  }
}

if (bar) {
  // A second click while the first is under way is the same click: until the answer replaces the page.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-guard]")) {
      return;
    }
    if (passed.delete(form)) {
      queueMicrotask(() => event.defaultPrevented || underWay.add(form));
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (!asking.has(form) && !underWay.has(form)) {
      asking.add(form);
      ask(form, event.submitter);
    }
  }, true);
  window.addEventListener("pageshow", () => underWay.clear());

  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get" && token()) {
      event.detail.headers["X-CSRFToken"] = token();
      delete event.detail.parameters.csrfmiddlewaretoken;
    }
  });

  function resend(detail) {
    const type = detail.requestConfig.triggeringEvent?.type ?? "change";
    return () => window.htmx.trigger(detail.elt, type);
  }

  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status === 401) {
      wait("signed-out", event.detail.elt, resend(event.detail));
    }
  });
  document.addEventListener("htmx:sendError", (event) => wait("offline", event.detail.elt, resend(event.detail)));

  window.addEventListener("focus", again);
  window.addEventListener("online", again);
}
