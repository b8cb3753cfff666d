/** Menus are <details>: they open without script. This closes them again, moves in them, and gives the focus back. */
const MENU = "details[data-menu]";
const ENTRY = "a[href], button:not([disabled])";

export function startMenus(): void {
  document.addEventListener("click", (event) => closeMenus((event.target as Element).closest(MENU)));
  document.addEventListener("keydown", onKey);
}

function onKey(event: KeyboardEvent): void {
  const menu = document.querySelector<HTMLDetailsElement>(`${MENU}[open]`);
  if (!menu) return;
  if (event.key === "Escape") close(menu);
  else if (!move(menu, event)) return;
  event.preventDefault();
}

function close(menu: HTMLDetailsElement): void {
  const within = menu.contains(document.activeElement);
  menu.open = false;
  if (within) menu.querySelector<HTMLElement>("summary")?.focus();
}

/** Arrows and Home, End go round the entries; in a field they keep what they mean there. */
function move(menu: HTMLDetailsElement, event: KeyboardEvent): boolean {
  const here = document.activeElement;
  if (!menu.contains(here) || here?.matches("input:not([type=checkbox]), select, textarea")) return false;
  const entries = Array.from(menu.querySelectorAll<HTMLElement>(`.menu-list :is(${ENTRY}, input)`));
  const at = entries.indexOf(here as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined || entries.length === 0) return false;
  entries.at(to % entries.length)?.focus();
  return true;
}

function closeMenus(except: Element | null): void {
  document.querySelectorAll<HTMLDetailsElement>(`${MENU}[open]`).forEach((menu) => {
    if (menu !== except) menu.open = false;
  });
}
