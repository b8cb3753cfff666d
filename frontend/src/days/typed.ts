/** Days as people type them; gongjian/kernel/typed_days.py reads the same, by the same cases. */
export type Refused = { word: string; values?: Record<string, string | number> };
export type Read = { day: string } | Refused;

const LONGEST = 40;
const YEARS = { before: 10, after: 5, first: 2000, last: 2099 };
const UNREADABLE: Refused = { word: "day_unreadable" };
const WEEKDAY =
  /\(?(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]\)?|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b,?/g;
const FORMS = [
  /^(?<year>[0-9]{4}) ?[-/.年] ?(?<month>[0-9]{1,2}) ?[-/.月] ?(?<day>[0-9]{1,2}) ?[日号號]?$/,
  /^(?<year>[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})$/,
  /^(?<month>[0-9]{1,2}) ?[-/.月] ?(?<day>[0-9]{1,2}) ?[日号號]?$/,
  /^(?<day>[0-9]{1,2}) ?(?<name>[a-z]{3,9})\.?,? ?(?<year>[0-9]{4})?$/,
  /^(?<name>[a-z]{3,9})\.? (?<day>[0-9]{1,2})(?:, ?| |$)(?<year>[0-9]{4})?$/,
];
const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);

/** The day, in this year where none is typed, and not far from it unless that may be; else what is wrong. */
export function readDay(typed: string, year: number | null, far = false): Read {
  if (typed.length > LONGEST) return UNREADABLE;
  const plain = typed
    .normalize("NFKC")
    .toLowerCase()
    .replace(WEEKDAY, " ")
    .split(/\s+/)
    .filter(Boolean)
    .join(" ");
  const parts = FORMS.map((form) => form.exec(plain)?.groups).find(Boolean);
  if (!parts) return UNREADABLE;
  const month = parts.name ? monthOf(parts.name) : Number(parts.month);
  const [first, last] =
    year === null || far ? [YEARS.first, YEARS.last] : [year - YEARS.before, year + YEARS.after];
  return dayOf(Number(parts.year ?? year ?? 0), month, Number(parts.day), first, last);
}

function monthOf(name: string): number {
  return MONTHS.findIndex((full) => full.startsWith(name)) + 1;
}

function dayOf(year: number, month: number, day: number, first: number, last: number): Read {
  if (!year || month < 1 || month > 12 || day < 1 || day > 31) return UNREADABLE;
  if (year < first || year > last) return { word: "day_outside", values: { first, last } };
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day > length) return { word: "day_missing", values: { month, year, length } };
  return { day: iso(new Date(Date.UTC(year, month - 1, day))) };
}

export function iso(date: Date): string {
  return date.toISOString().slice(0, 10);
}
