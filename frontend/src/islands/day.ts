/** The field of a day: reads what is typed, says it again with its weekday, and opens a month. */
import { said } from "../days/calendar";
import { Month } from "../days/month";
import { readDay } from "../days/typed";
import { make } from "../elements";
import { word } from "../words";

export function start(element: HTMLElement): void {
  const input = element.querySelector<HTMLInputElement>("input");
  const open = element.querySelector<HTMLElement>(".day-open");
  if (!input || !open) return;
  const month = new Month(element, input, open);
  open.addEventListener("click", () => month.toggle());
  element.addEventListener("change", (event) => settle(event, element, input), { capture: true });
  input.addEventListener("input", () => {
    show(element, input);
    if (input.validationMessage && !wrongIn(element, input)) complain(element, input, "");
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    month.open();
  });
  addEventListener("pageshow", () => arrive(element, input)); // the browser puts back what was typed
  arrive(element, input); // and so may our own memory, before this island landed
}

/** What was put back and is no day is marked as it was when it was typed; what the server marked stays as it is. */
function arrive(element: HTMLElement, input: HTMLInputElement): void {
  show(element, input);
  if (input.value !== input.defaultValue) complain(element, input, wrongIn(element, input));
}

/** What was typed becomes the day as fields hold it; what is none stops here, with its sentence. */
function settle(event: Event, element: HTMLElement, input: HTMLInputElement): void {
  if (event.target !== input) return;
  const read = readOf(element, input);
  const wrong = wrongIn(element, input);
  if (read && "day" in read) input.value = read.day;
  complain(element, input, wrong);
  show(element, input);
  if (wrong) event.stopImmediatePropagation();
}

function readOf(element: HTMLElement, input: HTMLInputElement): ReturnType<typeof readDay> | null {
  const year = Number(element.dataset.year) || null;
  return input.value.trim() ? readDay(input.value, year, "far" in input.dataset) : null;
}

function wrongIn(element: HTMLElement, input: HTMLInputElement): string {
  const read = readOf(element, input);
  return read && !("day" in read) ? word(read.word, read.values) : "";
}

function show(element: HTMLElement, input: HTMLInputElement): void {
  const read = readOf(element, input);
  const place = element.querySelector(".day-said");
  if (place) place.textContent = read && "day" in read ? said(read.day) : "";
}

/** Beside the field, where the server would say it too. */
function complain(element: HTMLElement, input: HTMLInputElement, wrong: string): void {
  input.setCustomValidity(wrong);
  if (wrong) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  const named = input.getAttribute("aria-describedby")?.split(" ").at(-1);
  let place = (named && document.getElementById(named)) || element.querySelector(".day-wrong");
  if (!place && wrong) {
    place = make("span", { class: "day-wrong field-error", role: "alert" });
    element.append(place);
  }
  place?.replaceChildren(...(wrong ? [make("span", {}, wrong)] : []));
}
