import { beforeEach, describe, expect, it, vi } from "vitest";
import { neighbour, start } from "../src/islands/board";

const columns = [["a1", "a2", "a3"], ["b1"], ["c1", "c2"]];

function laid(narrow = false): HTMLElement {
  vi.stubGlobal("matchMedia", () => ({ matches: narrow }));
  const column = (names: string[], first = "") =>
    `<details class="board-column" open ${first}>${names
      .map(
        (name) =>
          `<div class="board-card" id="entry-${name}"><a class="board-name" href="/${name}">${name}</a></div>`,
      )
      .join("")}</details>`;
  document.body.innerHTML = `<div>${column([])}${column(["1", "2"], "data-first")}${column(["3"])}</div>`;
  const board = document.body.firstElementChild as HTMLElement;
  HTMLElement.prototype.scrollIntoView = () => undefined;
  start(board);
  return board;
}

function press(key: string): void {
  document.activeElement?.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
  );
}

describe("a board", () => {
  beforeEach(() => history.replaceState(null, "", "/"));

  it("leads up, down and sideways, and no further than its edges", () => {
    expect(neighbour(columns, "a1", [0, 1])).toBe("a2");
    expect(neighbour(columns, "a3", [1, 0])).toBe("b1");
    expect(neighbour(columns, "b1", [1, 0])).toBe("c1");
    expect(neighbour(columns, "a1", [0, -1])).toBeUndefined();
    expect(neighbour(columns, "c2", [1, 0])).toBeUndefined();
  });

  it("is walked with arrows, and one of its cards is reached with Tab", () => {
    const board = laid();
    const links = board.querySelectorAll<HTMLElement>("a");
    expect(Array.from(links, (link) => link.tabIndex)).toEqual([0, -1, -1]);
    links[0]?.focus();
    press("ArrowDown");
    expect(document.activeElement?.textContent).toBe("2");
    press("ArrowRight");
    expect(document.activeElement?.textContent).toBe("3");
    expect(links[2]?.tabIndex).toBe(0);
  });

  it("begins at the card that was moved", () => {
    history.replaceState(null, "", "/#entry-3");
    laid();
    expect(document.activeElement?.textContent).toBe("3");
  });

  it("stands open on a telephone where something stands first", () => {
    const open = Array.from(laid(true).querySelectorAll("details"), (column) => column.open);
    expect(open).toEqual([false, true, false]);
  });
});
