/** A list to choose from that is searched by typing: name, code, initials. Several chosen ones stand before it as chips. */
import "../styles/choosers.css";
import { make } from "../elements";
import { beside, put } from "../places";
import { word } from "../words";
import { type Choice, meant } from "./matching";

const MOST_SHOWN = 100;
let number = 0;

export function choose(list: HTMLSelectElement): void {
  if (!list.dataset.chooser) new Combobox(list).start();
}

class Combobox {
  private readonly home = make("span", { class: "combo" });
  private readonly field: HTMLInputElement;
  private readonly found: HTMLElement;
  private readonly choices: Choice[];
  private readonly nothing: HTMLOptionElement | undefined;
  private typed = false;
  private at = 0;
  private leave: AbortController | null = null;

  constructor(private readonly list: HTMLSelectElement) {
    number += 1;
    const id = `combo-${number}`;
    this.nothing = Array.from(list.options).find((option) => option.value === "");
    this.choices = Array.from(list.options)
      .filter((option) => option.value !== "" || list.multiple)
      .map((option) => ({
        value: option.value,
        label: option.label.trim(),
        keys: option.dataset.keys ?? "",
      }));
    this.field = make("input", {
      type: "text",
      class: "form-control combo-field",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": id,
      "aria-label": nameOf(list),
      placeholder: this.nothing?.label.trim() ?? word("choose_by_typing"),
    });
    for (const name of ["aria-describedby", "aria-invalid"])
      if (list.hasAttribute(name)) this.field.setAttribute(name, list.getAttribute(name) ?? "");
    this.found = make("ul", { class: "combo-list", role: "listbox", id, hidden: "" });
    this.found.setAttribute("aria-label", nameOf(list));
    if (list.multiple) this.found.setAttribute("aria-multiselectable", "true");
  }

  start(): void {
    const { list, home, field } = this;
    list.dataset.chooser = "on";
    list.replaceWith(home);
    if (list.multiple) home.classList.add("combo-many");
    list.classList.add("visually-hidden");
    list.tabIndex = -1;
    list.setAttribute("aria-hidden", "true");
    home.append(field, this.found, list);
    list.addEventListener("focus", () => field.focus());
    for (const kind of ["input", "change"]) list.addEventListener(kind, () => this.show());
    list.form?.addEventListener("reset", () => setTimeout(() => this.show()));
    addEventListener("pageshow", () => this.show());
    field.addEventListener("focus", () => field.select());
    field.addEventListener("click", () => this.open());
    field.addEventListener("input", (event) => {
      event.stopPropagation();
      this.typed = true;
      this.at = 0;
      this.open();
      this.draw();
    });
    field.addEventListener("change", (event) => event.stopPropagation());
    field.addEventListener("keydown", (event) => this.press(event));
    field.addEventListener("blur", () => this.settle());
    this.found.addEventListener("pointerdown", (event) => event.preventDefault());
    this.found.addEventListener("click", (event) => {
      event.preventDefault();
      const row = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (row) this.take(row.dataset.value ?? "");
    });
    this.show();
  }

  /** What is chosen, in the field or as chips before it. */
  private show(): void {
    if (!this.list.multiple) {
      this.field.value = this.chosenLabel();
      return;
    }
    this.home.querySelectorAll(".chip").forEach((chip) => chip.remove());
    this.field.before(...Array.from(this.list.selectedOptions).map((option) => this.chip(option)));
  }

  private chip(option: HTMLOptionElement): HTMLElement {
    const label = option.label.trim();
    const chip = make("button", {
      type: "button",
      class: "chip",
      "aria-label": word("take_off", { name: label }),
    });
    chip.append(label, make("span", { class: "chip-off", "aria-hidden": "true" }));
    chip.addEventListener("click", () => {
      this.toggle(option.value, false);
      this.field.focus();
    });
    return chip;
  }

  private chosenLabel(): string {
    const option = this.list.selectedOptions[0];
    return option?.value ? option.label.trim() : "";
  }

  private matches(): Choice[] {
    return meant(this.choices, this.typed ? this.field.value : "");
  }

  private open(): void {
    if (!this.found.hidden) return;
    if (!this.typed)
      this.at = Math.max(
        0,
        this.choices.findIndex((one) => one.value === this.list.value),
      );
    this.found.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.draw();
    this.leave = beside(this.found, this.home, () => this.close());
  }

