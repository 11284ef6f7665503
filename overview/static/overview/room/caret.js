/* Puts another text into a field in which somebody is typing: the caret stays at the words it stood at. */

export function replace(area, text) {
  const old = area.value;
  if (old === text) return;
  const focused = document.activeElement === area;
  const marks = [area.selectionStart, area.selectionEnd];
  const top = area.scrollTop;
  let head = 0;
  while (head < old.length && head < text.length && old[head] === text[head]) head += 1;
  let tail = 0;
  while (tail < old.length - head && tail < text.length - head && old[old.length - 1 - tail] === text[text.length - 1 - tail]) tail += 1;
  const moved = (mark) => {
    if (mark <= head) return mark;
    if (mark >= old.length - tail) return mark + text.length - old.length;
    return Math.min(mark, text.length - tail);
  };
  area.value = text;
  if (!focused) return;
  area.setSelectionRange(...marks.map(moved));
  area.scrollTop = top;
}

/* The line of that number (from 1), selected and in sight. */
export function showLine(area, number) {
  const lines = area.value.split("\n");
  const start = lines.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[number - 1] || "").length);
}
