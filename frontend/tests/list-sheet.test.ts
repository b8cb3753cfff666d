import { describe, expect, it } from "vitest";
import { Changes, type Answer } from "../src/islands/sheet-changes";

const ROW = { key: "k1", seen: 3, name: "甲", due_on: "2026-09-30" } as never;
const changes = (): Changes => new Changes(["name", "due_on"], [ROW]);
const answer = (more: Partial<Answer>): Answer => ({
  key: "k1",
  mark: "k1",
  seen: 4,
  cells: {},
  problems: {},
  notes: {},
  ...more,
});

describe("what is typed into the sheet", () => {
  it("is sent with the version that was seen, only the cells that changed", () => {
    const sent = changes().toSend([
      { key: "k1", name: "甲", due_on: "10月" },
      { key: "new-1", name: "乙" },
    ]);

    expect(sent).toEqual([
      { key: "k1", seen: 3, values: { due_on: "10月" } },
      { key: "new-1", seen: 0, values: { name: "乙" } },
    ]);
  });

  it("is drawn as the server understood it, unless it has been typed over meanwhile", () => {
    const kept = changes();
    const sent = { key: "k1", seen: 3, values: { due_on: "10月" } };
    const said = answer({ cells: { name: "甲", due_on: "2026-10-31" } });

    expect(kept.receive(said, sent, { key: "k1", name: "甲", due_on: "10月" })).toEqual({
      due_on: "2026-10-31",
    });
    expect(changes().receive(said, sent, { key: "k1", name: "甲", due_on: "11月" })).toEqual({});
    expect(kept.seen("k1")).toBe(4);
  });

  it("is not sent again while it is wrong and nobody has changed it", () => {
    const kept = changes();
    const row = { key: "k1", name: "甲", due_on: "月底" };
    const [sent] = kept.toSend([row]);
    kept.receive(answer({ problems: { due_on: "不是一天" } }), sent!, row);

    expect(kept.toSend([row])).toEqual([]);
    expect(kept.isDirty(row)).toBe(true);
    expect(kept.toSend([{ ...row, due_on: "9月底" }])).toHaveLength(1);
  });

  it("gives a new row its own mark", () => {
    const kept = changes();
    const said = answer({ key: "new-1", mark: "k9", seen: 1, cells: { name: "乙", due_on: "2026-10-31" } });
    kept.receive(said, { key: "new-1", seen: 0, values: { name: "乙" } }, { key: "new-1", name: "乙" });

    expect(kept.seen("k9")).toBe(1);
    expect(kept.isNew("new-1")).toBe(true);
  });
});
