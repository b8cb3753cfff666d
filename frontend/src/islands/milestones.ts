/** The lines of a field of milestones as a table; what is sent stays the text. */
import "../styles/milestones.css";
import { land } from "../islands";

export function start(element: HTMLElement): void {
  const text = element.querySelector("textarea");
  const [frame, row] = Array.from(element.querySelectorAll("template"));
  if (!text || !frame || !row) return;
  element.append(frame.content.cloneNode(true));
  const body = element.querySelector("tbody") as HTMLElement;
  text.hidden = true;
  let own = false;

  const add = (line = ""): HTMLElement => {
    const made = (row.content.cloneNode(true) as DocumentFragment).querySelector("tr") as HTMLElement;
    partsOf(line).forEach(
      (part, at) => ((made.querySelectorAll("input")[at] as HTMLInputElement).value = part),
    );
    body.append(made);
    land(made);
    return made;
  };
  const draw = (): void => {
    body.replaceChildren();
    const lines = text.value.split("\n").filter((line) => line.trim());
    [...lines, ""].forEach((line) => add(line));
  };
  const tell = (): void => {
    own = true;
    text.value = linesOf(body);
    text.dispatchEvent(new Event("input", { bubbles: true }));
    own = false;
  };

  text.addEventListener("input", () => own || draw());
  for (const kind of ["input", "change"])
    body.addEventListener(kind, (event) => {
      event.stopPropagation();
      tell();
    });
  element.addEventListener("click", (event) => {
    const pressed = (event.target as Element).closest("button");
    if (pressed?.matches("[data-add]")) add().querySelector("input")?.focus();
    if (!pressed?.matches("[data-remove]")) return;
    pressed.closest("tr")?.remove();
    if (!body.childElementCount) add();
    tell();
    body.querySelector<HTMLElement>("tr:last-child input")?.focus();
  });
  draw();
}

/** A day, a share, and a name that may hold anything. */
export function partsOf(line: string): string[] {
  const [day = "", share = "", ...name] = line.split(/[;；]/);
  return [day, share.trim().replace(/[%％]$/, ""), name.join(";")].map((part) => part.trim());
}

export function linesOf(body: ParentNode): string {
  const rows = Array.from(body.querySelectorAll("tr"), (row) =>
    Array.from(row.querySelectorAll("input"), (input) => input.value.trim()),
  );
  return rows
    .filter((parts) => parts.some(Boolean))
    .map((parts) => parts.join("; "))
    .join("\n");
}
