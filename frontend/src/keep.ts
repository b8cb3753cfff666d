import { fieldsOf, make, servedValue, valueOf, write, type Field } from "./elements";
import { word } from "./words";

/** What a person typed over what the server had written. */
export type Kept = Record<string, { was: string; now: string }>;
export type Entry = { fields: Kept; sent: boolean; at: number };

const PREFIX = "keep:";
const KEPT_FOR = 3 * 24 * 3600 * 1000;

/** What to put back: only where the server still says what it said when the person typed. */
export function toRestore(
  entry: Entry | null,
  served: Record<string, string>,
  now: number,
): Record<string, string> {
  if (!entry || entry.sent || now - entry.at > KEPT_FOR) return {};
  const back = Object.entries(entry.fields).filter(
    ([name, kept]) => served[name] === kept.was && kept.now !== kept.was,
  );
  return Object.fromEntries(back.map(([name, kept]) => [name, kept.now]));
}

/** On arrival: a sign-in, an error or a refused form means that nothing was saved; any other page means that it was. */
export function afterArrival(entry: Entry, page: string, now: number): Entry | null {
  if (now - entry.at > KEPT_FOR) return null;
  if (!entry.sent) return entry;
  return page === "page" ? null : { ...entry, sent: false };
}

export function startKeep(): void {
  const page = document.body.dataset.page ?? "page";
  for (const key of keptKeys())
    store(
      key,
      changed(read(key), (entry) => afterArrival(entry, page, Date.now())),
    );
  document.querySelectorAll<HTMLFormElement>("form[data-keep]").forEach(keep);
  document.addEventListener("htmx:load", (event) => {
    const part = event.target as HTMLElement;
    part.querySelectorAll<HTMLFormElement>("form[data-keep]").forEach(keep);
  });
  document.addEventListener("submit", (event) => {
    if ((event.target as HTMLElement).hasAttribute("data-signs-out"))
      keptKeys().forEach((key) => localStorage.removeItem(key));
  });
}

function keep(form: HTMLFormElement): void {
  if (form.dataset.kept) return;
  form.dataset.kept = "on";
  const key = keyOf(form);
  const served = Object.fromEntries(named(form).map((field) => [field.name, servedValue(field)]));
  const back = toRestore(read(key), served, Date.now());
  const fields = named(form).filter((field) => field.name in back);
  fields.forEach((field) => write(field, back[field.name] ?? ""));
  if (fields.length) sayRestored(form, fields);
  form.addEventListener("input", () => remember(form));
  form.addEventListener("change", () => remember(form));
  form.addEventListener("submit", () => markSent(form));
  form.addEventListener("htmx:afterRequest", (event) => {
    if ((event as CustomEvent<{ successful: boolean }>).detail.successful) forget(form);
    else
      store(
        key,
        changed(read(key), (entry) => ({ ...entry, sent: false })),
      );
  });
}

/** Radio buttons share a name, so they are kept by the server alone. */
function named(form: HTMLFormElement): Field[] {
  return fieldsOf(form).filter((field) => field.name && field.type !== "radio");
}

function remember(form: HTMLFormElement): void {
  const typed = named(form).filter((field) => valueOf(field) !== servedValue(field));
  const fields = Object.fromEntries(typed.map((f) => [f.name, { was: servedValue(f), now: valueOf(f) }]));
  store(keyOf(form), typed.length ? { fields, sent: false, at: Date.now() } : null);
}

function markSent(form: HTMLFormElement): void {
  store(
    keyOf(form),
    changed(read(keyOf(form)), (entry) => ({ ...entry, sent: true })),
  );
}

export function forget(form: HTMLFormElement): void {
  if (form.dataset.keep) localStorage.removeItem(keyOf(form));
}

function sayRestored(form: HTMLFormElement, fields: Field[]): void {
  const discard = make("button", { type: "button", class: "btn btn-sm" }, word("discard"));
  const notice = make("div", { class: "notice is-info", role: "status" }, word("restored"), discard);
  discard.addEventListener("click", () => {
    fields.forEach((field) => write(field, servedValue(field)));
    forget(form);
    notice.remove();
  });
  form.prepend(notice);
}

/** Who typed, in which form, sent to where: the address names the thing that the form is about. */
function keyOf(form: HTMLFormElement): string {
  const { pathname, search } = new URL(form.getAttribute("action") ?? "", location.href);
  return `${PREFIX}${document.body.dataset.user ?? ""}:${form.dataset.keep ?? ""}:${pathname}${search}`;
}

function keptKeys(): string[] {
  return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
}

function changed(entry: Entry | null, change: (entry: Entry) => Entry | null): Entry | null {
  return entry && change(entry);
}

function read(key: string): Entry | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as Entry | null;
  } catch {
    return null;
  }
}

function store(key: string, entry: Entry | null): void {
  if (entry) localStorage.setItem(key, JSON.stringify(entry));
  else localStorage.removeItem(key);
}
