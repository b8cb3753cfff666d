import { describe, expect, it } from "vitest";
import { blockOf, cellOf, sizeFor } from "../src/islands/clipboard";

describe("a block from the clipboard", () => {
  it("of two lines as Excel puts it there, CR LF and the last one ended, is two cells and no third", () => {
    expect(blockOf("甲\r\n乙\r\n")).toEqual([["甲"], ["乙"]]);
  });

  it("keeps empty cells, and empty lines that are meant", () => {
    expect(blockOf("a\t\tb\r\n\r\nc\r\n")).toEqual([["a", "", "b"], [""], ["c"]]);
    expect(blockOf("")).toEqual([]);
  });

  it("keeps a cell with a line break, a tab or quotes as one cell", () => {
    expect(blockOf('"第一行\n第二行"\t乙\r\n')).toEqual([["第一行\n第二行", "乙"]]);
    expect(blockOf('"含""引号""的\t话"\r\n丙')).toEqual([['含"引号"的\t话'], ["丙"]]);
  });

  it("leaves quotes alone that are no wrapping", () => {
    expect(blockOf('"十五五"规划\t5"管')).toEqual([['"十五五"规划', '5"管']]);
    expect(blockOf('"十五五"')).toEqual([['"十五五"']]);
    expect(blockOf('"没有结束\t乙')).toEqual([['"没有结束', "乙"]]);
  });

  it("fills a marked area of a multiple of its size, and is put down once elsewhere", () => {
    const block = [["1", "2"]];

    expect(sizeFor(block, { rows: 3, columns: 2 })).toEqual({ rows: 3, columns: 2 });
    expect(sizeFor(block, { rows: 1, columns: 1 })).toEqual({ rows: 1, columns: 2 });
    expect([cellOf(block, 2, 0), cellOf([["1"], ["2", "3"]], 0, 1)]).toEqual(["1", undefined]);
  });

  it("of a thousand lines that begin with a quote is read in one go", () => {
    expect(blockOf('"x\t'.repeat(20_000))).toHaveLength(1);
  });
});
