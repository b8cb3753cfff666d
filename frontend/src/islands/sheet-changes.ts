/** What has been typed and is not kept yet, row by row. Knows no table and no network. */
export type Cells = Record<string, string>;
export type Row = Cells & { key: string };
export type Sent = { key: string; seen: number; values: Cells };
export type Answer = {
  key: string;
  mark: string;
  seen: number;
  cells: Cells;
  problems: Record<string, string>;
  notes: Record<string, string>;
};
type Known = { seen: number; cells: Cells };

export class Changes {
  private readonly known = new Map<string, Known>();
  private readonly refused = new Map<string, string>();
  readonly problems = new Map<string, Record<string, string>>();

  constructor(
    private readonly fields: string[],
    rows: (Row & { seen: number })[],
  ) {
    for (const row of rows) this.known.set(row.key, { seen: Number(row.seen), cells: this.cellsOf(row) });
  }

  cellsOf(row: Record<string, unknown>): Cells {
    return Object.fromEntries(this.fields.map((field) => [field, String(row[field] ?? "")]));
  }

  isNew(key: string): boolean {
    return !this.known.has(key);
  }

  seen(key: string): number {
    return this.known.get(key)?.seen ?? 0;
  }

  /** The cells of a row that differ from what is kept. */
  changed(row: Record<string, unknown>): Cells {
    const kept = this.known.get(String(row.key))?.cells ?? {};
    const now = this.cellsOf(row);
    return Object.fromEntries(
      this.fields
        .filter((field) => now[field] !== (kept[field] ?? ""))
        .map((field) => [field, now[field] ?? ""]),
    );
  }

  /** What has to be sent. A row that was refused goes again only when it has been changed since. */
  toSend(rows: Record<string, unknown>[]): Sent[] {
    return rows
      .map((row) => ({ key: String(row.key), seen: this.seen(String(row.key)), values: this.changed(row) }))
      .filter((row) => Object.keys(row.values).length > 0)
      .filter((row) => this.refused.get(row.key) !== JSON.stringify(row.values));
  }

  isDirty(row: Record<string, unknown>): boolean {
    return Object.keys(this.changed(row)).length > 0;
  }

  /** Takes in what the server says of a row; gives the cells that are to be drawn anew. */
  receive(answer: Answer, sent: Sent, now: Record<string, unknown>): Cells {
    if (Object.keys(answer.problems).length) {
      this.refused.set(answer.key, JSON.stringify(sent.values));
      this.problems.set(answer.key, answer.problems);
      return {};
    }
    this.refused.delete(answer.key);
    this.problems.delete(answer.key);
    this.known.delete(answer.key);
    this.known.set(answer.mark, { seen: answer.seen, cells: answer.cells });
    const typed = this.cellsOf(now);
    const before = (field: string): string => sent.values[field] ?? typed[field] ?? "";
    return Object.fromEntries(
      this.fields
        .filter((field) => typed[field] === before(field) && typed[field] !== answer.cells[field])
        .map((field) => [field, answer.cells[field] ?? ""]),
    );
  }

  /** A row that says again what is kept is no longer wrong. */
  settle(row: Record<string, unknown>): boolean {
    const key = String(row.key);
    if (this.isDirty(row)) return false;
    this.refused.delete(key);
    return this.problems.delete(key);
  }

  forget(key: string): void {
    this.known.delete(key);
    this.refused.delete(key);
    this.problems.delete(key);
  }
}
