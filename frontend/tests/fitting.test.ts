import { beforeEach, expect, test } from "vitest";
import { fit, widen } from "../src/fitting";

const ROW = `<tr><th>A</th><td>light</td><td class="clip">unit</td><td class="is-minor">amount</td><td>gap</td></tr>`;
const table = () => document.querySelector<HTMLTableElement>("table");
const shown = () =>
  Array.from(table()?.rows[1]?.cells ?? [])
    .filter((cell) => !cell.hidden)
    .map((cell) => cell.textContent);

/** A column is 100 wide, the sheet as much as is said. */
function room(width: number): void {
  const sheet = document.querySelector(".sheet") as HTMLElement;
  Object.defineProperty(sheet, "clientWidth", { value: width });
  Object.defineProperty(sheet, "scrollWidth", { get: () => shown().length * 100 });
}

beforeEach(() => {
  const head = "<tr><th>1</th><th>2</th><th>3</th><th>4</th><th>5</th></tr>";
  const group = `<tr class="group-row"><th>Group</th><td colspan="4">sum</td></tr>`;
  document.body.innerHTML = `<div class="sheet"><table><thead>${head}</thead><tbody>${ROW}${group}</tbody></table></div>`;
});

test.each([
  [500, ["A", "light", "unit", "amount", "gap"]],
  [400, ["A", "light", "unit", "gap"]],
  [300, ["A", "light", "gap"]],
  [200, ["A", "light"]],
  [50, ["A"]],
])("in %i what matters least has fallen away, and the name of the row stays", (width, left) => {
  room(width);
  fit(table());
  expect(shown()).toEqual(left);
});

test("the head falls with its column, the line of a group stays, and all come back", () => {
  room(400);
  fit(table());
  expect(table()?.rows[0]?.cells[3]?.hidden).toBe(true);
  expect(table()?.rows[2]?.cells[1]?.hidden).toBe(false);
  widen(table());
  expect(shown()).toHaveLength(5);
});
