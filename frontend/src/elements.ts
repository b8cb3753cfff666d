type Content = Node | string;

export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...content: Content[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content);
  return element;
}

/** What a server sent, as nodes: scripts in it never run. */
export function parsed(html: string): Document {
  return new DOMParser().parseFromString(html, "text/html");
}

/** The cookie is fresher than the page: signing in in another tab renews it. */
export function csrfToken(): string {
  const cookie = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  if (cookie) return cookie;
  const field = document.querySelector<HTMLInputElement>("input[name=csrfmiddlewaretoken]");
  return field?.value ?? document.querySelector<HTMLMetaElement>("meta[name=csrf-token]")?.content ?? "";
}

export function isSignIn(page: Document): boolean {
  return page.body.dataset.page === "sign-in";
}

export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const UNKEPT = ["hidden", "password", "file", "submit", "button", "reset"];

/** The fields whose values a person types or chooses. */
export function fieldsOf(form: HTMLFormElement): Field[] {
  return Array.from(form.elements).filter(
    (field): field is Field =>
      (field instanceof HTMLInputElement && !UNKEPT.includes(field.type)) ||
      field instanceof HTMLTextAreaElement ||
      field instanceof HTMLSelectElement,
  );
}

export function valueOf(field: Field): string {
  if (field instanceof HTMLInputElement && field.type === "checkbox") return field.checked ? field.value : "";
  return several(field) ? joined(field.selectedOptions) : field.value;
}

function several(field: Field): field is HTMLSelectElement {
  return field instanceof HTMLSelectElement && field.multiple;
}

function joined(options: Iterable<HTMLOptionElement>): string {
  return Array.from(options, (option) => option.value).join(",");
}

/** What the server wrote into the field when the page was drawn. */
export function servedValue(field: Field): string {
  if (several(field)) return joined(Array.from(field.options).filter((option) => option.defaultSelected));
  if (field instanceof HTMLSelectElement) {
    const chosen = Array.from(field.options).find((option) => option.defaultSelected) ?? field.options[0];
    return chosen?.value ?? "";
  }
  if (field instanceof HTMLInputElement && field.type === "checkbox") {
    return field.defaultChecked ? field.value : "";
  }
  return field.defaultValue;
}

export function write(field: Field, value: string): void {
  if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = value !== "";
  else if (several(field))
    Array.from(field.options).forEach((one) => (one.selected = value.split(",").includes(one.value)));
  else field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
