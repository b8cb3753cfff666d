import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Autosave } from "../src/autosave";
import { SAVED } from "../src/saving";

const json = (body: object, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": SAVED } });
const html = (body: string, status: number): Response =>
  new Response(body, { status, headers: { "Content-Type": "text/html" } });

const field = (name: string): HTMLInputElement => document.querySelector<HTMLInputElement>(`[name=${name}]`)!;
const state = (): string | undefined =>
  document.querySelector<HTMLElement>("[data-autosave-state]")?.dataset.autosaveState;
const sent = (send: ReturnType<typeof vi.fn>, call = 0): Record<string, string> =>
  Object.fromEntries((send.mock.calls[call]?.[1] as RequestInit).body as URLSearchParams);

let form: HTMLFormElement;

afterEach(() => vi.restoreAllMocks());

beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined;
  document.body.innerHTML = `<script id="words" type="application/json">{}</script>
    <form data-autosave="/draft/" data-version="v1"><span data-autosave-state></span>
    <input name="value" value="3"><span data-error-for="value"></span><input name="cause" value=""></form>`;
  form = document.querySelector("form")!;
});

test("only what changed is sent, with the version that was seen", async () => {
  const send = vi.fn(() => Promise.resolve(json({ version: "v2", saved_at: "2026-10-13T16:30:00+08:00" })));
  const autosave = new Autosave(form, send);
  field("value").value = "5";

  await autosave.save();

  expect(sent(send)).toEqual({ value: "5", seen: "v1" });
  expect(field("seen").value).toBe("v2");
  expect(state()).toBe("saved");
  expect(autosave.unsaved().size).toBe(0);
});

test("going back to the first value is a change too", async () => {
  const send = vi.fn(() => Promise.resolve(json({ version: "v2", saved_at: "" })));
  const autosave = new Autosave(form, send);
  field("value").value = "5";
  await autosave.save();
  field("value").value = "3";

  await autosave.save();

  expect(sent(send, 1)).toEqual({ value: "3", seen: "v2" });
});

test("a colleague's change is told in the server's words, and nothing more is sent", async () => {
  const send = vi.fn(() => Promise.resolve(json({ html: "<p>Li changed the value to 7.</p>" }, 409)));
  const autosave = new Autosave(form, send);
  field("value").value = "5";
  await autosave.save();
  field("cause").value = "rain";

  await autosave.save();

  expect(document.querySelector("[data-autosave-conflict]")?.textContent).toBe("Li changed the value to 7.");
  expect(send).toHaveBeenCalledTimes(1);
  expect(field("value").value).toBe("5");
});

test("a field that the server does not accept stays unsaved and says why", async () => {
  const errors = { value: "At most 4." };
  const send = vi.fn(() => Promise.resolve(json({ version: "v1", saved_at: "", errors }, 422)));
  const autosave = new Autosave(form, send);
  field("value").value = "5";

  await autosave.save();

  expect(document.querySelector("[data-error-for=value]")?.textContent).toBe("At most 4.");
  expect(state()).toBe("failed");
  expect([...autosave.unsaved().keys()]).toEqual(["value"]);
});

test("a report that was handed in meanwhile says so, and nothing more is sent", async () => {
  const send = vi.fn(() => Promise.resolve(json({ reason: "The report is submitted." }, 409)));
  const autosave = new Autosave(form, send);
  field("value").value = "5";
  await autosave.save();
  await autosave.save();

  expect(document.querySelector("[data-autosave-conflict]")?.textContent).toContain(
    "The report is submitted.",
  );
  expect(send).toHaveBeenCalledTimes(1);
});

test.each([
  [
    "the JSON of the sign-in page",
    new Response('{"location": "/"}', { headers: { "Content-Type": "application/json" } }),
  ],
  ["somebody's page", html('<body data-page="sign-in">Signed in</body>', 200)],
  ["a proxy's sentence", html("Bad gateway", 502)],
])("nothing is believed to be saved because of %s", async (_what, answer) => {
  const saved = vi.fn();
  form.addEventListener("gongjian:saved", saved);
  const autosave = new Autosave(form, () => Promise.resolve(answer));
  field("value").value = "5";

  await autosave.save();

  expect(state()).toBe("failed");
  expect([...autosave.unsaved().keys()]).toEqual(["value"]);
  expect(saved).not.toHaveBeenCalled();
});

test("signed out, one is asked to sign in beside the page, and what was typed goes as soon as one is back", async () => {
  const answers = [json({}, 401), json({ version: "v2", saved_at: "" })];
  const send = vi.fn(() => Promise.resolve(answers.shift()!));
  const autosave = new Autosave(form, send);
  field("value").value = "5";
  await autosave.save();
  await autosave.save();
  expect(send).toHaveBeenCalledTimes(1);
  expect(document.querySelector<HTMLAnchorElement>("[data-autosave-state] a")?.target).toBe("_blank");

  dispatchEvent(new Event("focus"));
  await vi.waitFor(() => expect(state()).toBe("saved"));

  expect(autosave.unsaved().size).toBe(0);
});

test("without a network nothing is sent until there is one again", async () => {
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  const send = vi.fn(() => Promise.reject(new Error("offline")));
  const autosave = new Autosave(form, send);
  field("value").value = "5";
  await autosave.save();
  await autosave.save();
  expect([send.mock.calls.length, state(), field("value").value]).toEqual([1, "failed", "5"]);

  dispatchEvent(new Event("online"));

  await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(2));
});

test("a value that is refused is not sent again until somebody changes it", async () => {
  vi.useFakeTimers();
  const send = vi.fn(() =>
    Promise.resolve(json({ version: "v1", saved_at: "", errors: { value: "At most 4." } })),
  );
  const autosave = new Autosave(form, send);
  field("value").value = "5";
  await autosave.save();
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();

  expect(send).toHaveBeenCalledTimes(1);
});
