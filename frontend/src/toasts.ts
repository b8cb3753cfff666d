import { make, parsed } from "./elements";
import { word } from "./words";

const READING_TIME = { good: 8000, bad: 30000 };

export type Tone = "info" | "success" | "warning" | "error";

export function toast(text: string, tone: Tone = "info", more: Element | null = null): void {
  const line = make("div", { class: `toast-line is-${tone}`, "data-toast": "" });
  const words = make("div", { class: "toast-text" }, text);
  if (more) words.append(document.importNode(more, true));
  line.append(words);
  line.append(
    make(
      "button",
      { type: "button", class: "toast-close", "data-close-toast": "", "aria-label": word("close") },
      "×",
    ),
  );
  show(line);
}

/** A refusal in the server's own words: the toast that it sent, else the marked sentence of its page. */
export function toastFromAnswer(html: string): void {
  const answer = parsed(html);
  const ready = answer.querySelector<HTMLElement>("[data-toast]");
  if (ready) return show(document.importNode(ready, true));
  const number = answer.querySelector("[data-request-number]");
  toast(answer.querySelector("[data-refusal]")?.textContent?.trim() || word("went_wrong"), "error", number);
}

/** What the page that came back had to say at its head. */
export function toastsFrom(answer: Document): void {
  answer
    .querySelectorAll<HTMLElement>("#toasts [data-toast]")
    .forEach((line) => show(document.importNode(line, true)));
}

function show(line: HTMLElement): void {
  document.getElementById("toasts")?.append(line);
  passAway(line);
}

function passAway(line: HTMLElement): void {
  const good = line.classList.contains("is-success") || line.classList.contains("is-info");
  setTimeout(() => line.remove(), good ? READING_TIME.good : READING_TIME.bad);
}

export function startToasts(): void {
  document.querySelectorAll<HTMLElement>("#toasts [data-toast]").forEach(passAway);
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-close-toast]")) {
      (event.target as Element).closest("[data-toast]")?.remove();
    }
  });
}
