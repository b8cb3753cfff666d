/** Beside an open row a list is narrower: columns fall away until the rest fits, what matters least first. */
const FIRST = [".is-minor", ".clip"]; // what has a second line, what is cut already; then all others from the end

export function fit(table: HTMLTableElement | null): void {
  const sheet = table?.closest<HTMLElement>(".sheet");
  if (!table || !sheet) return;
  widen(table);
  for (const place of order(table)) {
    if (sheet.scrollWidth <= sheet.clientWidth) return;
    column(table, place).forEach((cell) => (cell.hidden = true));
  }
}

export function widen(table: ParentNode | null): void {
  table?.querySelectorAll<HTMLElement>(":is(th, td)[hidden]").forEach((cell) => (cell.hidden = false));
}

/** The places of the columns in the order in which they go; the first one names the row and stays. */
function order(table: HTMLTableElement): number[] {
  const cells = Array.from(rowsOf(table)[1]?.cells ?? []).slice(1);
  const from = (kind: string) => cells.filter((cell) => cell.matches(kind)).reverse();
  const gone = new Set([...FIRST.flatMap(from), ...[...cells].reverse()]);
  return [...gone].map((cell) => cell.cellIndex);
}

function column(table: HTMLTableElement, place: number): HTMLTableCellElement[] {
  return rowsOf(table).flatMap((row) => row.cells[place] ?? []);
}

/** The head and the rows of things; the head of a group spans them. */
function rowsOf(table: HTMLTableElement): HTMLTableRowElement[] {
  const rows = Array.from(table.rows);
  return rows.filter((row) => row.cells.length === rows[0]?.cells.length);
}
