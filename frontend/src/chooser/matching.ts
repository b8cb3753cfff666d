/** Which choices are meant: every word typed stands in the name, the code or the initials. */
export type Choice = { value: string; label: string; keys: string };

export function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}

/** Those that begin with what was typed come first; otherwise the order of the list stays. */
export function meant(choices: Choice[], typed: string): Choice[] {
  const wanted = plain(typed);
  if (!wanted) return choices;
  const words = wanted.split(" ");
  const found = choices.filter((one) => {
    const label = plain(one.label);
    return words.every((word) => label.includes(word) || one.keys.includes(word));
  });
  const first = (one: Choice): number =>
    Number(!(plain(one.label).startsWith(wanted) || one.keys.startsWith(wanted)));
  return found.sort((a, b) => first(a) - first(b));
}
