// @vitest-environment jsdom
import { afterEach, expect, test, vi } from "vitest";
import { startSheets } from "../src/sheets";

vi.stubGlobal(
  "ResizeObserver",
  class {
    observe(): void {}
  },
);

afterEach(() => document.body.replaceChildren());

function sheet(room: number, table: number): Element {
  document.body.innerHTML = `<div class="sheet"><table></table></div>`;
  const box = document.querySelector(".sheet") as HTMLElement;
  Object.defineProperty(box, "clientWidth", { value: room });
  Object.defineProperty(box.firstElementChild, "offsetWidth", { value: table });
  startSheets();
  return box;
}

test("a table that fits moves with the page", () => {
  expect(sheet(1000, 1000).classList.contains("fits")).toBe(true);
});

test("a table that is too wide keeps its own box", () => {
  expect(sheet(1000, 1400).classList.contains("fits")).toBe(false);
});
