import { beforeEach, expect, test, vi } from "vitest";
import { Autosave } from "../src/autosave";

const json = (body: object, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
const html = (body: string, status: number): Response =>
  new Response(body, { status, headers: { "Content-Type": "text/html" } });

const field = (name: string): HTMLInputElement => document.querySelector<HTMLInputElement>(`[name=${name}]`)!;
const state = (): string | undefined =>
  document.querySelector<HTMLElement>("[data-autosave-state]")?.dataset.autosaveState;
const sent = (send: ReturnType<typeof vi.fn>, call = 0): Record<string, string> =>
  Object.fromEntries((send.mock.calls[call]?.[1] as RequestInit).body as URLSearchParams);

let form: HTMLFormElement;

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
  const send = vi.fn(() => Promise.resolve(html("<p>Li changed the value to 7.</p>", 409)));
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

test("signed out or without a connection, the text stays where it is", async () => {
  const answers = [
    Promise.resolve(html('<body data-page="sign-in"></body>', 200)),
    Promise.reject(new Error("offline")),
  ];
  const autosave = new Autosave(form, () => answers.shift()!);
  field("value").value = "5";
  await autosave.save();
  expect(document.querySelector("[data-autosave-state] a")).not.toBeNull();

  await autosave.save();

  expect(state()).toBe("failed");
  expect(field("value").value).toBe("5");
});
