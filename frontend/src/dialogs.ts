import { make } from "./elements";
import { word } from "./words";

/** Asks in the page's own dialog. */
export function ask(sentence: string, yes = word("go_on")): Promise<boolean> {
  const dialog = make("dialog", { class: "dialog" });
  const form = make("form", { method: "dialog" });
  form.append(
    make("p", { class: "dialog-text" }, sentence),
    make(
      "div",
      { class: "dialog-actions" },
      make("button", { value: "no", class: "btn" }, word("cancel")),
      make("button", { value: "yes", class: "btn btn-primary", autofocus: "" }, yes),
    ),
  );
  dialog.append(form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "yes");
      dialog.remove();
    });
  });
}

type Confirming = CustomEvent<{ question: string; issueRequest: (skip: boolean) => void }>;

let agreed: Element | null = null;

/** <form data-confirm="…"> or <button data-confirm="…" data-yes="…">: nothing is sent before the answer. */
export function startDialogs(): void {
  document.addEventListener("submit", holdBack, true);
  document.addEventListener("htmx:confirm", (event) => {
    const { question, issueRequest } = (event as Confirming).detail;
    if (!question) return;
    event.preventDefault();
    void ask(question).then((yes) => yes && issueRequest(true));
  });
  document.addEventListener("click", (event) => {
    const opener = (event.target as Element).closest<HTMLElement>("[data-opens]");
    if (opener)
      (document.getElementById(opener.dataset.opens ?? "") as HTMLDialogElement | null)?.showModal();
    const closer = (event.target as Element).closest("[data-closes]");
    if (closer) closer.closest("dialog")?.close();
  });
}

function holdBack(event: SubmitEvent): void {
  const form = event.target as HTMLFormElement;
  const asking = [event.submitter, form].find((element) => element?.hasAttribute("data-confirm"));
  if (!asking) return;
  if (agreed === asking) {
    agreed = null;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  const { submitter } = event;
  void ask(
    asking.getAttribute("data-confirm") ?? word("are_you_sure"),
    asking.getAttribute("data-yes") ?? undefined,
  ).then((yes) => {
    if (!yes) return;
    agreed = asking;
    form.requestSubmit(submitter);
  });
}
