/** The part of Tabulator that the sheet of a list uses; the package brings no types. */
declare module "tabulator-tables" {
  export type Values = Record<string, string | number>;

  export interface RowComponent {
    getData(): Values;
    getIndex(): string;
    getPosition(): number | false;
    getCell(field: string): CellComponent | false;
    update(values: Values): Promise<void>;
  }

  export interface CellComponent {
    getValue(): string | number | undefined;
    getField(): string;
    getElement(): HTMLElement;
    getRow(): RowComponent;
  }

  export interface RangeComponent {
    getRows(): RowComponent[];
    getColumns(): { getField(): string }[];
  }

  export type Options = Record<string, unknown>;

  export class Tabulator {
    constructor(element: HTMLElement, options: Options);
    static registerModule(modules: unknown): void;
    on(event: string, handler: (...values: never[]) => void): void;
    getRows(): RowComponent[];
    getRow(index: string): RowComponent | false;
    getRanges(): RangeComponent[];
    addData(rows: Values[], atTop?: boolean): Promise<RowComponent[]>;
    deleteRow(indexes: string[]): Promise<void>;
    scrollToRow(index: string, position?: string, ifVisible?: boolean): Promise<void>;
    undo(): boolean;
    redo(): boolean;
    clearHistory(): void;
  }

  export const ClipboardModule: unknown;
  export const EditModule: unknown;
  export const ExportModule: unknown;
  export const FormatModule: unknown;
  export const FrozenColumnsModule: unknown;
  export const HistoryModule: unknown;
  export const InteractionModule: unknown;
  export const KeybindingsModule: unknown;
  export const ResizeColumnsModule: unknown;
  export const SelectRangeModule: unknown;
}

declare module "tabulator-tables/dist/css/*";
