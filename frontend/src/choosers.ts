/** Long lists become searchable; the list itself stays, and is what is sent. */
const MOST_PLAIN = 12;
const LISTS = "select.form-select:not(.form-select-sm)";

export function startChoosers(): void {
  enhance(document);
  document.addEventListener("htmx:load", (event) => enhance(event.target as HTMLElement));
}

export function enhance(root: ParentNode): void {
  const lists = Array.from(root.querySelectorAll<HTMLSelectElement>(LISTS)).filter(isLong);
  if (lists.length > 0) void import("./chooser/combobox").then(({ choose }) => lists.forEach(choose));
}

export function isLong(list: HTMLSelectElement): boolean {
  return !list.dataset.chooser && !list.disabled && list.options.length > MOST_PLAIN;
}
