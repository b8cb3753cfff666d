import {
  ClipboardModule,
  EditModule,
  ExportModule,
  FormatModule,
  FrozenColumnsModule,
  HistoryModule,
  InteractionModule,
  KeybindingsModule,
  ResizeColumnsModule,
  SelectRangeModule,
  Tabulator,
  type CellComponent,
  type RowComponent,
} from "tabulator-tables";
import "tabulator-tables/dist/css/tabulator_simple.min.css";
import "../styles/list-sheet.css";
import { ask } from "../dialogs";
import { make } from "../elements";
import { sourceOf } from "../islands";
import { Patience, sendTo, whatNow } from "../saving";
import { fill, word } from "../words";
import { blockOf, cellOf, sizeFor } from "./clipboard";
import { Changes, type Answer, type Row, type Sent } from "./sheet-changes";

type Column = {
  field: string;
  title: string;
  width: number;
  choices: string[];
  open: boolean;
  required: boolean;
  number: boolean;
};
type Source = {
  columns: Column[];
  rows: (Row & { seen: number })[];
  url: string;
  words: Record<string, string>;
};
type Reply = { rows?: Answer[]; reason?: string; changed?: string[] };

const PAUSE = 700;
const MOST_AT_ONCE = 500;

Tabulator.registerModule([
  ClipboardModule,
  EditModule,
  ExportModule,
  FormatModule,
  FrozenColumnsModule,
  HistoryModule,
  InteractionModule,
  KeybindingsModule,
  ResizeColumnsModule,
  SelectRangeModule,
]);

export function start(element: HTMLElement): void {
  const source = sourceOf<Source>(element);
  if (source && window.matchMedia("(min-width: 700px)").matches) new ListSheet(element, source);
}

/** A list as people know it from Excel. What is typed is sent at once; the server says what stands and what is wrong. */
class ListSheet {
  private readonly changes: Changes;
  private readonly table: Tabulator;
  private readonly state = make("span", { class: "sheet-state", role: "status" });
  private readonly wrong = make("ul", { class: "sheet-problems", "aria-live": "polite" });
  private readonly notice = make("div", { class: "notice is-error", role: "alert", hidden: "" });
  private timer = 0;
  private busy = false;
  private stopped = false;
  private count = 0;
  private readonly patience = new Patience();

  constructor(
    element: HTMLElement,
    private readonly source: Source,
  ) {
    this.changes = new Changes(
      source.columns.map((column) => column.field),
      source.rows,
    );
    const place = make("div", { class: "sheet-table" });
    element.append(this.tools(), this.notice, place, this.wrong);
    element.classList.add("is-alive");
    this.table = new Tabulator(place, this.options());
    if (!source.url) return;
    place.addEventListener("paste", (event) => this.paste(event), true);
    this.table.on("dataChanged", () => this.soon(PAUSE));
    window.addEventListener("beforeunload", (event) => {
      if (this.unsaved().length) event.preventDefault();
    });
  }

  private options(): Record<string, unknown> {
    const editable = Boolean(this.source.url);
    return {
      data: this.source.rows.map((row) => ({ ...row })),
      index: "key",
      maxHeight: "70vh",
      layout: "fitData",
      placeholder: this.said("none"),
      history: editable,
      selectableRange: 1,
      selectableRangeColumns: true,
      selectableRangeRows: true,
      selectableRangeClearCells: editable,
      selectableRangeClearCellsValue: "",
      editTriggerEvent: "dblclick",
      clipboard: "copy", // pasting is ours: Excel ends lines with CR LF and wraps cells in quotes
      clipboardCopyStyled: false,
      clipboardCopyConfig: { rowHeaders: false, columnHeaders: false },
      clipboardCopyRowRange: "range",
      columnDefaults: { resizable: "header" },
      rowHeader: {
        formatter: "rownum",
        field: "key",
        width: 52,
        resizable: false,
        hozAlign: "center",
        cssClass: "range-header-col",
        editor: false,
      },
      columns: this.source.columns.map((column) => this.column(column, editable)),
    };
  }

