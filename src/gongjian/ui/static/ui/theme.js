/* Runs before the first paint, so that a dark page never flashes light and a folded menu stays folded. */
(() => {
  const root = document.documentElement;
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const choice = read("theme") ?? "auto";
  const dark = choice === "dark" || (choice === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.dataset.bsTheme = dark ? "dark" : "light";
  root.dataset.theme = choice;
  root.dataset.script = "on";
  if (read("nav") === "folded") root.dataset.nav = "folded";
})();
