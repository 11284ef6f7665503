/* Wires the page. Every part works on what is there when it loads and on what htmx brings in later. */
import { enhanceChoices } from "./choices.js";
import { watchDialogs } from "./dialogs.js";
import { watchFocus } from "./focus.js";
import { enhanceForms, watchForms } from "./forms.js";
import { watchKeyboard } from "./keyboard.js";
import { enhanceMessages, watchMessages } from "./messages.js";
import { enhanceOrder, watchOrder } from "./order.js";
import { watchPalette } from "./palette.js";
import { watchPops } from "./pops.js";
import { watchPrint } from "./print.js";
import { enhanceRows, watchRows } from "./rows.js";
import { watchSections } from "./sections.js";
import { watchSwaps } from "./swaps.js";
import { enhanceWords, watchWords } from "./words.js";

function enhance(root) {
  enhanceForms(root);
  enhanceChoices(root);
  enhanceRows(root);
  enhanceMessages(root);
  enhanceOrder(root);
  enhanceWords(root);
}

watchDialogs(); /* First: its question comes before anything else a submit would start. */
watchFocus();
watchForms();
watchKeyboard();
watchMessages();
watchOrder();
watchPalette();
watchPops();
watchPrint();
watchRows();
watchSections();
watchSwaps();
watchWords();
enhance(document);
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) enhance(event.detail.elt);
});
