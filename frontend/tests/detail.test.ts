import { beforeEach, expect, test, vi } from "vitest";
import { startDetail } from "../src/detail";

const LIST = `<div class="content"><nav><a href="?light=serious">Serious</a></nav><table data-beside><tbody>
  <tr><th><a href="/items/A/">A</a></th></tr><tr><th><a href="/items/B/">B</a></th></tr></tbody></table></div>`;
const wide = { matches: true, addEventListener: () => undefined };
const links = () => Array.from(document.querySelectorAll<HTMLAnchorElement>("tbody a"));
const panel = () => document.querySelector<HTMLElement>(".detail");
const settled = () => vi.waitFor(() => expect(document.querySelector("[aria-busy]")).toBeNull());

function page(name: string): string {
  return `<title>${name}</title><body><main><nav class="crumbs">Worklist</nav><h1>${name}</h1><p>of ${name}</p></main></body>`;
}

document.body.innerHTML = LIST;
window.matchMedia = (() => wide) as unknown as typeof matchMedia;
history.replaceState(null, "", "/worklist/?line=a");
startDetail();

beforeEach(() => {
  document.body.innerHTML = LIST;
  document.title = "Worklist";
  wide.matches = true;
  history.replaceState(null, "", "/worklist/?line=a");
  vi.stubGlobal("fetch", (address: string) =>
    Promise.resolve(new Response(page(new URL(address, location.href).pathname.split("/")[2] ?? ""))),
  );
});

async function leave(): Promise<void> {
  history.replaceState(null, "", "/worklist/?line=a");
  dispatchEvent(new PopStateEvent("popstate", { state: null }));
  await settled();
}

test("a row opens beside its list under its own address, without the way to where it stands", async () => {
  links()[0]?.click();
  await vi.waitFor(() => expect(panel()).not.toBeNull());
  expect([location.pathname, document.title, panel()?.ariaLabel]).toEqual(["/items/A/", "A", "A"]);
  expect(panel()?.textContent).toContain("of A");
  expect(panel()?.textContent).not.toContain("Worklist");
  expect(document.activeElement).toBe(panel());
  expect(links()[0]?.closest("tr")?.getAttribute("aria-current")).toBe("true");
  await leave();
});

test("going back closes it, and the focus returns to the row", async () => {
  links()[1]?.click();
  await vi.waitFor(() => expect(panel()).not.toBeNull());
  await leave();
  expect([panel(), document.title, document.activeElement]).toEqual([null, "Worklist", links()[1]]);
});

test("another row takes its place, so that one step back is enough", async () => {
  const before = history.length;
  links()[0]?.click();
  await vi.waitFor(() => expect(location.pathname).toBe("/items/A/"));
  links()[1]?.click();
  await vi.waitFor(() => expect(location.pathname).toBe("/items/B/"));
  expect(document.querySelectorAll(".detail")).toHaveLength(1);
  expect(history.length - before).toBeLessThanOrEqual(1);
  await leave();
});

test("with a key held, and where the window is not wide, it is a plain link", () => {
  const asked = vi.fn();
  vi.stubGlobal("fetch", asked);
  const stop = (event: Event) => event.preventDefault();
  document.body.addEventListener("click", stop, { once: true });
  links()[0]?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true }));
  wide.matches = false;
  document.body.addEventListener("click", stop, { once: true });
  links()[0]?.click();
  expect(asked).not.toHaveBeenCalled();
});

test("of two rows asked for at once the last is shown, and one step back closes it", async () => {
  const before = history.length;
  links()[0]?.click();
  links()[1]?.click();
  await vi.waitFor(() => expect(location.pathname).toBe("/items/B/"));
  await settled();
  expect([panel()?.ariaLabel, location.pathname]).toEqual(["B", "/items/B/"]);
  expect(history.length - before).toBeLessThanOrEqual(1);
  await leave();
});

test("a tab of the list leads where it leads without an open row, and the row is left", async () => {
  const led = vi.fn((event: Event) => {
    event.preventDefault();
    return (event.target as HTMLAnchorElement).href;
  });
  links()[0]?.click();
  await vi.waitFor(() => expect(panel()).not.toBeNull());
  document.body.addEventListener("click", led, { once: true });
  document.querySelector<HTMLAnchorElement>("nav a")?.click();
  expect(new URL(led.mock.results.at(-1)?.value as string).pathname).toBe("/worklist/");
  expect([panel(), location.pathname + location.search]).toEqual([null, "/worklist/?line=a"]);
});

test("Escape closes a menu above the row first, then the row", async () => {
  const back = vi.spyOn(history, "back").mockImplementation(() => undefined);
  const escape = () => new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true });
  links()[0]?.click();
  await vi.waitFor(() => expect(panel()).not.toBeNull());
  document.addEventListener("keydown", (event) => event.preventDefault(), { once: true });
  panel()?.dispatchEvent(escape());
  expect(back).not.toHaveBeenCalled();
  panel()?.dispatchEvent(escape());
  expect(back).toHaveBeenCalledOnce();
  back.mockRestore();
  await leave();
});
