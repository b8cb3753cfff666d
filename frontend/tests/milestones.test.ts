import { expect, test } from "vitest";
import { linesOf, partsOf, start } from "../src/islands/milestones";

const ROW = `<tr><td><input></td><td><input></td><td><input></td><td><button data-remove>x</button></td></tr>`;

function drawn(text: string): { box: HTMLElement; field: HTMLTextAreaElement } {
  document.body.innerHTML = `<div class="milestones"><textarea>${text}</textarea>
    <template><table><tbody></tbody></table><button data-add>+</button></template><template>${ROW}</template></div>`;
  const box = document.querySelector(".milestones") as HTMLElement;
  start(box);
  return { box, field: box.querySelector("textarea") as HTMLTextAreaElement };
}

test("a line is a day, a share and a name", () => {
  expect(partsOf("2026-09-27； 1/3 ;基础完成; 一期")).toEqual(["2026-09-27", "1/3", "基础完成; 一期"]);
  expect(partsOf("2026-09-27; 40%")).toEqual(["2026-09-27", "40", ""]);
});

test("every line has its row, one more is free, and what is typed there becomes a line", () => {
  const { box, field } = drawn("2026-09-27; 40; 基础\n2026-10-27; 100; 完工");
  const rows = () => box.querySelectorAll("tbody tr");
  expect(rows()).toHaveLength(3);
  const [day, share] = Array.from((rows()[2] as HTMLElement).querySelectorAll("input"));
  Object.assign(day as object, { value: "2026-11-01" });
  Object.assign(share as object, { value: "100" });
  share?.dispatchEvent(new Event("input", { bubbles: true }));
  expect(field.value).toBe("2026-09-27; 40; 基础\n2026-10-27; 100; 完工\n2026-11-01; 100; ");
});

test("a removed row is no line any more; the last one leaves an empty row", () => {
  const { box, field } = drawn("2026-09-27; 40; 基础");
  for (let left = 2; left > 0; left -= 1) box.querySelector<HTMLElement>("[data-remove]")?.click();
  expect(field.value).toBe("");
  expect(box.querySelectorAll("tbody tr")).toHaveLength(1);
});

test("what is put back into the text is drawn again", () => {
  const { box, field } = drawn("");
  field.value = "2026-09-27; 40; 基础";
  field.dispatchEvent(new Event("input"));
  expect(linesOf(box.querySelector("tbody") as HTMLElement)).toBe("2026-09-27; 40; 基础");
});
