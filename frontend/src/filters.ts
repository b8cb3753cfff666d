/** Filters behind a button: a sheet at the thumb on a telephone, beside the search on wide lists. Without script they stand open. */
const MENU = "[data-filter-menu]";

export function startFilters(): void {
  document.querySelectorAll<HTMLElement>(MENU).forEach(count);
  document.addEventListener("change", (event) => {
    const menu = (event.target as Element).closest<HTMLElement>(MENU);
    if (!menu) return;
    menu.dataset.changed = "";
    count(menu);
  });
  document.addEventListener("click", (event) => {
    const pressed = event.target as Element;
    const menu = pressed.closest<HTMLElement>(MENU);
    for (const open of document.querySelectorAll<HTMLElement>(`${MENU}.is-open`))
      if (open !== menu) show(open, false);
    if (!menu) return;
    if (pressed.closest(".filter-open")) show(menu, !menu.classList.contains("is-open"));
    else if (pressed.closest("[data-filter-done]")) show(menu, false, true);
  });
  document.addEventListener("keydown", (event) => {
    const menu = document.querySelector<HTMLElement>(`${MENU}.is-open`);
    if (event.key !== "Escape" || !menu) return;
    event.preventDefault();
    show(menu, false, true);
  });
}

function show(menu: HTMLElement, open: boolean, back = false): void {
  const opener = menu.querySelector<HTMLElement>(".filter-open");
  menu.classList.toggle("is-open", open);
  opener?.setAttribute("aria-expanded", String(open));
  if (open)
    menu.querySelector<HTMLElement>(".filter-sheet :is(select:not(.visually-hidden), input)")?.focus();
  else if (back) opener?.focus();
  if (open || !("changed" in menu.dataset)) return;
  delete menu.dataset.changed;
  menu.closest<HTMLFormElement>("form[data-submit-on-change]")?.requestSubmit();
}

function count(menu: HTMLElement): void {
  const set = setIn(menu);
  const place = menu.querySelector<HTMLElement>("[data-filter-count]");
  if (!place) return;
  place.textContent = String(set);
  place.hidden = set === 0;
}

/** How many filters say something: what stands first in a list says nothing. */
export function setIn(menu: ParentNode): number {
  const fields = Array.from(
    menu.querySelectorAll<HTMLInputElement | HTMLSelectElement>("[name]:not([data-uncounted])"),
  );
  return fields.filter((field) => {
    if (field instanceof HTMLSelectElement) return field.selectedIndex > 0;
    return field.type === "checkbox" ? field.checked : field.type !== "hidden" && field.value !== "";
  }).length;
}
