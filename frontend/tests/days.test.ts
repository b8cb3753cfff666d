import { expect, test } from "vitest";
import cases from "../../tests/kernel/typed_days.json";
import { isWorked, later, monthsLater, weekdayOf, weeksOf, workdaysLater } from "../src/days/calendar";
import { readDay } from "../src/days/typed";
import { start } from "../src/islands/day";

const known = {
  today: "2026-09-28",
  off: ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"],
  worked: ["2026-10-10"],
  names: {},
};
const read = (typed: string) => readDay(typed, cases.year);

test("the script reads every form of a day that the server reads", () => {
  for (const [typed, day] of Object.entries(cases.read))
    expect([typed, read(typed)]).toEqual([typed, { day }]);
});

test("the script refuses what the server refuses, with the same sentences", () => {
  for (const typed of cases.unreadable)
    expect([typed, read(typed)]).toEqual([typed, { word: "day_unreadable" }]);
  for (const [typed, [month, year, length]] of Object.entries(cases.no_such_day))
    expect(read(typed)).toEqual({ word: "day_missing", values: { month, year, length } });
  for (const [typed, [first, last]] of Object.entries(cases.outside))
    expect(read(typed)).toEqual({ word: "day_outside", values: { first, last } });
});

test("working days are counted by the calendar of the campaign, and by weekdays where it says nothing", () => {
  expect(isWorked("2026-10-10", known)).toBe(true);
  expect(workdaysLater("2026-09-30", 1, known)).toBe("2026-10-08");
  expect(workdaysLater("2026-09-28", 5, known)).toBe("2026-10-10");
});

test("another month keeps the day, or takes its last one", () => {
  expect(monthsLater("2026-10-31", 1)).toBe("2026-11-30");
  expect(monthsLater("2026-01-31", -11)).toBe("2025-02-28");
  expect(later("2026-12-31", 1)).toBe("2027-01-01");
  expect(weekdayOf("2026-11-29")).toBe(6);
});

test("a month begins with the Monday before its first day", () => {
  const weeks = weeksOf("2026-11-12");
  expect(weeks[0]?.[0]).toBe("2026-10-26");
  expect(weeks.at(-1)?.[6]).toBe("2026-12-06");
  expect(weeksOf("2027-02-10")).toHaveLength(4);
});

test("a field whose day was put back says that day, not the one it was served with", () => {
  document.body.innerHTML = `<span class="day-field" data-year="2026"><input value="2026-12-25">
    <span class="day-said">Fri 25 Dec 2026</span><button type="button" class="day-open"></button></span>`;
  const element = document.body.firstElementChild as HTMLElement;
  const field = element.querySelector("input") as HTMLInputElement;
  const told = () => element.querySelector(".day-said")?.textContent;
  field.value = "2026-12-01";
  start(element);
  expect(told()).not.toContain("25 Dec");
  field.value = "";
  dispatchEvent(new Event("pageshow"));
  expect(told()).toBe("");
});

test("what was put back and is no day is marked at once, until it is one", () => {
  document.body.innerHTML = `<span class="day-field" data-year="2026"><input value="2026-12-25">
    <span class="day-said"></span><button type="button" class="day-open"></button></span>`;
  const element = document.body.firstElementChild as HTMLElement;
  const field = element.querySelector("input") as HTMLInputElement;
  field.value = "31 Sep";
  start(element);
  expect(field.getAttribute("aria-invalid")).toBe("true");
  expect(element.querySelector(".day-wrong")?.textContent).not.toBe("");
  field.value = "30 Sep";
  field.dispatchEvent(new Event("input"));
  expect(field.hasAttribute("aria-invalid")).toBe(false);
});

test("what the server has marked is left as it is", () => {
  document.body.innerHTML = `<span class="day-field" data-year="2026"><input value="x" aria-invalid="true">
    <span class="day-said"></span><button type="button" class="day-open"></button></span>`;
  const element = document.body.firstElementChild as HTMLElement;
  start(element);
  expect(element.querySelector("input")?.getAttribute("aria-invalid")).toBe("true");
});
