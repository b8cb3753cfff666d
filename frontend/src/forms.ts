import { csrfToken } from "./elements";

const LONGEST_WAIT = 20_000;

/** Small courtesies of forms: filters that act when chosen, and buttons that cannot be pressed twice. */
export function startForms(): void {
  document.addEventListener("change", (event) => {
    const field = event.target as Element;
    if (field.closest(".filter-menu.is-open")) return; // all at once, when the sheet is left
    field.closest<HTMLFormElement>("form[data-submit-on-change]")?.requestSubmit();
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented) return;
    if (form.classList.contains("is-busy")) return event.preventDefault();
    renewToken(form);
    if (form.hasAttribute("data-drop-empty")) dropEmpty(form);
    if (form.method === "post") setTimeout(() => busy(form, event.submitter));
  });
  addEventListener("pageshow", () =>
    document.querySelectorAll<HTMLFormElement>("form.is-busy").forEach(release),
  );
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-print]")) print();
    const copied = (event.target as Element).closest<HTMLElement>("[data-copy]");
    if (copied) void navigator.clipboard?.writeText(copied.dataset.copy ?? "");
  });
}

function renewToken(form: HTMLFormElement): void {
  const field = form.elements.namedItem("csrfmiddlewaretoken");
  if (field instanceof HTMLInputElement) field.value = csrfToken() || field.value;
}

/** Filters left open stay out of the address. */
function dropEmpty(form: HTMLFormElement): void {
  const blank = Array.from(form.elements).filter(
    (field) => "value" in field && field.value === "" && "name" in field,
  );
  blank.forEach((field) => ((field as HTMLInputElement).disabled = true));
  setTimeout(() => blank.forEach((field) => ((field as HTMLInputElement).disabled = false)));
}

/** Until the next page is there; where a file comes back instead, for a while. */
function busy(form: HTMLFormElement, pressed: HTMLElement | null): void {
  form.classList.add("is-busy");
  pressed?.setAttribute("aria-busy", "true");
  setTimeout(() => release(form), LONGEST_WAIT);
}

function release(form: HTMLFormElement): void {
  form.classList.remove("is-busy");
  form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
}
