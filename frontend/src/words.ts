/** The sentences that the page brings along in the reader's language. */
let said: Record<string, string> | undefined;

export function word(key: string, values: Record<string, string | number> = {}): string {
  said ??= JSON.parse(document.getElementById("words")?.textContent ?? "{}") as Record<string, string>;
  return fill(said[key] ?? key, values);
}

export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The words of one island: its own, from data-words, before those of the page. */
export function wordsOf(island: HTMLElement): (key: string) => string {
  const own = JSON.parse(island.dataset.words ?? "{}") as Record<string, string>;
  return (key) => own[key] ?? word(key);
}