  private column(column: Column, editable: boolean): Record<string, unknown> {
    const choose = column.choices.length > 1;
    return {
      field: column.field,
      title: column.required ? `${column.title} *` : column.title,
      width: column.width,
      hozAlign: column.number ? "right" : "left",
      formatter: (cell: CellComponent) => this.drawn(cell),
      editor: editable ? (choose ? "list" : "input") : false,
      editorParams: choose
        ? {
            values: column.choices,
            autocomplete: true,
            freetext: column.open,
            listOnEmpty: true,
            itemFormatter: (label: string) => escaped(label),
          }
        : { selectContents: true },
    };
  }

  private drawn(cell: CellComponent): HTMLElement {
    this.mark(cell);
    return make("span", { class: "sheet-cell" }, String(cell.getValue() ?? ""));
  }

  /** A cell that is wrong says why. */
  private mark(cell: CellComponent): void {
    const problem = this.changes.problems.get(cell.getRow().getIndex())?.[cell.getField()];
    const element = cell.getElement();
    element.classList.toggle("is-wrong", Boolean(problem));
    element.toggleAttribute("aria-invalid", Boolean(problem));
    if (problem) element.title = problem;
    else element.removeAttribute("title");
  }

  /** Drawing the row anew would forget what can be taken back. */
  private markAll(row: RowComponent): void {
    for (const { field } of this.source.columns) {
      const cell = row.getCell(field);
      if (cell) this.mark(cell);
    }
  }

  private tools(): HTMLElement {
    const bar = make("div", { class: "toolbar" });
    if (!this.source.url) return bar;
    const button = (name: string, act: () => void): HTMLElement => {
      const made = make("button", { type: "button", class: "btn btn-sm" }, this.said(name));
      made.addEventListener("click", act);
      return made;
    };
    bar.append(
      button("add", () => void this.add(1)),
      button("delete", () => void this.remove()),
      button("undo", () => this.table.undo()),
      button("redo", () => this.table.redo()),
      this.state,
    );
    return bar;
  }

  private async add(count: number): Promise<void> {
    const rows = Array.from({ length: count }, () => ({ key: `new-${Date.now()}-${(this.count += 1)}` }));
    await this.table.addData(rows);
    const last = rows.at(-1);
    if (count === 1 && last) await this.table.scrollToRow(last.key, "bottom", false);
  }

  private paste(event: ClipboardEvent): void {
    if ((event.target as HTMLElement).closest("input, textarea")) return;
    const block = blockOf(event.clipboardData?.getData("text/plain") ?? "");
    event.preventDefault();
    event.stopPropagation();
    if (block.length) void this.put(block);
  }

  /** The block goes from the corner of the marked area on; where rows are missing, new ones come first. */
  private async put(block: string[][]): Promise<void> {
    const range = this.table.getRanges()[0];
    const fields = this.source.columns.map(({ field }) => field);
    const marked = range?.getColumns().map((column) => column.getField()) ?? [];
    const left = Math.max(0, fields.indexOf(marked.find((field) => fields.includes(field)) ?? ""));
    const top = Number(range?.getRows()[0]?.getPosition() ?? 1) - 1;
    const area = { rows: range?.getRows().length ?? 1, columns: marked.length || 1 };
    const size = sizeFor(block, area);
    const missing = top + size.rows - this.rows().length;
    if (missing > 0) await this.add(missing);
    for (const [down, row] of this.rows()
      .slice(top, top + size.rows)
      .entries()) {
      const cells = fields.slice(left, left + size.columns).map((field, across) => {
        return [field, cellOf(block, down, across)] as const;
      });
      const given = cells.filter((pair): pair is readonly [string, string] => pair[1] !== undefined);
      await row.update(Object.fromEntries(given));
    }
    this.soon(PAUSE);
  }