  private close(): void {
    this.leave?.abort();
    this.found.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  private draw(): void {
    const found = this.matches();
    this.found.style.minWidth = `${this.home.offsetWidth}px`;
    const shown = found.slice(0, MOST_SHOWN);
    const chosen = new Set(Array.from(this.list.selectedOptions, (option) => option.value));
    const rows = shown.map((one, at) =>
      make(
        "li",
        {
          role: "option",
          id: `${this.found.id}-${at}`,
          "data-value": one.value,
          "aria-selected": String(chosen.has(one.value)),
        },
        one.label,
      ),
    );
    const left = found.length - shown.length;
    const note = found.length === 0 ? word("nothing_matches") : left ? word("more_choices", { n: left }) : "";
    this.found.replaceChildren(...rows);
    if (note) this.found.append(make("li", { class: "combo-note", role: "presentation" }, note));
    this.mark(Math.min(this.at, shown.length - 1));
    put(this.found, this.home);
  }

  private mark(at: number): void {
    this.at = Math.max(0, at);
    const rows = this.found.querySelectorAll<HTMLElement>("[role=option]");
    rows.forEach((row, place) => row.classList.toggle("is-at", place === this.at));
    const row = rows[this.at];
    if (row) this.field.setAttribute("aria-activedescendant", row.id);
    else this.field.removeAttribute("aria-activedescendant");
    row?.scrollIntoView({ block: "nearest" });
  }

  private press(event: KeyboardEvent): void {
    const open = !this.found.hidden;
    const last = this.found.querySelectorAll("[role=option]").length - 1;
    if (event.isComposing || event.altKey || event.metaKey) return;
    if (event.key === "ArrowDown") open ? this.mark(this.at >= last ? 0 : this.at + 1) : this.open();
    else if (event.key === "ArrowUp") open ? this.mark(this.at <= 0 ? last : this.at - 1) : this.open();
    else if (event.key === "PageDown" && open) this.mark(Math.min(last, this.at + 8));
    else if (event.key === "PageUp" && open) this.mark(this.at - 8);
    else if (event.key === "Enter") open ? this.takeMarked() : this.open();
    else if (event.key === "Escape" && open) this.settle();
    else if (event.key === "Backspace" && this.list.multiple && !this.field.value) return this.takeOffLast();
    else return this.passBy(event);
    event.preventDefault();
    event.stopPropagation();
  }

  /** Tab takes what is marked when something has been typed. */
  private passBy(event: KeyboardEvent): void {
    if (event.key === "Tab" && !this.found.hidden && this.typed && this.field.value.trim()) this.takeMarked();
  }

  private takeMarked(): void {
    const row = this.found.querySelectorAll<HTMLElement>("[role=option]")[this.at];
    if (row) this.take(row.dataset.value ?? "");
  }

  private take(value: string): void {
    this.typed = false;
    if (this.list.multiple) {
      this.field.value = "";
      this.toggle(value, !this.optionOf(value)?.selected);
      return this.draw();
    }
    this.list.value = value;
    this.tell();
    this.close();
    this.field.select();
  }

  private toggle(value: string, chosen: boolean): void {
    const option = this.optionOf(value);
    if (option) option.selected = chosen;
    this.tell();
  }

  private takeOffLast(): void {
    const last = Array.from(this.list.selectedOptions).at(-1);
    if (last) this.toggle(last.value, false);
  }

  private optionOf(value: string): HTMLOptionElement | undefined {
    return Array.from(this.list.options).find((option) => option.value === value);
  }

  private tell(): void {
    for (const kind of ["input", "change"]) this.list.dispatchEvent(new Event(kind, { bubbles: true }));
  }

  /** An emptied field chooses nothing, where that may be; anything else unfinished is dropped. */
  private settle(): void {
    this.close();
    const emptied = this.typed && this.field.value.trim() === "" && this.nothing && !this.list.multiple;
    this.typed = false;
    if (emptied && this.list.value !== "") {
      this.list.value = "";
      this.tell();
    }
    if (this.list.multiple) this.field.value = "";
    else this.field.value = this.chosenLabel();
  }
}

function nameOf(list: HTMLSelectElement): string {
  const label = list.labels[0];
  if (list.ariaLabel || !label) return list.ariaLabel ?? "";
  const own = label.cloneNode(true) as HTMLElement;
  own.querySelectorAll("select, .optional").forEach((one) => one.remove());
  return own.textContent.trim();
}
