type Choice = "auto" | "light" | "dark";

const NEXT: Record<Choice, Choice> = { auto: "light", light: "dark", dark: "auto" };

export function startTheme(): void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const draw = (): void => {
    const choice = (root.dataset.theme ?? "auto") as Choice;
    const dark = choice === "dark" || (choice === "auto" && system.matches);
    root.dataset.bsTheme = dark ? "dark" : "light";
    document.dispatchEvent(new CustomEvent("gongjian:theme"));
  };
  system.addEventListener("change", draw);
  document.addEventListener("click", (event) => {
    if (!(event.target as Element).closest("[data-theme-switch]")) return;
    const next = NEXT[(root.dataset.theme ?? "auto") as Choice];
    root.dataset.theme = next;
    localStorage.setItem("theme", next);
    draw();
  });
}