  private async remove(): Promise<void> {
    const rows = this.table.getRanges().flatMap((range) => range.getRows());
    const keys = [...new Set(rows.map((row) => row.getIndex()))];
    if (!keys.length || !(await ask(this.said("sure"), this.said("delete")))) return;
    const kept = keys.filter((key) => !this.changes.isNew(key));
    const gone = Object.fromEntries(kept.map((key) => [key, this.changes.seen(key)]));
    if (kept.length && !(await this.send({ save: [], delete: gone }))) return;
    keys.forEach((key) => this.changes.forget(key));
    await this.table.deleteRow(keys);
    this.table.clearHistory();
    this.tell();
  }

  private soon(pause: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), pause);
  }

  private async save(): Promise<void> {
    if (this.stopped || this.patience.holding) return;
    if (this.busy) return this.soon(PAUSE);
    const sent = this.changes.toSend(this.rows().map((row) => row.getData())).slice(0, MOST_AT_ONCE);
    if (!sent.length) return this.tell();
    this.busy = true;
    this.state.textContent = this.said("saving");
    const reply = await this.send({ save: sent, delete: {} });
    this.busy = false;
    for (const answer of reply?.rows ?? []) await this.receive(answer, sent);
    this.tell();
    if (reply) this.soon(PAUSE);
  }

  private async receive(answer: Answer, sent: Sent[]): Promise<void> {
    const row = this.table.getRow(answer.key);
    const asked = sent.find((one) => one.key === answer.key);
    if (!row || !asked) return;
    const fresh = this.changes.receive(answer, asked, row.getData());
    const mark = Object.keys(answer.problems).length ? answer.key : answer.mark;
    if (Object.keys(fresh).length || mark !== answer.key) await row.update({ ...fresh, key: mark });
    this.markAll(row);
  }

  private async send(body: { save: Sent[]; delete: Record<string, number> }): Promise<Reply | null> {
    const outcome = await sendTo<Reply>(this.source.url, JSON.stringify(body), {
      "Content-Type": "application/json",
    });
    if (outcome.kind === "saved") {
      this.patience.over();
      return outcome.said;
    }
    if (outcome.kind === "refused") return this.refuse(outcome.said);
    this.state.replaceChildren(...whatNow(outcome));
    this.patience.wait(outcome, () => void this.save());
    return null;
  }

  /** Somebody else was faster, or may not: nothing more is sent, nothing typed is lost. */
  private refuse(reply: Reply): null {
    this.stopped = true;
    const again = make("button", { type: "button", class: "btn btn-sm" }, this.said("reload"));
    again.addEventListener("click", () => location.reload());
    const words = [reply.reason ?? word("not_saved"), ...(reply.changed ?? [])];
    this.notice.replaceChildren(make("div", {}, ...words.map((text) => make("p", {}, text)), again));
    this.notice.hidden = false;
    return null;
  }

  private rows(): RowComponent[] {
    return this.table.getRows();
  }

  private unsaved(): RowComponent[] {
    return this.rows().filter((row) => this.changes.isDirty(row.getData()));
  }

  private tell(): void {
    for (const row of this.rows()) {
      if (this.changes.settle(row.getData())) this.markAll(row);
    }
    const titles = Object.fromEntries(this.source.columns.map(({ field, title }) => [field, title]));
    const open = this.unsaved().map((row) => ({ place: Number(row.getPosition()), key: row.getIndex() }));
    this.state.textContent = open.length
      ? fill(this.said("unsaved"), {
          n: open
            .map(({ place }) => place)
            .slice(0, 20)
            .join(", "),
        })
      : this.said("fine");
    const said = open.flatMap(({ place, key }) =>
      Object.entries(this.changes.problems.get(key) ?? {}).map(([field, text]) => {
        const link = make("button", { type: "button", class: "link-button" }, `${this.said("row")} ${place}`);
        link.addEventListener("click", () => void this.table.scrollToRow(key, "center", true));
        return make("li", {}, link, ` ${titles[field] ?? field}: ${text}`);
      }),
    );
    this.wrong.replaceChildren(...said.slice(0, 50));
  }

  private said(name: string): string {
    return this.source.words[name] ?? name;
  }
}

function escaped(text: string): string {
  return make("i", {}, text).innerHTML || "\u00a0";
}
