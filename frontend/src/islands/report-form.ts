import { write } from "../elements";
import { word } from "../words";

type Typed = HTMLInputElement | HTMLSelectElement;
export type Demand = { why: boolean; decrease: boolean };

const GROUPED = /^[+-]?(?!0)\d{1,3}(,\d{3})+(\.\d+)?$/;

/** What a typed value asks for: a cause when it is behind what was expected, a reason when it is less than before. */
export function demanded(typed: number | null, last: number | null, expected: number | null): Demand {
  if (typed === null) return { why: false, decrease: false };
  return { why: expected !== null && typed < expected, decrease: last !== null && typed < last };
}

export function figure(text: string | undefined | null): number | null {
  const typed = (text ?? "").replaceAll("，", ",").trim();
  const plain = GROUPED.test(typed) ? typed.replaceAll(",", "") : typed;
  const value = Number(plain); // 1,5 may be two numbers: it is none here, and asked about by the server
  return plain === "" || Number.isNaN(value) ? null : value;
}

export function start(form: HTMLElement): void {
  form.querySelectorAll<HTMLElement>("[data-row]").forEach(follow);
  form.querySelectorAll<HTMLElement>("[data-no-change-all]").forEach((button) => {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      rowsOf(form).forEach((row) => isBlank(row) && keepLast(row));
      count(form);
    });
  });
  form.addEventListener("input", () => count(form));
  count(form);
}

function follow(row: HTMLElement): void {
  const field = valueField(row);
  if (!field) return;
  field.addEventListener("input", () => draw(row));
  field.addEventListener("change", () => draw(row));
  row.querySelector("[data-no-change]")?.addEventListener("click", (event) => {
    event.preventDefault();
    keepLast(row);
    nextField(row)?.focus();
  });
  draw(row);
}

function draw(row: HTMLElement): void {
  const typed = typedIn(row);
  const last = figure(row.dataset.last);
  const demand = demanded(typed, last, figure(row.dataset.expected));
  row.classList.toggle("is-behind", demand.why);
  row.classList.toggle("is-same", typed !== null && typed === last);
  row.classList.toggle("is-changed", typed !== null && typed !== last);
  reveal(row, "[data-why]", demand.why);
  reveal(row, "[data-decrease]", demand.decrease);
}

/** Never hides what somebody has written, or what the server complains about. */
function reveal(row: HTMLElement, selector: string, needed: boolean): void {
  row.querySelectorAll<HTMLElement>(selector).forEach((place) => {
    const fields = Array.from(
      place.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea"),
    );
    const written = fields.some(
      (field) => field.type !== "hidden" && field.type !== "radio" && field.value.trim() !== "",
    );
    place.hidden = !needed && !written && !place.querySelector("[aria-invalid]");
  });
}

function keepLast(row: HTMLElement): void {
  const field = valueField(row);
  if (field && row.dataset.last !== undefined) write(field, row.dataset.last);
}

function typedIn(row: HTMLElement): number | null {
  const field = valueField(row);
  if (field instanceof HTMLInputElement && field.type === "checkbox") return field.checked ? 1 : 0;
  return figure(field?.value);
}

function isBlank(row: HTMLElement): boolean {
  return typedIn(row) === null;
}

function valueField(row: HTMLElement): Typed | null {
  return row.querySelector<Typed>("[data-value]");
}

function rowsOf(form: HTMLElement): HTMLElement[] {
  return Array.from(form.querySelectorAll<HTMLElement>("[data-row]"));
}

function nextField(row: HTMLElement): Typed | null {
  const form = row.closest("form");
  const rows = form ? rowsOf(form) : [];
  const next = rows.slice(rows.indexOf(row) + 1).find(isBlank);
  return next ? valueField(next) : null;
}

function count(form: HTMLElement): void {
  const changed = form.querySelectorAll("[data-row].is-changed").length;
  form
    .querySelectorAll("[data-changed-count]")
    .forEach((place) => (place.textContent = word("changed_rows", { n: changed })));
}
