/** The side bar: folded to its icons where there is room for it, a drawer where there is none. */
const WIDE = "(min-width: 992px)";

export function startNavigation(): void {
  const buttons = document.querySelectorAll<HTMLElement>("[data-open-nav]");
  buttons.forEach((button) => button.addEventListener("click", () => turn(button)));
  document.querySelector("[data-close-nav]")?.addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  say();
}

function turn(button: HTMLElement): void {
  const root = document.documentElement;
  if (matchMedia(WIDE).matches) {
    if (root.dataset.nav === "folded") delete root.dataset.nav;
    else root.dataset.nav = "folded";
    localStorage.setItem("nav", root.dataset.nav ?? "open");
    say();
  } else if (document.body.dataset.drawer) close();
  else open(button);
}

function open(button: HTMLElement): void {
  document.body.dataset.drawer = "open";
  opener = button;
  say();
  document.querySelector<HTMLElement>("#nav a")?.focus();
}

let opener: HTMLElement | null = null;

function close(): void {
  if (!document.body.dataset.drawer) return;
  delete document.body.dataset.drawer;
  say();
  opener?.focus();
}

function say(): void {
  const shown = matchMedia(WIDE).matches
    ? document.documentElement.dataset.nav !== "folded"
    : document.body.dataset.drawer === "open";
  document
    .querySelectorAll("[data-open-nav]")
    .forEach((button) => button.setAttribute("aria-expanded", String(shown)));
}
