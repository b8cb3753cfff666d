import { isTyping } from "../keys";

const WAYS: Record<string, string> = {
  ArrowRight: "next",
  PageDown: "next",
  " ": "next",
  ArrowLeft: "prev",
  PageUp: "prev",
  Escape: "up",
};

/** The projector: arrows and the keys of a presenter lead on and back, Escape leads out. */
export function start(element: HTMLElement): void {
  document.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (!way || !element.isConnected || isTyping(event.target)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const link = element.querySelector<HTMLAnchorElement>(`a[rel="${way}"]`);
    link?.click();
    if (link) event.preventDefault();
  });
}
