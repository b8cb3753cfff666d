/** On a wide window a row opens beside its list: the address is the row's, the back button closes it, the focus returns.
 * Everywhere else, with a key held, and without script it is a plain link. */
import { enhance } from "./choosers";
import { isSignIn, make, parsed } from "./elements";
import { land } from "./islands";
import { watchSheets } from "./sheets";
import { word } from "./words";

const WIDE = "(width >= 1760px)";
const LINKS = "[data-beside] tbody a[href]:not(.quiet-link)";
const NOT_SHOWN = ".place-tabs, .tabs, .crumbs, .demo-banner";

type Opened = { panel: HTMLElement; link: HTMLAnchorElement; title: string };
let opened: Opened | null = null;

export function startDetail(): void {
  if (!document.querySelector("[data-beside]")) return;
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>(LINKS);
    if (!link || event.defaultPrevented || !isPlain(event) || !matchMedia(WIDE).matches) return;
    event.preventDefault();
    void open(link, opened !== null);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opened && !event.defaultPrevented) history.back();
  });
  addEventListener("popstate", (event) => {
    const { beside } = (event.state ?? {}) as { beside?: string };
    const link = beside ? linkTo(beside) : null;
    if (!opened && !link) return;
    event.stopImmediatePropagation(); // the list behind is as it was: nothing is asked for anew
    if (link) void open(link, null);
    else close();
  });
  matchMedia(WIDE).addEventListener("change", () => opened && location.reload());
}

function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

function linkTo(address: string): HTMLAnchorElement | null {
  const links = Array.from(document.querySelectorAll<HTMLAnchorElement>(LINKS));
  return links.find((link) => link.href === address) ?? null;
}

/** Another row takes the place of the open one, so that one step back closes it; `null` comes from the history itself. */
async function open(link: HTMLAnchorElement, instead: boolean | null): Promise<void> {
  link.setAttribute("aria-busy", "true");
  const page = await pageAt(link.href);
  link.removeAttribute("aria-busy");
  const main = page?.querySelector("main");
  if (!page || !main || isSignIn(page)) return location.assign(link.href);
  const title = opened?.title ?? document.title;
  unmark();
  const panel = shown(document.importNode(main, true), link.href);
  opened = { panel, link, title };
  link.closest("tr")?.setAttribute("aria-current", "true");
  document.body.classList.add("has-detail");
  document.title = page.title;
  if (instead !== null) history[instead ? "replaceState" : "pushState"]({ beside: link.href }, "", link.href);
  panel.focus();
}

async function pageAt(address: string): Promise<Document | null> {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    return answer.ok ? parsed(await answer.text()) : null;
  } catch {
    return null;
  }
}

function shown(main: HTMLElement, address: string): HTMLElement {
  main.querySelectorAll(NOT_SHOWN).forEach((one) => one.remove());
  const heading = main.querySelector("h1");
  const name = heading?.textContent.trim() ?? "";
  const close = make("button", { type: "button", class: "btn btn-quiet", "aria-label": word("close") }, "×");
  close.addEventListener("click", () => history.back());
  const whole = make("a", { class: "btn btn-sm", href: address }, word("whole_page"));
  const panel = opened?.panel ?? make("aside", { class: "detail", tabindex: "-1" });
  panel.setAttribute("aria-label", name);
  panel.replaceChildren(make("div", { class: "detail-head" }, whole, close), ...main.childNodes);
  panel.scrollTop = 0;
  if (!panel.isConnected) document.querySelector(".content")?.append(panel);
  land(panel);
  enhance(panel);
  watchSheets(panel);
  return panel;
}

function unmark(): void {
  document
    .querySelectorAll("[data-beside] tr[aria-current]")
    .forEach((row) => row.removeAttribute("aria-current"));
}

function close(): void {
  if (!opened) return;
  const { panel, link, title } = opened;
  opened = null;
  unmark();
  panel.remove();
  document.body.classList.remove("has-detail");
  document.title = title;
  (link.isConnected ? link : linkTo(link.href))?.focus();
}
