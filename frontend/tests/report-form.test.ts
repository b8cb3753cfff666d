import { beforeEach, expect, test } from "vitest";
import { demanded, figure, start } from "../src/islands/report-form";

const row = (n: number): string => `
  <tbody data-row data-last="35" data-expected="40">
    <tr><td><input data-value name="v${n}"><button data-no-change>same</button></td></tr>
    <tr data-why><td><textarea name="c${n}"></textarea></td></tr>
    <tr data-decrease><td><textarea name="d${n}"></textarea></td></tr>
  </tbody>`;

const one = <T extends Element>(selector: string): T => document.querySelector<T>(selector)!;

function type(name: string, value: string): void {
  const field = one<HTMLInputElement>(`[name=${name}]`);
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

beforeEach(() => {
  document.body.innerHTML = `<form><button data-no-change-all>all</button><i data-changed-count></i><table>${row(1)}${row(2)}</table></form>`;
  start(one<HTMLElement>("form"));
});

test("a cause is asked for behind the baseline, a reason for less than last time", () => {
  expect(demanded(38, 35, 40)).toEqual({ why: true, decrease: false });
  expect(demanded(30, 35, 20)).toEqual({ why: false, decrease: true });
  expect(demanded(null, 35, 40)).toEqual({ why: false, decrease: false });
});

test("figures are read as people type them", () => {
  expect([figure("1,5"), figure("3,00"), figure("0,500")]).toEqual([null, null, null]);
  expect([figure("1,200.5"), figure("1，200"), figure(" "), figure("abc")]).toEqual([
    1200.5,
    1200,
    null,
    null,
  ]);
});

test("rows for words appear only when they are needed", () => {
  expect(one<HTMLElement>("[data-why]").hidden).toBe(true);
  type("v1", "38");
  expect(one<HTMLElement>("[data-why]").hidden).toBe(false);
  type("v1", "41");
  expect(one<HTMLElement>("[data-why]").hidden).toBe(true);
});

test("what somebody has written is never hidden", () => {
  type("v1", "38");
  one<HTMLTextAreaElement>("[name=c1]").value = "rain";
  type("v1", "41");
  expect(one<HTMLElement>("[data-why]").hidden).toBe(false);
});

test("no change for all fills only what is blank", () => {
  type("v1", "44");
  one<HTMLButtonElement>("[data-no-change-all]").click();
  expect([one<HTMLInputElement>("[name=v1]").value, one<HTMLInputElement>("[name=v2]").value]).toEqual([
    "44",
    "35",
  ]);
});

test("no change for one is one click", () => {
  document.querySelectorAll<HTMLButtonElement>("[data-no-change]")[1]!.click();
  expect(one<HTMLInputElement>("[name=v2]").value).toBe("35");
  expect(document.querySelectorAll("[data-row].is-same")).toHaveLength(1);
});
