/* Raw sizes, times and colours stand in src/styles/tokens.css only. Prints each one that stands elsewhere, with its place. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2] ?? join(import.meta.dirname, "src/styles");
const HOME = "tokens.css";
const RAW = [
  [/#[0-9a-f]{3,8}\b/gi, "a colour"],
  [/\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(/gi, "a colour"],
  [/\b(?:white|black|red|green|blue|gr[ae]y|silver|orange|yellow|purple|navy|teal)\b/gi, "a colour"],
  [/(?<![\w.-])(?!-?1px|0?\.5px)-?[\d.]+(?:px|rem|pt|pc|mm|cm|in)\b/gi, "a size"],
  [/(?<![\w.-])(?!0m?s)[\d.]+m?s\b/gi, "a time"],
];
const TYPE = /^(?:font-size|font-weight|font-family|font|border-radius|box-shadow)$/;
const TYPE_OF_TOKENS = /^(?:0\s+)*(?:var\(--|inherit|none|0(?![\w.])|50%$|inset|calc\()/;

const outside = (css) =>
  css
    .replace(/\/\*[^]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "))
    .replace(/@(?:media|page|container|supports)[^{]*\{(?:[^{}]*\bsize:[^{}]*\})?/g, (rule) =>
      rule.replace(/[^\n]/g, " "),
    );

function* found(css) {
  const plain = outside(css);
  for (const match of plain.matchAll(/(?<=[{;]\s*)([\w-]+)\s*:\s*([^;{}]+)[;}]/g)) {
    const [, name, value] = match;
    const line = plain.slice(0, match.index).split("\n").length;
    for (const [pattern, what] of RAW)
      for (const raw of value.matchAll(pattern)) yield [line, `${name}: ${raw[0]} is ${what}`];
    if (TYPE.test(name) && !TYPE_OF_TOKENS.test(value.trim()))
      yield [line, `${name}: ${value.trim()} is none of the tokens`];
  }
}

const complaints = readdirSync(folder)
  .filter((name) => name.endsWith(".css") && name !== HOME)
  .flatMap((name) =>
    [...found(readFileSync(join(folder, name), "utf8"))].map(([line, words]) => `${name}:${line} ${words}`),
  );
complaints.forEach((complaint) => console.log(complaint));
process.exit(complaints.length ? 1 : 0);
