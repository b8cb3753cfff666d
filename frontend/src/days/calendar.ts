import { fill, word } from "../words";
import { iso } from "./typed";

/** What the campaign says of its days: only those that are not as their weekday would have it. */
export type Calendar = { today: string; off: string[]; worked: string[]; names: Record<string, string> };

let asked: Promise<Calendar> | null = null;

/** Asked once for a page; without a campaign, or when nobody answers, the weekdays count. */
export function calendar(): Promise<Calendar> {
  const address = document.body.dataset.days;
  asked ??= address
    ? fetch(address, { headers: { Accept: "application/json" } })
        .then((answer) => answer.json() as Promise<Calendar>)
        .catch(() => PLAIN)
    : Promise.resolve(PLAIN);
  return asked;
}

export const PLAIN: Calendar = { today: iso(new Date()), off: [], worked: [], names: {} };

export function later(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return iso(date);
}

/** The same day of another month, or its last one. */
export function monthsLater(day: string, months: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  const first = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date.getUTCDate(), last));
  return iso(first);
}

/** Monday is 0. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

export function isWorked(day: string, known: Calendar): boolean {
  return known.worked.includes(day) || (weekdayOf(day) < 5 && !known.off.includes(day));
}

/** The nth working day after this one. */
export function workdaysLater(day: string, count: number, known: Calendar): string {
  let at = day;
  for (let left = count; left > 0;) {
    at = later(at, 1);
    if (isWorked(at, known)) left -= 1;
  }
  return at;
}

/** The weeks that a month touches, Monday first. */
export function weeksOf(day: string): string[][] {
  const first = `${day.slice(0, 7)}-01`;
  const start = later(first, -weekdayOf(first));
  const rows = Array.from({ length: 6 }, (_row, week) =>
    Array.from({ length: 7 }, (_cell, at) => later(start, week * 7 + at)),
  );
  return rows.filter((week) => week.some((one) => one.slice(0, 7) === day.slice(0, 7)));
}

/** A day with its weekday and year, as the language writes it. */
export function said(day: string): string {
  return written(word("day"), day);
}

export function written(pattern: string, day: string): string {
  return fill(pattern, {
    year: day.slice(0, 4),
    month: word("months").split(" ")[Number(day.slice(5, 7)) - 1] ?? "",
    day: Number(day.slice(8)),
    weekday: word("weekdays").split(" ")[weekdayOf(day)] ?? "",
  });
}
