/** A block of cells as it lies in the clipboard, and where it goes. Knows no table. */

const WRAPPED = /[\n\t"]/;

/** Excel ends every line with CR LF, the last one too, and wraps a cell with a line break in quotes. */
export function blockOf(text: string): string[][] {
  const plain = text.replace(/\r\n?/g, "\n");
  const whole = plain.endsWith("\n") ? plain.slice(0, -1) : plain;
  if (!whole) return [];
  const rows: string[][] = [[]];
  let at = 0;
  for (;;) {
    const { cell, end } = cellAt(whole, at);
    rows.at(-1)?.push(cell);
    if (end >= whole.length) return rows;
    if (whole[end] === "\n") rows.push([]);
    at = end + 1;
  }
}

function cellAt(text: string, start: number): { cell: string; end: number } {
  if (text[start] === '"') {
    const closing = /"(?:[^"]|"")*"(?=[\t\n]|$)/y;
    closing.lastIndex = start;
    const found = closing.exec(text)?.[0];
    const inner = found?.slice(1, -1);
    if (found && inner !== undefined && WRAPPED.test(inner))
      return { cell: inner.replaceAll('""', '"'), end: start + found.length };
  }
  const rest = /[^\t\n]*/y;
  rest.lastIndex = start;
  const cell = rest.exec(text)?.[0] ?? "";
  return { cell, end: start + cell.length };
}

/** A block fills a marked area whose sides are multiples of its own; else it is put down once, from the corner on. */
export function sizeFor(
  block: string[][],
  marked: { rows: number; columns: number },
): { rows: number; columns: number } {
  const own = { rows: block.length, columns: Math.max(...block.map((row) => row.length)) };
  const fits = marked.rows % own.rows === 0 && marked.columns % own.columns === 0;
  return fits ? marked : own;
}

export function cellOf(block: string[][], row: number, column: number): string | undefined {
  const line = block[row % block.length] ?? [];
  const width = Math.max(...block.map((one) => one.length));
  return line[column % width];
}
