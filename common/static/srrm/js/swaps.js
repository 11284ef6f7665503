/* htmx: the CSRF token of the moment, sign-in when the session has run out, and a word at the place when nothing came. */

function cookie(name) {
  for (const part of document.cookie.split("; ")) {
    const [key, ...value] = part.split("=");
    if (key === name) return decodeURIComponent(value.join("="));
  }
  return "";
}

export function csrfToken() {
  return cookie(document.body.dataset.csrfCookie) || document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "";
}

/* Where to sign in again; the page one is on comes back afterwards. */
export function signInAgain(address) {
  const here = window.location.pathname + window.location.search;
  window.location.assign(address || `${document.body.dataset.signIn || "/accounts/login/"}?next=${encodeURIComponent(here)}`);
}

const WORDS = {
  0: "The server could not be reached, so nothing was changed. Check the connection and try again.",
  403: "You may not do this with your role, so nothing was changed.",
  404: "This is no longer here. Load the page again.",
  409: "Somebody changed this in between. Load the page again to see both.",
  413: "This is too large to send.",
  429: "That was too often in a short time. Wait a minute and try again.",
  503: "The database took too long over this, so it was stopped and nothing was changed. Try again in a minute.",
};

function tell(event, status) {
  const place = event.detail.target?.isConnected ? event.detail.target : event.detail.elt;
  if (!place?.isConnected || place === document.body) return;
  clear(event);
  const notice = document.createElement("div");
  notice.className = "notice notice-harm";
  notice.setAttribute("role", "alert");
  notice.dataset.swapTrouble = "";
  const said = document.createElement("p");
  said.textContent = WORDS[status] || "Something went wrong on the server, so nothing was changed. Try again in a moment.";
  notice.append(said);
  const row = place.closest("tr, li");
  if (row) {
    const list = row.closest("table, ul, ol");
    list.before(notice);
  } else {
    place.before(notice);
  }
}

function clear(event) {
  const place = event.detail.target;
  const around = place?.closest("section, form, main")?.parentElement || document;
  for (const notice of around.querySelectorAll("[data-swap-trouble]")) notice.remove();
}

export function watchSwaps() {
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = csrfToken();
  });
  document.addEventListener("htmx:beforeRequest", clear);
  document.addEventListener("htmx:responseError", (event) => {
    const { status } = event.detail.xhr;
    if (status === 401) signInAgain();
    else tell(event, status);
  });
  document.addEventListener("htmx:sendError", (event) => tell(event, 0));
  document.addEventListener("htmx:timeout", (event) => tell(event, 0));
}
