import { expect, test } from "vitest";
import { startMarks } from "../src/marks";

startMarks();

function drawn(): { all: HTMLInputElement; rows: HTMLInputElement[]; said: () => string } {
  const rows = ["A", "B", "C"].map(
    (code) => `<input type="checkbox" class="row-mark" form="marked" name="code" value="${code}">`,
  );
  document.body.innerHTML = `${rows.join("")}<form id="marked"><input type="checkbox" class="row-mark" name="all" data-mark-all>
    <span data-mark-count="已选{n}项"></span></form>`;
  return {
    all: document.querySelector("[data-mark-all]") as HTMLInputElement,
    rows: Array.from(document.querySelectorAll<HTMLInputElement>("[name=code]")),
    said: () => document.querySelector("[data-mark-count]")?.textContent ?? "",
  };
}

test("marked rows are counted, and the box of all says whether some or all are", () => {
  const { all, rows, said } = drawn();
  rows[0]?.click();
  expect([said(), all.checked, all.indeterminate]).toEqual(["已选1项", false, true]);
  rows.slice(1).forEach((row) => row.click());
  expect([said(), all.checked, all.indeterminate]).toEqual(["已选3项", true, false]);
});

test("all of the page are marked at once, and none", () => {
  const { all, rows, said } = drawn();
  all.click();
  expect([rows.every((row) => row.checked), said()]).toEqual([true, "已选3项"]);
  all.click();
  expect([rows.some((row) => row.checked), said()]).toEqual([false, "已选0项"]);
});
