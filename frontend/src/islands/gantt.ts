import { CustomChart } from "echarts/charts";
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { make } from "../elements";
import { sourceOf } from "../islands";
import { wordsOf } from "../words";
import { ganttOption, heightOf, type Gantt } from "./gantt-option";
import { palette } from "./palette";

use([CustomChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);

/** Draws the steps above their table, which has the same dates for those who hear the page or have no script. */
export function start(element: HTMLElement): void {
  const drawing = sourceOf<Gantt>(element);
  if (!drawing) return;
  const canvas = make("div", { class: "chart-canvas", "aria-hidden": "true" });
  canvas.style.height = `${heightOf(drawing)}px`;
  element.replaceChildren(canvas);

  const chart = init(canvas, null, { renderer: "svg" });
  const draw = (): void => chart.setOption(ganttOption(drawing, palette(), wordsOf(element)("today")), true);
  const scale = (): void => {
    const { width, height } = canvas.getBoundingClientRect();
    canvas.querySelector("svg")?.setAttribute("viewBox", `0 0 ${width} ${height}`);
  };
  draw();
  document.addEventListener("gongjian:theme", draw);
  addEventListener("beforeprint", scale);
  new ResizeObserver(() => chart.resize()).observe(canvas);
}
