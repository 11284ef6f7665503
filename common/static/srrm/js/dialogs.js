/* Dialogs opened by a button (data-open, data-close), and the question before a step that takes something away.

   <form data-confirm="What will be lost." data-confirm-title="Close Marketing?" data-confirm-yes="Close Marketing">
   The same attributes on a submit button hold for that button alone. */

const sure = new WeakSet();

export function open(dialog) {
  if (!dialog || dialog.open) return;
  dialog.showModal(); /* Closing gives the focus back to where it was. */
  dialog.dispatchEvent(new CustomEvent("srrm:opened"));
}

function ask(form, submitter) {
  const dialog = document.getElementById("confirm");
  const said = submitter?.dataset.confirm ? submitter.dataset : form.dataset;
  dialog.querySelector("#confirm-title").textContent = said.confirmTitle || "Are you sure?";
  dialog.querySelector("#confirm-text").textContent = said.confirm;
  const yes = dialog.querySelector("[data-yes]");
  yes.textContent = said.confirmYes || submitter?.textContent.trim() || "Yes";
  yes.onclick = () => {
    dialog.close();
    sure.add(form);
    form.requestSubmit(submitter);
    sure.delete(form);
  };
  dialog.querySelector("[data-no]").onclick = () => dialog.close();
  open(dialog);
}

export function watchDialogs() {
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!(event.submitter?.dataset.confirm || form.dataset.confirm) || sure.has(form)) return;
      if (!document.getElementById("confirm")) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      ask(form, event.submitter);
    },
    true,
  );
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) open(document.getElementById(opener.dataset.open));
    if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
    if (event.target.matches("dialog[open]:not(#confirm)")) closeFromOutside(event);
  });
}

function closeFromOutside(event) {
  const box = event.target.getBoundingClientRect();
  const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (!inside) event.target.close();
}
