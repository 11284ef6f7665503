/* Long lists to choose from. <select data-choices> can be searched by typing; <select data-choices-url="…"> asks that
   address (?q=) for [{"value": …, "text": …}]. The library is only loaded on pages that have one. */
import { signInAgain } from "./swaps.js";

let library = null;

function load() {
  library ||= new Promise((resolve, reject) => {
    const { choicesScript, choicesStyle } = document.body.dataset;
    const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: choicesStyle });
    /* Before our own rules, which are to win. */
    document.querySelector('link[rel="stylesheet"]').after(style);
    const script = Object.assign(document.createElement("script"), { src: choicesScript, onload: resolve, onerror: reject });
    document.head.append(script);
  });
  return library;
}

async function ask(url, words, signal) {
  const address = new URL(url, window.location.href);
  address.searchParams.set("q", words);
  const answer = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" }, signal });
  if (answer.status === 401) signInAgain(answer.headers.get("HX-Redirect"));
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function remote(url) {
  let asked = null;
  let fitting = new Set();
  return {
    preload: "focus",
    loadThrottle: 200,
    refreshThrottle: 0,
    /* The server has searched already: what it named fits, what is only still chosen does not. Until it answers to what
       was typed last, what holds these words stands first: who types on and presses Enter means that one. */
    score: (words) => (item) => {
      if (!fitting.has(String(item.value))) return 0;
      return item.text.toLowerCase().includes(words.trim().toLowerCase()) ? 2 : 1;
    },
    load(words, done) {
      asked?.abort();
      asked = new AbortController();
      ask(url, words, asked.signal).then(
        (found) => {
          fitting = new Set(found.map((one) => String(one.value)));
          this.clearOptions();
          done(found);
        },
        () => done(),
      );
    },
  };
}

function settings(select) {
  const plugins = select.multiple ? ["remove_button"] : select.required ? [] : ["clear_button"];
  return {
    plugins,
    maxOptions: 300,
    copyClassesToDropdown: false,
    hidePlaceholder: true,
    placeholder: select.dataset.placeholder || "Type to find…",
    render: {
      no_results: (data, escape) => `<div class="no-results">Nothing found for “${escape(data.input)}”</div>`,
      loading: () => '<div class="no-results">Looking…</div>',
    },
    ...(select.dataset.choicesUrl ? remote(select.dataset.choicesUrl) : {}),
  };
}

function enhance(select) {
  if (select.tomselect) return;
  const made = new window.TomSelect(select, settings(select));
  select.setAttribute("aria-hidden", "true"); /* The box one types into speaks for it. */
  /* Delete and Backspace take a choice away; the cross is for the pointer and no stop on the way. */
  made.wrapper.querySelector(".clear-button")?.setAttribute("tabindex", "-1");
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (select.hasAttribute(name)) made.control_input.setAttribute(name, select.getAttribute(name));
  }
}

export function enhanceChoices(root) {
  const selects = [...root.querySelectorAll("select[data-choices], select[data-choices-url]")];
  if (selects.length) load().then(() => selects.filter((select) => select.isConnected).forEach(enhance), () => {});
}
