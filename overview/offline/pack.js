const field = document.getElementById("find");
const leaves = [...document.querySelectorAll("details")];
const told = document.getElementById("told");
const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
const names = leaves.map((leaf) => plain(leaf.dataset.words));
field.hidden = false;
field.addEventListener("input", () => {
  const words = plain(field.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  leaves.forEach((leaf, at) => {
    leaf.hidden = !words.every((word) => names[at].includes(word));
    if (!leaf.hidden) shown += 1;
  });
  told.textContent = words.length ? `${shown} found` : "";
  if (shown === 1) leaves.find((leaf) => !leaf.hidden).open = true;
});
function follow() {
  const leaf = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!leaf) return;
  leaf.hidden = false;
  leaf.open = true;
  leaf.scrollIntoView();
}
window.addEventListener("hashchange", follow);
follow();
