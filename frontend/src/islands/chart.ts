import { BarChart, CustomChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { make } from "../elements";
import { sourceOf } from "../islands";
import { wordsOf } from "../words";
import { heightOf, optionOf, type Drawing } from "./options";
import { palette } from "./palette";

use([
  BarChart,
  CustomChart,
  LineChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  SVGRenderer,
]);

/** Draws the figures beside their table, which stays for those who hear the page or have no script. */
export function start(element: HTMLElement): void {
  const drawing = sourceOf<Drawing>(element);
  if (!drawing) return;
  const canvas = make("div", { class: "chart-canvas", "aria-hidden": "true" });
  canvas.style.height = `${heightOf(drawing)}px`;
  element.querySelectorAll(":scope > *").forEach((told) => told.classList.add("visually-hidden"));
  element.prepend(canvas);

  const chart = init(canvas, null, { renderer: "svg" });
  const draw = (): void => chart.setOption(optionOf(drawing, palette(), wordsOf(element)), true);
  draw();
  document.addEventListener("gongjian:theme", draw);
  new ResizeObserver(() => chart.resize()).observe(canvas);
  if (drawing.kind === "stacked-bars") {
    chart.on("click", ({ dataIndex, value }) => {
      const row = drawing.rows[dataIndex ?? -1] ?? drawing.rows.find(({ label }) => label === value);
      if (row?.href) location.assign(row.href);
    });
  }
}
