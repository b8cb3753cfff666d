/** On a wide window a row opens beside its list: the address is the row's, the back button closes it, the focus returns.
 * Everywhere else, with a key held, and without script it is a plain link. */
import { enhance } from "./choosers";
import { isSignIn, make, parsed } from "./elements";
import { fit, widen } from "./fitting";
import { land } from "./islands";
import { watchSheets } from "./sheets";
import { word } from "./words";

const WIDE = "(width >= 1760px)";
const LINKS = "[data-beside] tbody a[href]:not(.quiet-link)";
const NOT_SHOWN = ".place-tabs, .tabs, .crumbs, .demo-banner";

const OF_THE_LIST = "a[href^='?'], button"; // what means the list by the address above it

type Opened = { panel: HTMLElement; link: HTMLAnchorElement; title: string };
let opened: Opened | null = null;
let asked = 0;

export function startDetail(): void {
  watchHistory(location.pathname);
  if (!document.querySelector("[data-beside]")) return;
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLAnchorElement>(LINKS);
    if (!link || event.defaultPrevented || !isPlain(event) || !matchMedia(WIDE).matches) return;
    event.preventDefault();
    void open(link);
  });
  addEventListener("keydown", (event) => {
    // on the window, after what lies above the row has had the key: a menu, filters, a question
    if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (opened) history.back();
  });
  const list = location.pathname + location.search;
  for (const kind of ["click", "input", "change", "submit"])
    document.addEventListener(kind, (event) => giveBack(event, list), { capture: true });
  matchMedia(WIDE).addEventListener("change", () => opened && location.reload());
}

/** A page that was asked for anew under a row's address shares its history with the list: it may be the wrong one for a step. */
function watchHistory(drawn: string): void {
  addEventListener("popstate", (event) => {
    const { beside, htmx } = (event.state ?? {}) as { beside?: string; htmx?: boolean };
    if (opened && location.pathname === new URL(opened.link.href).pathname) return; // a place within the panel
    const link = beside ? linkTo(beside) : null;
    const isDrawn = location.pathname === drawn;
    if (!link && (isDrawn ? !opened : htmx)) return;
    event.stopImmediatePropagation(); // the list behind is as it was: nothing is asked for anew
    if (link) void open(link, true);
    else if (isDrawn) close();
    else location.reload();
  });
}

/** Who turns to the list's own filters, tabs and columns leaves the row: their addresses are meant from the list's. */
function giveBack(event: Event, list: string): void {
  const touched = event.target as Element;
  if (!opened || opened.panel.contains(touched) || touched.closest("tbody, .topbar")) return;
  if (event.type === "click" && !touched.closest(OF_THE_LIST)) return;
  history.replaceState(null, "", list);
  close(false);
}

function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
}

function linkTo(address: string): HTMLAnchorElement | null {
  const links = Array.from(document.querySelectorAll<HTMLAnchorElement>(LINKS));
  return links.find((link) => link.href === address) ?? null;
}

/** Another row takes the place of the open one, so that one step back closes it; the last one asked for is the one shown. */
async function open(link: HTMLAnchorElement, fromHistory = false): Promise<void> {
  const turn = ++asked;
  link.setAttribute("aria-busy", "true");
  const page = await pageAt(link.href);
  link.removeAttribute("aria-busy");
  if (turn !== asked) return;
  const main = page?.querySelector("main");
  if (!page || !main || isSignIn(page)) return location.assign(link.href);
  const title = opened?.title ?? document.title;
  const instead = opened !== null;
  unmark();
  const panel = shown(document.importNode(main, true), link.href);
  opened = { panel, link, title };
  link.closest("tr")?.setAttribute("aria-current", "true");
  document.body.classList.add("has-detail");
  fit(link.closest("table"));
  document.title = page.title;
  if (!fromHistory) history[instead ? "replaceState" : "pushState"]({ beside: link.href }, "", link.href);
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

function close(focused = true): void {
  asked += 1;
  if (!opened) return;
  const { panel, link, title } = opened;
  opened = null;
  unmark();
  panel.remove();
  document.body.classList.remove("has-detail");
  widen(document.querySelector("[data-beside]"));
  document.title = title;
  if (focused) (link.isConnected ? link : linkTo(link.href))?.focus();
}
