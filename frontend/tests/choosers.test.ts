import { beforeEach, expect, test } from "vitest";
import { choose } from "../src/chooser/combobox";
import { meant } from "../src/chooser/matching";
import { isLong } from "../src/choosers";

const UNITS = [
  ["1", "县教育局", "xjyj"],
  ["2", "县交通运输局", "xjtysj"],
  ["3", "金滩镇", "jtz"],
  ["4", "IP-001 高端阀门", "igdfm"],
];

function drawn(multiple = false): { list: HTMLSelectElement; field: HTMLInputElement } {
  const options = UNITS.map(
    ([value, label, keys]) => `<option value="${value}" data-keys="${keys}">${label}</option>`,
  );
  document.body.innerHTML = `<form><label for="u">单位</label><select class="form-select" id="u" name="u"
    ${multiple ? "multiple" : ""}>${multiple ? "" : '<option value="">全部</option>'}${options.join("")}</select></form>`;
  const list = document.querySelector("select") as HTMLSelectElement;
  choose(list);
  return { list, field: document.querySelector("input[role=combobox]") as HTMLInputElement };
}

function type(field: HTMLInputElement, text: string): string[] {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return rows();
}

function rows(): string[] {
  return Array.from(document.querySelectorAll("[role=option]"), (row) => row.textContent ?? "");
}

function press(field: HTMLElement, key: string): void {
  field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

beforeEach(() => {
  window.matchMedia ??= (() => ({ matches: false })) as unknown as typeof matchMedia;
  Element.prototype.scrollIntoView ??= () => undefined;
});

test("a choice is found by its name, its code, and the initials that the server gave; what begins so comes first", () => {
  const choices = UNITS.map(([value = "", label = "", keys = ""]) => ({ value, label, keys }));
  const found = (typed: string) => meant(choices, typed).map((one) => one.value);
  expect(found("交通")).toEqual(["2"]);
  expect(found("jt")).toEqual(["3", "2"]);
  expect(found("ip-001")).toEqual(["4"]);
  expect(found("ＩＰ 阀门")).toEqual(["4"]);
  expect(found("")).toHaveLength(4);
});

test("typing narrows the list, Enter chooses, and the list that is sent says so to whoever listens", () => {
  const { list, field } = drawn();
  let told = 0;
  document.addEventListener("change", () => (told += 1), { once: true });
  expect(type(field, "jy")).toEqual(["县教育局"]);
  press(field, "Enter");
  expect([list.value, field.value, told]).toEqual(["1", "县教育局", 1]);
  expect(field.getAttribute("aria-expanded")).toBe("false");
});

test("Esc drops what was typed and keeps what was chosen", () => {
  const { list, field } = drawn();
  list.value = "3";
  list.dispatchEvent(new Event("change"));
  type(field, "xyz");
  expect(document.querySelector(".combo-note")?.textContent).toBe("nothing_matches");
  press(field, "Escape");
  expect([list.value, field.value]).toEqual(["3", "金滩镇"]);
});

test("an emptied field chooses nothing where that may be", () => {
  const { list, field } = drawn();
  list.value = "3";
  type(field, "");
  field.dispatchEvent(new Event("blur"));
  expect(list.value).toBe("");
});

test("several stand before the field as chips, and go by their cross or by Backspace", () => {
  const { list, field } = drawn(true);
  const chosen = () => Array.from(list.selectedOptions, (option) => option.value);
  for (const typed of ["jtz", "jy"]) {
    type(field, typed);
    press(field, "Enter");
  }
  expect(chosen()).toEqual(["1", "3"]);
  document.querySelector<HTMLElement>(".chip")?.click();
  expect(chosen()).toEqual(["3"]);
  press(field, "Backspace");
  expect(chosen()).toEqual([]);
});

test("the field is called as its list is, and only long lists are searched", () => {
  const { list, field } = drawn();
  expect(field.getAttribute("aria-label")).toBe("单位");
  expect(isLong(list)).toBe(false);
});
