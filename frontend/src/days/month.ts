/** A month to choose a day from: arrows move by days, PageUp and PageDown by months, Esc gives the focus back. */
import "../styles/day-sheet.css";
import { make } from "../elements";
import { beside } from "../places";
import { fill, word } from "../words";
import {
  type Calendar,
  calendar,
  isWorked,
  later,
  monthsLater,
  PLAIN,
  said,
  weekdayOf,
  weeksOf,
  workdaysLater,
  written,
} from "./calendar";
import { readDay } from "./typed";

const AHEAD = [5, 10];

export class Month {
  private sheet: HTMLElement | null = null;
  private at = PLAIN.today;
  private known: Calendar = PLAIN;
  private leave = new AbortController();

  constructor(
    private readonly home: HTMLElement,
    private readonly input: HTMLInputElement,
    private readonly opener: HTMLElement,
  ) {}

  toggle(): void {
    if (this.sheet) this.close(true);
    else void this.open();
  }

  async open(): Promise<void> {
    if (this.sheet) return;
    this.known = await calendar();
    const read = readDay(this.input.value, Number(this.home.dataset.year) || null, true);
    this.at = "day" in read ? read.day : this.known.today;
    this.sheet = make("div", { class: "day-sheet", role: "dialog", "aria-label": word("choose_day") });
    this.sheet.addEventListener("keydown", (event) => this.press(event));
    this.sheet.addEventListener("click", (event) => this.click(event));
    this.home.append(this.sheet);
    this.opener.setAttribute("aria-expanded", "true");
    this.leave = beside(this.sheet, this.home, (back) => this.close(back));
    this.draw();
  }

  private close(back: boolean): void {
    this.leave.abort();
    this.sheet?.remove();
    this.sheet = null;
    this.opener.setAttribute("aria-expanded", "false");
    if (back) this.input.focus();
  }

  private draw(): void {
    const names = word("weekdays").split(" ");
    const heads = names.map((name) => make("th", { scope: "col", abbr: name }, name.replace(/^[周週]/, "")));
    const rows = weeksOf(this.at).map((week) =>
      make("tr", {}, ...week.map((day) => make("td", {}, this.button(day)))),
    );
    const shown = written(word("month"), this.at);
    this.sheet?.replaceChildren(
      make(
        "div",
        { class: "day-sheet-head" },
        step("month_before", "-1", "day-back"),
        make("strong", { "aria-live": "polite" }, shown),
        step("month_after", "1", "day-on"),
      ),
      make(
        "table",
        { role: "grid", "aria-label": shown },
        make("thead", {}, make("tr", {}, ...heads)),
        make("tbody", {}, ...rows),
      ),
      make("div", { class: "day-ahead" }, ...this.shortcuts()),
    );
    this.sheet?.querySelector<HTMLElement>("[tabindex='0']")?.focus();
  }

  private button(day: string): HTMLElement {
    const worked = isWorked(day, this.known);
    const unusual = worked === weekdayOf(day) >= 5;
    const kinds = { "is-off": !worked, "is-outside": day.slice(0, 7) !== this.at.slice(0, 7) };
    const about = [said(day), worked ? "" : word("day_off"), unusual && worked ? word("day_worked") : ""];
    const button = make(
      "button",
      {
        type: "button",
        "data-day": day,
        tabindex: day === this.at ? "0" : "-1",
        class: ["day-one", ...Object.entries(kinds).flatMap(([name, so]) => (so ? [name] : []))].join(" "),
        "aria-label": [...about, this.known.names[day] ?? ""].filter(Boolean).join(", "),
      },
      String(Number(day.slice(8))),
    );
    if (unusual) button.dataset.mark = word(worked ? "worked_mark" : "off_mark");
    if (this.known.names[day]) button.title = this.known.names[day];
    if (day === this.known.today) button.setAttribute("aria-current", "date");
    if (day === this.input.value) button.setAttribute("aria-pressed", "true");
    button.toggleAttribute("disabled", this.isTooLate(day));
    return button;
  }

  private shortcuts(): HTMLElement[] {
    const today = make("button", { type: "button", class: "btn btn-sm", "data-day": this.known.today });
    today.append(word("today"));
    const ahead = AHEAD.map((n) => {
      const day = workdaysLater(this.known.today, n, this.known);
      const label = fill(word("workdays_later"), { n });
      return make(
        "button",
        { type: "button", class: "btn btn-sm", "data-day": day, title: said(day) },
        label,
      );
    });
    return [today, ...ahead].filter((one) => !this.isTooLate(one.dataset.day ?? ""));
  }

  private isTooLate(day: string): boolean {
    const latest = this.input.dataset.latest;
    return Boolean(latest && day > latest);
  }

  private press(event: KeyboardEvent): void {
    const held = event.shiftKey ? 12 : 1;
    const to = {
      ArrowLeft: () => later(this.at, -1),
      ArrowRight: () => later(this.at, 1),
      ArrowUp: () => later(this.at, -7),
      ArrowDown: () => later(this.at, 7),
      PageUp: () => monthsLater(this.at, -held),
      PageDown: () => monthsLater(this.at, held),
      Home: () => later(this.at, -weekdayOf(this.at)),
      End: () => later(this.at, 6 - weekdayOf(this.at)),
    }[event.key];
    if (event.key === "Escape") this.close(true);
    else if (to && (event.target as Element).closest("td")) this.go(to());
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private go(day: string): void {
    if (this.isTooLate(day)) return;
    this.at = day;
    this.draw();
  }

  private click(event: MouseEvent): void {
    const pressed = (event.target as Element).closest<HTMLElement>("button");
    event.preventDefault();
    if (pressed?.dataset.months) {
      this.at = monthsLater(this.at, Number(pressed.dataset.months));
      this.draw();
      this.sheet?.querySelector<HTMLElement>(`[data-months="${pressed.dataset.months}"]`)?.focus();
    } else if (pressed?.dataset.day) {
      this.input.value = pressed.dataset.day;
      for (const kind of ["input", "change"]) this.input.dispatchEvent(new Event(kind, { bubbles: true }));
      this.close(true);
    }
  }
}

function step(name: string, months: string, looks: string): HTMLElement {
  return make("button", {
    type: "button",
    class: `day-step ${looks}`,
    "data-months": months,
    "aria-label": word(name),
  });
}
