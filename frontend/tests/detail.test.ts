import { beforeEach, expect, test, vi } from "vitest";
import { startDetail } from "../src/detail";

const LIST = `<div class="content"><table data-beside><tbody>
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
startDetail();

beforeEach(() => {
  document.body.innerHTML = LIST;
  document.title = "Worklist";
  wide.matches = true;
  history.replaceState(null, "", "/worklist/");
  vi.stubGlobal("fetch", (address: string) =>
    Promise.resolve(new Response(page(new URL(address, location.href).pathname.split("/")[2] ?? ""))),
  );
});

async function leave(): Promise<void> {
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
