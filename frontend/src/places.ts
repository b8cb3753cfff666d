const AIR = 4;
const TELEPHONE = "(width < 576px)";

/** Puts what floats below its field, or above where there is more room, and tells when one turns away from it.
 * On a telephone the style sheet lays it at the thumb. */
export function beside(
  floating: HTMLElement,
  field: HTMLElement,
  leave: (back: boolean) => void,
): AbortController {
  const until = new AbortController();
  const { signal } = until;
  const place = (): void => put(floating, field);
  place();
  requestAnimationFrame(place);
  addEventListener("resize", place, { signal });
  addEventListener("scroll", place, { signal, capture: true, passive: true });
  document.addEventListener(
    "pointerdown",
    (event) => {
      if (!event.composedPath().includes(field)) leave(false);
    },
    { signal },
  );
  document.addEventListener(
    "focusin",
    (event) => {
      if (!field.contains(event.target as Node)) leave(false);
    },
    { signal },
  );
  return until;
}

export function put(floating: HTMLElement, field: HTMLElement): void {
  if (matchMedia(TELEPHONE).matches && floating.role === "dialog") {
    ["top", "left"].forEach((side) => floating.style.removeProperty(side));
    return;
  }
  const box = field.getBoundingClientRect();
  const view = window.visualViewport;
  const height = view?.height ?? innerHeight;
  const below = height - box.bottom;
  const above = box.top;
  const high = floating.offsetHeight;
  const up = below < high + AIR && above > below;
  floating.style.top = `${up ? Math.max(AIR, box.top - high - AIR) : box.bottom + AIR}px`;
  floating.style.left = `${Math.max(AIR, Math.min(box.left, innerWidth - floating.offsetWidth - AIR))}px`;
}
