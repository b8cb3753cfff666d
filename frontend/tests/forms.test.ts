import { beforeEach, expect, test, vi } from "vitest";
import { startForms } from "../src/forms";

let sent = 0;

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = `<form method="post"><button>Save</button></form>`;
});

startForms();
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) sent += 1;
  event.preventDefault();
});

function press(): HTMLButtonElement {
  const button = document.querySelector("button")!;
  button.form!.requestSubmit(button);
  return button;
}

test("a second press of a button that works sends nothing", () => {
  sent = 0;
  press();
  vi.advanceTimersByTime(1);
  const button = press();
  expect(sent).toBe(1);
  expect(button.getAttribute("aria-busy")).toBe("true");
});

test("where a file came back, the button works again after a while", () => {
  sent = 0;
  press();
  vi.advanceTimersByTime(60_000);
  const button = press();
  expect(sent).toBe(2);
  vi.advanceTimersByTime(60_000);
  expect(button.hasAttribute("aria-busy")).toBe(false);
});
