/** The colours of the page as it is now, light or dark, for drawings that cannot read CSS. */
export type Palette = Record<"font" | "text" | "quiet" | "line" | "accent" | "surface", string> & {
  of: (light: string) => string;
};

export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    font: getComputedStyle(document.body).fontFamily,
    text: read("--g-text"),
    quiet: read("--g-quiet"),
    line: read("--g-line"),
    accent: read("--g-accent"),
    surface: read("--g-surface"),
    of: (light) => read(`--light-${light.replaceAll("_", "-")}`) || read("--g-quiet"),
  };
}
