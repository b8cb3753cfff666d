import { csrfToken, isSignIn, make, parsed } from "../elements";
import { signInAgain } from "../sign-in";
import { toast, toastFromAnswer, toastsFrom } from "../toasts";
import { word } from "../words";

export type Limits = { maxBytes: number; kinds: string[] };

/** Why a file cannot be sent, said before it is sent; nothing if it can. */
export function objection(
  file: { name: string; size: number },
  limits: Limits,
): "too_big" | "wrong_kind" | null {
  const ending = /\.[^.]+$/.exec(file.name.toLowerCase())?.[0] ?? "";
  if (limits.kinds.length && !limits.kinds.includes(ending)) return "wrong_kind";
  return file.size > limits.maxBytes ? "too_big" : null;
}

export function readable(bytes: number): string {
  return bytes >= 1048576 ? `${Math.round(bytes / 1048576)} MB` : `${Math.round(bytes / 1024)} KB`;
}

export function start(element: HTMLElement): void {
  const form = element as HTMLFormElement;
  const input = form.querySelector<HTMLInputElement>("input[type=file]");
  if (!input) return;
  const limits = limitsOf(form);
  const zone = make("div", { class: "drop-zone-hint" }, word("drop_here"));
  const meter = make("progress", { max: "100", class: "upload-progress", hidden: "" });
  input.after(zone, meter);
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("is-over");
  });
  for (const end of ["dragleave", "drop"]) form.addEventListener(end, () => form.classList.remove("is-over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer?.files.length) return;
    input.files = event.dataTransfer.files;
    check(input, limits);
  });
  input.addEventListener("change", () => check(input, limits));
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    if (check(input, limits)) send(form, meter);
  });
}

function limitsOf(form: HTMLFormElement): Limits {
  const kinds = (form.dataset.kinds ?? "").split(",").map((kind) => kind.trim().toLowerCase());
  return { maxBytes: Number(form.dataset.maxBytes ?? Infinity), kinds: kinds.filter(Boolean) };
}

function check(input: HTMLInputElement, limits: Limits): boolean {
  for (const file of Array.from(input.files ?? [])) {
    const reason = objection(file, limits);
    if (!reason) continue;
    toast(word(reason, { name: file.name, limit: readable(limits.maxBytes) }), "error");
    input.value = "";
    return false;
  }
  return true;
}

function send(form: HTMLFormElement, meter: HTMLProgressElement): void {
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("X-CSRFToken", csrfToken());
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) meter.value = (event.loaded / event.total) * 100;
  });
  request.addEventListener("loadend", () => {
    meter.hidden = true;
    form.classList.remove("is-busy");
  });
  request.addEventListener("load", () => receive(form, request));
  request.addEventListener("error", () => toast(word("no_answer"), "error"));
  meter.hidden = false;
  form.classList.add("is-busy");
  request.send(new FormData(form));
}

function receive(form: HTMLFormElement, request: XMLHttpRequest): void {
  const answer = parsed(request.responseText);
  if (isSignIn(answer)) return signInAgain(request.responseURL);
  if (request.status >= 400 && request.status !== 422) return toastFromAnswer(request.responseText);
  const place = form.dataset.target ? document.querySelector(form.dataset.target) : null;
  const fresh = place ? answer.getElementById(place.id) : null;
  if (request.status >= 400 && !fresh) {
    const said = answer.querySelector(
      "[data-error-for] span, .field-error span, [role=alert] li",
    )?.textContent;
    return toast(said?.trim() || word("went_wrong"), "error");
  }
  toastsFrom(answer);
  if (place && fresh) place.replaceWith(document.importNode(fresh, true));
  else location.assign(request.responseURL);
}
