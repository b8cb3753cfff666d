import { keysAreOn } from "../keys";

const NARROW = "(width < 576px)";
const STEPS: Record<string, [number, number]> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** Arrows walk over the cards of a board; Tab passes it in one step. On a telephone only the first column that holds something is open. */
export function start(board: HTMLElement): void {
  if (matchMedia(NARROW).matches) foldLater(board);
  const seen = cardsOf(board).flat();
  const named = seen.find((card) => `#${card.id}` === location.hash);
  choose(board, named ?? seen[0]);
  if (named) focusOn(named);
  board.addEventListener("focusin", (event) => {
    const card = (event.target as Element).closest<HTMLElement>(".board-card");
    if (card) choose(board, card);
  });
  board.addEventListener("keydown", (event) => walk(board, event));
}

function foldLater(board: HTMLElement): void {
  for (const column of board.querySelectorAll<HTMLDetailsElement>(".board-column"))
    column.open = column.hasAttribute("data-first") || column.querySelector(location.hash || "#_") !== null;
}

/** The cards that can be seen, column by column; a column without any is passed over. */
function cardsOf(board: HTMLElement): HTMLElement[][] {
  const columns = Array.from(board.querySelectorAll<HTMLDetailsElement>(".board-column[open]"));
  return columns
    .map((column) => Array.from(column.querySelectorAll<HTMLElement>(".board-card")))
    .filter((cards) => cards.length > 0);
}

/** One card can be reached with Tab, and what stands on it. */
function choose(board: HTMLElement, chosen: HTMLElement | undefined): void {
  for (const card of board.querySelectorAll<HTMLElement>(".board-card"))
    card.querySelectorAll<HTMLElement>("a, summary").forEach((one) => {
      if (card === chosen) one.removeAttribute("tabindex");
      else one.tabIndex = -1;
    });
}

function focusOn(card: HTMLElement | undefined): void {
  card?.querySelector<HTMLElement>(".board-name")?.focus();
  card?.scrollIntoView({ block: "nearest" });
}

function walk(board: HTMLElement, event: KeyboardEvent): void {
  const step = STEPS[event.key];
  const here = event.target as HTMLElement;
  const card = here.closest<HTMLElement>(".board-card");
  const changed = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  if (!step || !card || changed || !keysAreOn() || here.closest("[data-menu][open]")) return;
  event.preventDefault();
  focusOn(neighbour(cardsOf(board), card, step));
}

/** Sideways to the card at the same height, or the last of a shorter column. */
export function neighbour<T>(columns: T[][], here: T, [right, down]: [number, number]): T | undefined {
  const column = columns.findIndex((cards) => cards.includes(here));
  const row = columns[column]?.indexOf(here) ?? 0;
  const cards = columns[column + right];
  return cards?.[right ? Math.min(row, cards.length - 1) : row + down];
}
