/** Islands start by themselves where a page says data-island="…"; each is loaded only where it is needed. */
const ISLANDS: Record<string, () => Promise<{ start: (element: HTMLElement) => void }>> = {
  board: () => import("./islands/board"),
  columns: () => import("./islands/columns"),
  day: () => import("./islands/day"),
  gantt: () => import("./islands/gantt"),
  "plan-draft": () => import("./islands/plan-draft"),
  milestones: () => import("./islands/milestones"),
  "list-sheet": () => import("./islands/list-sheet"),
  "report-form": () => import("./islands/report-form"),
  rows: () => import("./islands/rows"),
  slides: () => import("./islands/slides"),
  upload: () => import("./islands/upload"),
};

export function startIslands(): void {
  land(document);
  document.addEventListener("htmx:load", (event) => land(event.target as HTMLElement));
}

export function land(root: ParentNode): void {
  const found = Array.from(root.querySelectorAll<HTMLElement>("[data-island]"));
  if (root instanceof HTMLElement && root.dataset.island) found.unshift(root);
  for (const element of found) {
    if (element.dataset.landed) continue;
    element.dataset.landed = "on";
    for (const name of (element.dataset.island ?? "").split(" ")) {
      void ISLANDS[name]?.().then(({ start }) => start(element));
    }
  }
}

/** The values that the page brought along for an island by json_script. */
export function sourceOf<T>(element: HTMLElement): T | null {
  const text = document.getElementById(element.dataset.source ?? "")?.textContent;
  return text ? (JSON.parse(text) as T) : null;
}
