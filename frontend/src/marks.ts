/** Rows that are marked: how many there are, and all of the page at once. The bar shows itself (styles/marks.css). */
import { fill } from "./words";

const MARK = ".row-mark";

export function startMarks(): void {
  document.addEventListener("change", (event) => {
    const field = event.target as HTMLInputElement;
    if (field.matches("[data-mark-all]"))
      marksBeside(field).forEach((mark) => (mark.checked = field.checked));
    if (field.matches(`${MARK}, [data-mark-all]`)) say(field.form);
  });
  document.addEventListener("reset", (event) => setTimeout(() => say(event.target as HTMLFormElement)));
}

function marksBeside(field: HTMLInputElement): HTMLInputElement[] {
  return Array.from(field.form?.elements ?? []).filter(
    (one): one is HTMLInputElement => one instanceof HTMLInputElement && one.matches(`${MARK}[name=code]`),
  );
}

function say(form: HTMLFormElement | null): void {
  const place = form?.querySelector<HTMLElement>("[data-mark-count]");
  const all = form?.elements.namedItem("all");
  if (!form || !place || !(all instanceof HTMLInputElement)) return;
  const marks = marksBeside(all);
  const marked = marks.filter((mark) => mark.checked).length;
  all.checked = marked > 0 && marked === marks.length;
  all.indeterminate = marked > 0 && marked < marks.length;
  place.textContent = fill(place.dataset.markCount ?? "", { n: marked });
}
