import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin } from "vite";

const here = dirname(fileURLToPath(import.meta.url));

/** The icons that pages use, as one file of symbols: {% icon "search" %} points into it. */
function sprite(): Plugin {
  const folder = join(here, "node_modules/@tabler/icons/icons/outline");
  const symbol = (name: string): string => {
    const drawing = readFileSync(join(folder, `${name}.svg`), "utf8");
    const shapes = drawing
      .slice(drawing.indexOf("<svg"))
      .replace(/<svg[^>]*>/, "")
      .replace("</svg>", "")
      .trim();
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
  };
  return {
    name: "sprite",
    generateBundle() {
      const names = JSON.parse(readFileSync(join(here, "icons.json"), "utf8")) as string[];
      const source = `<svg xmlns="http://www.w3.org/2000/svg">${names.map(symbol).join("")}</svg>`;
      this.emitFile({ type: "asset", fileName: "icons.svg", source });
    },
  };
}

export default defineConfig({
  base: "./",
  plugins: [sprite()],
  build: {
    outDir: join(here, "../src/gongjian/ui/static/ui/dist"),
    emptyOutDir: true,
    manifest: "manifest.json",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: { checks: { eval: false }, input: { main: join(here, "src/main.ts") } },
  },
});
