import { expect, test } from "vitest";
import { addressWith } from "../src/islands/columns";
import { heightOf, limits, weeks } from "../src/islands/gantt-option";
import { nextRow } from "../src/islands/rows";
import { objection } from "../src/islands/upload";
import { fill } from "../src/words";

test("words take their values", () => {
  expect(fill("{name}: at most {limit}", { name: "a.pdf", limit: "2 MB" })).toBe("a.pdf: at most 2 MB");
});

test("the chosen columns stand in the address as one list", () => {
  expect(addressWith("http://x/w/?cols=a&cols=b&q=1", "cols", "a,c")).toBe("http://x/w/?q=1&cols=a%2Cc");
});

test("walking through rows stops at both ends", () => {
  expect([nextRow(-1, 1, 3), nextRow(-1, -1, 3), nextRow(2, 1, 3), nextRow(0, -1, 3)]).toEqual([0, 2, 2, 0]);
});

test("a file is refused before it is sent", () => {
  const limits = { maxBytes: 100, kinds: [".pdf"] };
  expect(objection({ name: "A.PDF", size: 99 }, limits)).toBeNull();
  expect(objection({ name: "a.pdf", size: 101 }, limits)).toBe("too_big");
  expect(objection({ name: "a.exe", size: 1 }, limits)).toBe("wrong_kind");
});

test("a drawing of steps is as high as its rows and has days of air on both sides", () => {
  const step = { from: "2026-10-01", to: "2026-10-05", done: null, state: "open", critical: false, slack: 0 };
  const drawing = { today: "2026-10-03", states: [], rows: [{ label: "", ...step }] };
  const { min, max } = limits(drawing);
  expect(heightOf(drawing)).toBeGreaterThan(80);
  expect((max - min) / 86_400_000).toBe(9);
});

test("the ticks of a plan are Mondays, each as far from the next", () => {
  const at = (day: string) => new Date(`${day}T00:00:00`).getTime();
  const ticks = weeks({ min: at("2026-10-08"), max: at("2026-11-15") });
  expect(ticks).toEqual(["2026-10-12", "2026-10-19", "2026-10-26", "2026-11-02", "2026-11-09"].map(at));
  expect(weeks({ min: at("2026-01-01"), max: at("2026-12-31") }).length).toBeLessThanOrEqual(12);
});
