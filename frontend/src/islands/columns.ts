const A_YEAR = 365 * 24 * 3600;

/** The choice of columns goes into the address as one word list, and into a cookie for the next visit. */
export function start(menu: HTMLElement): void {
  const form = menu.querySelector("form");
  if (!form) return;
  const name = menu.dataset.param ?? "cols";
  form.querySelectorAll(".needs-no-script").forEach((element) => element.remove());
  form.addEventListener("change", () => {
    const chosen = chosenColumns(form, name);
    document.cookie = `${menu.dataset.remember ?? name}=${encodeURIComponent(chosen)}; path=/; max-age=${A_YEAR}; samesite=lax`;
    location.assign(addressWith(location.href, name, chosen));
  });
}

export function chosenColumns(form: HTMLFormElement, name: string): string {
  return Array.from(
    form.querySelectorAll<HTMLInputElement>(`input[name="${name}"]:checked`),
    (box) => box.value,
  ).join(",");
}

export function addressWith(address: string, name: string, chosen: string): string {
  const next = new URL(address);
  next.searchParams.delete(name);
  if (chosen) next.searchParams.set(name, chosen);
  return next.toString();
}
