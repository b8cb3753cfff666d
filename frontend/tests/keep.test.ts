import { describe, expect, test } from "vitest";
import { afterArrival, toRestore, type Entry } from "../src/keep";

const NOW = 1_000_000_000;
const entry = (more: Partial<Entry> = {}): Entry => ({
  fields: { cause: { was: "", now: "rain" } },
  sent: false,
  at: NOW,
  ...more,
});

describe("kept text", () => {
  test("comes back where the server still says what it said", () => {
    expect(toRestore(entry(), { cause: "" }, NOW)).toEqual({ cause: "rain" });
  });

  test("stays away where a colleague has written meanwhile", () => {
    expect(toRestore(entry(), { cause: "snow" }, NOW)).toEqual({});
  });

  test("stays away when it has been sent, and when it is old", () => {
    expect(toRestore(entry({ sent: true }), { cause: "" }, NOW)).toEqual({});
    expect(toRestore(entry(), { cause: "" }, NOW + 4 * 24 * 3600 * 1000)).toEqual({});
  });

  test("is forgotten on the page after a submission", () => {
    expect(afterArrival(entry({ sent: true }), "page", NOW)).toBeNull();
  });

  test("is kept when the submission ended on the sign-in page, an error or the form with what is wrong in it", () => {
    expect(afterArrival(entry({ sent: true }), "refused", NOW)?.sent).toBe(false);
    expect(afterArrival(entry({ sent: true }), "sign-in", NOW)?.sent).toBe(false);
    expect(afterArrival(entry({ sent: true }), "error", NOW)?.sent).toBe(false);
  });
});
