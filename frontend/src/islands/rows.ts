import { isTyping, keysAreOn } from "../keys";

/** j and k walk through the rows of a table; the row's link has the focus, so Enter opens it. */
export function start(element: HTMLElement): void {
  element.dataset.rows ??= "";
  document.addEventListener("keydown", (event) => {
    const step = { j: 1, k: -1 }[event.key];
    if (!step || !element.isConnected || !keysAreOn()) return;
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const links = rowLinks(element);
    const next =
      links[nextRow(links.indexOf(document.activeElement as HTMLAnchorElement), step, links.length)];
    next?.focus();
    next?.closest("tr, li")?.scrollIntoView({ block: "nearest" });
    event.preventDefault();
  });
}

export function nextRow(current: number, step: number, count: number): number {
  if (current < 0) return step > 0 ? 0 : count - 1;
  return Math.min(Math.max(current + step, 0), count - 1);
}

function rowLinks(element: HTMLElement): HTMLAnchorElement[] {
  const rows = Array.from(element.querySelectorAll("tbody > tr, li"));
  return rows.flatMap((row) => row.querySelector<HTMLAnchorElement>("a[data-open], a[href]") ?? []);
}
