/** A table that fits moves with the page, its head under the bar; one that does not is moved sideways in its box. */
export function startSheets(): void {
  watchSheets(document);
  document.addEventListener("htmx:afterSettle", () => watchSheets(document));
}

const watcher =
  "ResizeObserver" in window
    ? new ResizeObserver((entries) =>
        entries.forEach(({ target }) => fit(target.closest(".sheet") ?? target)),
      )
    : null;

export function watchSheets(root: ParentNode): void {
  root.querySelectorAll(".sheet").forEach((sheet) => {
    fit(sheet);
    watcher?.observe(sheet);
    sheet.querySelectorAll("table").forEach((table) => watcher?.observe(table));
  });
}

function fit(sheet: Element): void {
  const table = sheet.querySelector("table");
  if (!table) return;
  const fits = table.offsetWidth <= sheet.clientWidth + 1;
  sheet.classList.toggle("fits", fits);
  if (fits) sheet.removeAttribute("tabindex");
  else sheet.setAttribute("tabindex", "0"); // moved sideways by the arrows too
}
