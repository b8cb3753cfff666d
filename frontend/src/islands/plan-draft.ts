import { isTyping, keysAreOn } from "../keys";
import { nextRow } from "./rows";

/** The document and its draft side by side: what is chosen on one side is shown on the other. */
export function start(element: HTMLElement): void {
  const desk = new Desk(element);
  element.addEventListener("click", (event) => desk.clicked(event.target as HTMLElement));
  element.addEventListener("focusin", (event) => {
    const card = (event.target as HTMLElement).closest<HTMLElement>("[data-fact]");
    if (card) desk.show(card);
  });
  document.addEventListener("keydown", (event) => desk.pressed(event));
  document.querySelectorAll<HTMLElement>("[data-place]").forEach((link) =>
    link.addEventListener("click", (event) => {
      event.preventDefault();
      desk.showPlace(Number(link.dataset.place));
    }),
  );
  const first = element.dataset.lit || location.hash.replace("#fact-", "");
  const card = first && element.querySelector<HTMLElement>(`[data-fact="${CSS.escape(first)}"]`);
  if (card) desk.choose(card);
}

class Desk {
  constructor(private readonly element: HTMLElement) {}

  clicked(target: HTMLElement): void {
    const mark = target.closest<HTMLElement>("mark[data-facts]");
    const facts = mark?.dataset.facts?.split(" ") ?? [];
    const card = facts.map((fact) => this.card(fact)).find((found) => found);
    if (card) this.choose(card, false);
  }

  pressed(event: KeyboardEvent): void {
    if (!this.element.isConnected || !keysAreOn() || isTyping(event.target)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const done = this.act(event.key.toLowerCase());
    if (done) event.preventDefault();
  }

  private act(key: string): boolean {
    const step = { j: 1, k: -1 }[key];
    if (step) return this.walk(step);
    if (key === "n") return this.add();
    const wanted = { a: "[data-accept]", x: "[data-reject]", u: "[data-undo]", e: "[data-correct]" }[key];
    const control = wanted && this.current()?.querySelector<HTMLElement>(wanted);
    if (!control) return false;
    if (key !== "e") this.stayBeyond();
    control.click();
    return true;
  }

  private walk(step: number): boolean {
    const cards = this.cards();
    const next = cards[nextRow(cards.indexOf(this.current()!), step, cards.length)];
    if (next) this.choose(next);
    return Boolean(next);
  }

  /** After a decision the card is drawn anew: go on to the next one. */
  private stayBeyond(): void {
    const cards = this.cards();
    const place = cards.indexOf(this.current()!);
    document.addEventListener(
      "htmx:afterSettle",
      () => {
        const next = this.cards()[Math.min(place + 1, cards.length - 1)];
        if (next) this.choose(next);
      },
      { once: true },
    );
  }

  private add(): boolean {
    const words = this.element.querySelector<HTMLElement>("[data-words]");
    const marked = getSelection();
    if (!words || !marked || marked.isCollapsed || !words.contains(marked.anchorNode)) return false;
    const [start, end] = places(words, marked.getRangeAt(0));
    location.assign(`${this.element.dataset.add}?start=${start}&end=${end}`);
    return true;
  }

  choose(card: HTMLElement, scroll = true): void {
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: scroll ? "nearest" : "center" });
    this.show(card);
  }

  show(card: HTMLElement): void {
    this.element.querySelectorAll(".is-lit").forEach((lit) => lit.classList.remove("is-lit"));
    card.classList.add("is-lit");
    const marks = this.element.querySelectorAll<HTMLElement>(`mark[data-facts~="${card.dataset.fact}"]`);
    marks.forEach((mark) => mark.classList.add("is-lit"));
    scrollInside(marks[0]);
  }

  showPlace(place: number): void {
    const words = this.element.querySelector<HTMLElement>("[data-words]");
    let passed = 0;
    for (const part of Array.from(words?.childNodes ?? [])) {
      passed += part.textContent?.length ?? 0;
      if (passed > place) return scrollInside(part instanceof HTMLElement ? part : part.parentElement!, part);
    }
  }

  private card(fact: string): HTMLElement | null {
    return this.element.querySelector<HTMLElement>(`[data-fact="${CSS.escape(fact)}"]`);
  }

  private cards(): HTMLElement[] {
    return Array.from(this.element.querySelectorAll<HTMLElement>("[data-fact]"));
  }

  private current(): HTMLElement | null {
    return this.element.querySelector<HTMLElement>("[data-fact].is-lit");
  }
}

/** The places of the first and last marked character in the whole text. */
export function places(words: HTMLElement, range: Range): [number, number] {
  const before = document.createRange();
  before.selectNodeContents(words);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  return [start, start + range.toString().length];
}

function scrollInside(target: HTMLElement | undefined, part?: Node): void {
  if (!target) return;
  const box = target.closest<HTMLElement>("[data-words]");
  if (!box) return target.scrollIntoView({ block: "center" });
  const range = document.createRange();
  range.selectNode(part ?? target);
  box.scrollTop += range.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
}
