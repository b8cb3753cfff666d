import { beforeAll, expect, test } from "vitest";
import { setIn, startFilters } from "../src/filters";
import { startForms } from "../src/forms";

const FORM = `<form data-submit-on-change><div class="filter-menu" data-filter-menu>
  <button type="button" class="filter-open" aria-expanded="false">筛选<span data-filter-count hidden></span></button>
  <div class="filter-sheet"><select name="unit"><option value="">全部</option><option value="1">甲</option></select>
  <select name="state"><option value="open" selected>未完成</option><option value="all">全部</option></select>
  <input type="checkbox" name="late" value="1"><input name="from" value=""><input name="on" value="2026-11-01" data-uncounted>
  <button type="button" data-filter-done>查看结果</button></div></div></form><button id="beside"></button>`;
let sent = 0;

function drawn(): { menu: HTMLElement; opener: HTMLElement; unit: HTMLSelectElement } {
  document.body.innerHTML = FORM;
  sent = 0;
  const form = document.querySelector("form") as HTMLFormElement;
  form.requestSubmit = () => void (sent += 1);
  return {
    menu: document.querySelector(".filter-menu") as HTMLElement,
    opener: document.querySelector(".filter-open") as HTMLElement,
    unit: document.querySelector("select") as HTMLSelectElement,
  };
}

beforeAll(() => {
  document.body.innerHTML = FORM;
  startForms();
  startFilters();
});

function choose(unit: HTMLSelectElement): void {
  unit.value = "1";
  unit.dispatchEvent(new Event("change", { bubbles: true }));
}

test("what stands first in a list says nothing, and a day that is always there is not counted", () => {
  const { menu, unit } = drawn();
  expect(setIn(menu)).toBe(0);
  choose(unit);
  (menu.querySelector("[name=late]") as HTMLInputElement).checked = true;
  expect(setIn(menu)).toBe(2);
});

test("in the open sheet one chooses in peace: it is asked once, when the sheet is left", () => {
  const { menu, opener, unit } = drawn();
  opener.click();
  expect([menu.classList.contains("is-open"), opener.getAttribute("aria-expanded")]).toEqual([true, "true"]);
  choose(unit);
  expect(sent).toBe(0);
  expect(menu.querySelector("[data-filter-count]")?.textContent).toBe("1");
  menu.querySelector<HTMLElement>("[data-filter-done]")?.click();
  expect([sent, menu.classList.contains("is-open"), document.activeElement]).toEqual([1, false, opener]);
});

test("Esc and a press elsewhere leave the sheet; nothing changed, nothing asked", () => {
  const { menu, opener } = drawn();
  opener.click();
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
  expect([menu.classList.contains("is-open"), document.activeElement]).toEqual([false, opener]);
  opener.click();
  document.getElementById("beside")?.click();
  expect([menu.classList.contains("is-open"), sent]).toEqual([false, 0]);
});

test("where the filters stand in a row, choosing one asks at once", () => {
  choose(drawn().unit);
  expect(sent).toBe(1);
});
