import { fieldsOf, make, parsed, servedValue, valueOf, type Field } from "./elements";
import { forget } from "./keep";
import { Patience, sendTo, whatNow } from "./saving";
import { word } from "./words";

const QUIET = 600;

type Saved = { version: string; saved_at: string; errors?: Record<string, string> };
type Refusal = { reason?: string; html?: string };
type State = "saving" | "saved" | "failed";

/** One form that is saved as it is typed: one request at a time, only what changed, with the version last seen. */
export class Autosave {
  private readonly acknowledged = new Map<string, string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private failed = false;
  private readonly patience = new Patience();
  private stopped = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly send: typeof fetch = (...given) => fetch(...given),
  ) {
    form.addEventListener("input", () => this.later(QUIET));
    form.addEventListener("change", () => this.later(QUIET));
    form.addEventListener("submit", (event) => this.finishFirst(event));
  }

  /** The fields whose value the server does not have yet. */
  unsaved(): Map<string, string> {
    const fields = fieldsOf(this.form).filter((field) => field.name && !field.disabled);
    const chosen = fields.filter((field) => field.type !== "radio" || (field as HTMLInputElement).checked);
    return new Map(
      chosen.filter((field) => valueOf(field) !== this.known(field)).map((f) => [f.name, valueOf(f)]),
    );
  }

  async save(): Promise<void> {
    const changes = this.unsaved();
    if (this.stopped || this.running || this.patience.holding || changes.size === 0) return;
    this.running = this.post(changes).finally(() => {
      this.running = undefined;
    });
    await this.running;
    if (!this.failed && !this.stopped && this.unsaved().size > 0) this.later(QUIET);
  }

  private known(field: Field): string {
    const served =
      field.type === "radio" && !(field as HTMLInputElement).defaultChecked ? "" : servedValue(field);
    return this.acknowledged.get(field.name) ?? served;
  }

  private later(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), delay);
  }

  /** A submission waits for the request under way, or it would conflict with itself. */
  private finishFirst(event: Event): void {
    clearTimeout(this.timer);
    if (!this.running) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event as SubmitEvent;
    void this.running.then(() => !this.stopped && this.form.requestSubmit(submitter));
  }

  private async post(changes: Map<string, string>): Promise<void> {
    this.show("saving", word("saving"));
    const body = new URLSearchParams([...changes, ["seen", this.seen().value]]);
    const outcome = await sendTo<Saved & Refusal>(this.form.dataset.autosave ?? "", body, {}, this.send);
    if (outcome.kind === "saved" || (outcome.kind === "refused" && outcome.said.errors))
      return this.accept(outcome.said, changes, outcome.kind === "saved");
    if (outcome.kind === "refused") return this.stop(outcome.said);
    this.failed = true;
    this.show("failed", ...whatNow(outcome));
    this.patience.wait(outcome, () => void this.save());
  }

  private accept(saved: Saved, changes: Map<string, string>, ok: boolean): void {
    const errors = saved.errors ?? {};
    if (saved.version) this.seen().value = saved.version;
    for (const [name, value] of changes) {
      if (!(name in errors)) this.acknowledged.set(name, value);
      this.explain(name, errors[name] ?? "");
    }
    this.failed = !ok || Object.keys(errors).length > 0;
    this.patience.over();
    if (this.failed) return this.show("failed", Object.values(errors)[0] ?? word("not_saved"));
    if (this.unsaved().size === 0) forget(this.form);
    this.show("saved", `${word("saved")} ${clock(saved.saved_at)}`);
    this.form.dispatchEvent(new CustomEvent("gongjian:saved", { bubbles: true, detail: saved }));
  }

  private explain(name: string, sentence: string): void {
    const places = Array.from(this.form.querySelectorAll<HTMLElement>("[data-error-for]"));
    const place = places.find((candidate) => candidate.dataset.errorFor === name);
    if (place) place.textContent = sentence;
    const field = this.form.elements.namedItem(name);
    if (field instanceof HTMLElement) field.toggleAttribute("aria-invalid", sentence !== "");
  }

  /** Somebody else changed or closed it: say so in the server's words, and send nothing more until the page is read anew. */
  private stop(refusal: Refusal): void {
    this.stopped = true;
    const told = refusal.html
      ? Array.from(parsed(refusal.html).body.childNodes, (node) => document.importNode(node, true))
      : [this.closed(refusal.reason ?? word("not_saved"))];
    const place =
      this.form.querySelector("[data-autosave-conflict]") ?? make("div", { "data-autosave-conflict": "" });
    place.replaceChildren(...told);
    if (!place.isConnected) this.form.prepend(place);
    place.scrollIntoView({ block: "nearest" });
    this.show("failed", refusal.html ? word("changed_meanwhile") : word("not_saved"));
  }

  private closed(reason: string): HTMLElement {
    const link = make("a", { class: "btn btn-sm", href: location.href }, word("reload"));
    return make("div", { class: "notice is-error", role: "alert" }, make("div", {}, `${reason} `, link));
  }

  private seen(): HTMLInputElement {
    const found = this.form.elements.namedItem("seen");
    if (found instanceof HTMLInputElement) return found;
    const field = make("input", { type: "hidden", name: "seen", value: this.form.dataset.version ?? "" });
    this.form.append(field);
    return field;
  }

  private show(state: State, ...said: (string | Node)[]): void {
    this.form.querySelectorAll<HTMLElement>("[data-autosave-state]").forEach((place) => {
      place.dataset.autosaveState = state;
      place.replaceChildren(...said.map((part) => (typeof part === "string" ? part : part.cloneNode(true))));
    });
  }
}

function clock(savedAt: string): string {
  return /T(\d\d:\d\d)/.exec(savedAt)?.[1] ?? "";
}

export function startAutosave(): void {
  const attend = (root: ParentNode): void =>
    root.querySelectorAll<HTMLFormElement>("form[data-autosave]").forEach((form) => {
      if (form.dataset.attended) return;
      form.dataset.attended = "on";
      new Autosave(form);
    });
  attend(document);
  document.addEventListener("htmx:load", (event) => attend(event.target as HTMLElement));
}
