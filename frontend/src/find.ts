/** The field in the top bar finds everything: a list below it, for the keyboard first. Without script it is a form. */
import { make, parsed } from "./elements";

const PAUSE = 120;

let waiting = 0;
let asked: AbortController | null = null;

export function startFind(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-find]");
  const field = form?.querySelector<HTMLInputElement>("input[type=search]");
  if (!form || !field) return;
  const list = make("div", { class: "found-list", id: "found-list", hidden: "" });
  form.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-expanded": "false",
    "aria-controls": "found-list",
    "aria-autocomplete": "list",
  }))
    field.setAttribute(name, value);
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(() => void look(form, field, list), PAUSE);
  });
  field.addEventListener("focus", () => show(field, list, list.childElementCount > 0));
  field.addEventListener("keydown", (event) => press(event, field, list));
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target as Node)) show(field, list, false);
  });
}

export function focusFind(): boolean {
  const field = document.querySelector<HTMLInputElement>("form[data-find] input[type=search]");
  field?.focus();
  field?.select();
  return field !== null;
}

async function look(form: HTMLFormElement, field: HTMLInputElement, list: HTMLElement): Promise<void> {
  asked?.abort();
  const typed = field.value.trim();
  if (!typed) {
    list.replaceChildren();
    return show(field, list, false);
  }
  asked = new AbortController();
  const address = `${form.action}?${new URLSearchParams({ q: typed })}`;
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, signal: asked.signal });
    const found = answer.ok ? parsed(await answer.text()).querySelector(".found") : null;
    if (!found || field.value.trim() !== typed) return;
    list.replaceChildren(document.importNode(found, true));
    list.querySelectorAll("[role=option]").forEach((row, place) => {
      row.id = `found-${place}`;
      row.setAttribute("tabindex", "-1");
    });
    show(field, list, true);
    mark(field, list, 0);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

function press(event: KeyboardEvent, field: HTMLInputElement, list: HTMLElement): void {
  const rows = rowsIn(list);
  const at = rows.findIndex((row) => row.ariaSelected === "true");
  if (event.key === "Escape" && !list.hidden) show(field, list, false);
  else if (list.hidden || rows.length === 0) return;
  else if (event.key === "ArrowDown") mark(field, list, (at + 1) % rows.length);
  else if (event.key === "ArrowUp") mark(field, list, (at - 1 + rows.length) % rows.length);
  else if (event.key === "Enter" && at >= 0) rows[at]?.click();
  else return;
  event.preventDefault();
}

function rowsIn(list: HTMLElement): HTMLAnchorElement[] {
  return Array.from(list.querySelectorAll<HTMLAnchorElement>("[role=option]"));
}

function mark(field: HTMLInputElement, list: HTMLElement, at: number): void {
  rowsIn(list).forEach((row, place) => (row.ariaSelected = String(place === at)));
  const row = rowsIn(list)[at];
  row?.scrollIntoView({ block: "nearest" });
  if (row) field.setAttribute("aria-activedescendant", row.id);
  else field.removeAttribute("aria-activedescendant");
}

function show(field: HTMLInputElement, list: HTMLElement, shown: boolean): void {
  list.hidden = !shown;
  field.setAttribute("aria-expanded", String(shown));
}
