import { make } from "./elements";
import { focusFind } from "./find";
import { word } from "./words";

const PAUSE_IN_CHORD = 1200;

let chordStarted = 0;

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** One key, no modifier, nobody typing, and not switched off by the person. */
function isShortcut(event: KeyboardEvent): boolean {
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  return !modified && !isTyping(event.target) && !document.querySelector("dialog[open]") && keysAreOn();
}

export function keysAreOn(): boolean {
  return localStorage.getItem("keys") !== "off";
}

export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    const finds = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && focusFind();
    if (finds || (isShortcut(event) && press(event.key))) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-show-keys]")) showKeys();
  });
}

function press(key: string): boolean {
  if (Date.now() - chordStarted < PAUSE_IN_CHORD) {
    chordStarted = 0;
    return goTo(key);
  }
  if (key === "g") {
    chordStarted = Date.now();
    return true;
  }
  if (key === "/") return focusFind() || focusFilter();
  if (key === "f") return focusFilter();
  if (key === "?") {
    showKeys();
    return true;
  }
  return false;
}

function goTo(key: string): boolean {
  const link = document.querySelector<HTMLAnchorElement>(`a[data-key="${CSS.escape(key)}"]`);
  link?.click();
  return link !== null;
}

/** The page's own field, where it has one. */
function focusFilter(): boolean {
  const search = document.querySelector<HTMLInputElement>("main :is([data-search], input[type=search])");
  search?.focus();
  search?.select();
  return search !== null;
}

function showKeys(): void {
  const dialog = make("dialog", { class: "dialog" });
  const list = make("dl", { class: "keys" });
  for (const [key, meaning] of keysHere())
    list.append(make("dt", {}, make("kbd", {}, key)), make("dd", {}, meaning));
  const on = make("input", { type: "checkbox", class: "form-check-input" });
  on.checked = keysAreOn();
  on.addEventListener("change", () => localStorage.setItem("keys", on.checked ? "on" : "off"));
  const form = make(
    "form",
    { method: "dialog" },
    make("button", { class: "btn btn-primary" }, word("close")),
  );
  const choice = make(
    "label",
    { class: "form-check" },
    on,
    make("span", { class: "form-check-label" }, word("keys_on")),
  );
  dialog.append(make("h2", {}, word("keys")), list, choice, form);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function keysHere(): [string, string][] {
  const rows: [string, string][] = document.querySelector("[data-rows]")
    ? [
        ["j", word("key_next")],
        ["k", word("key_previous")],
        ["Enter", word("key_open")],
      ]
    : [];
  const places = Array.from(
    document.querySelectorAll<HTMLElement>("a[data-key]"),
    (link): [string, string] => [
      `g ${link.dataset.key}`,
      link.querySelector(".nav-label")?.textContent?.trim() ?? link.textContent?.trim() ?? "",
    ],
  );
  return [["/", word("key_search")], ["f", word("key_filter")], ...rows, ...places, ["?", word("key_help")]];
}
