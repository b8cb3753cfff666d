/** Menus are <details>: they open without script; this closes them again, and remembers the folded navigation. */
export function startMenus(): void {
  document.addEventListener("click", (event) =>
    closeMenus((event.target as Element).closest("details[data-menu]")),
  );
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeMenus(null);
  });
  rememberNavigation();
}

function closeMenus(except: Element | null): void {
  document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]").forEach((menu) => {
    if (menu !== except) menu.open = false;
  });
}

function rememberNavigation(): void {
  const folding = document.getElementById("nav-switch") as HTMLInputElement | null;
  if (!folding) return;
  const wide = matchMedia("(min-width: 992px)");
  const root = document.documentElement;
  if (wide.matches && root.dataset.nav === "folded") folding.checked = true;
  folding.addEventListener("change", () => {
    if (!wide.matches) return;
    if (folding.checked) root.dataset.nav = "folded";
    else delete root.dataset.nav;
    localStorage.setItem("nav", folding.checked ? "folded" : "open");
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !wide.matches) folding.checked = false;
  });
}
