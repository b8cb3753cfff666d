import type { EChartsCoreOption } from "echarts/core";
import { gantt, GANTT_ROW, type Gantt } from "./gantt";
import type { Palette } from "./palette";

export type Trend = {
  kind: "trend";
  days: string[];
  unit?: string;
  series: { name: string; values: (number | null)[]; light?: string }[];
};
export type Bars = {
  kind: "stacked-bars";
  lights: { code: string; label: string }[];
  rows: { label: string; href?: string; counts: Record<string, number> }[];
};
export type Curve = {
  kind: "curve";
  unit?: string;
  today?: string;
  baseline: [string, number][];
  actual: [string, number][];
};
export type Drawing = Trend | Bars | Curve | Gantt;
export type Say = (key: string) => string;

const ROW_HEIGHT = 26;
const FRAME_HEIGHT = 90;
const USUAL_HEIGHT = 240;

export function heightOf(drawing: Drawing): number {
  if (drawing.kind === "gantt") return drawing.rows.length * GANTT_ROW + FRAME_HEIGHT;
  return drawing.kind === "stacked-bars" ? drawing.rows.length * ROW_HEIGHT + FRAME_HEIGHT : USUAL_HEIGHT;
}

export function optionOf(drawing: Drawing, colours: Palette, say: Say): EChartsCoreOption {
  const common = frame(colours);
  if (drawing.kind === "stacked-bars") return { ...common, ...bars(drawing, colours) };
  if (drawing.kind === "gantt") return { ...common, ...gantt(drawing, colours, say("today")) };
  return {
    ...common,
    ...(drawing.kind === "trend" ? trend(drawing, colours) : curve(drawing, colours, say)),
  };
}

function frame(colours: Palette): EChartsCoreOption {
  return {
    animation: false,
    textStyle: { fontFamily: colours.font, color: colours.text },
    grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
    legend: {
      top: 0,
      left: 0,
      icon: "roundRect",
      itemWidth: 12,
      itemHeight: 8,
      textStyle: { color: colours.quiet },
    },
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontSize: 12 },
    },
  };
}

function valueAxis(colours: Palette, unit = ""): object {
  return {
    type: "value",
    axisLabel: { color: colours.quiet, formatter: `{value}${unit}` },
    splitLine: { lineStyle: { color: colours.line } },
  };
}

function trend(drawing: Trend, colours: Palette): EChartsCoreOption {
  const shapes = ["circle", "triangle", "diamond", "rect", "emptyCircle"];
  return {
    xAxis: {
      type: "category",
      data: drawing.days,
      axisLabel: { color: colours.quiet, formatter: shortDay },
      axisLine: { lineStyle: { color: colours.line } },
    },
    yAxis: valueAxis(colours, drawing.unit),
    series: drawing.series.map(({ name, values, light }, place) => {
      const color = light ? colours.of(light) : colours.accent;
      const type = light || place === 0 ? "solid" : "dashed";
      return {
        name,
        type: "line",
        data: values,
        symbol: shapes[place % shapes.length],
        color,
        lineStyle: { color, width: 2, type },
      };
    }),
  };
}

function bars(drawing: Bars, colours: Palette): EChartsCoreOption {
  return {
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "none" },
      renderMode: "richText",
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontSize: 12 },
    },
    grid: { left: 8, right: 16, top: 62, bottom: 8, containLabel: true },
    xAxis: { ...valueAxis(colours), minInterval: 1 },
    yAxis: {
      type: "category",
      inverse: true,
      triggerEvent: true,
      data: drawing.rows.map((row) => row.label),
      axisLabel: { color: colours.text, width: 132, overflow: "truncate" },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
    },
    series: drawing.lights.map(({ code, label }) => ({
      name: label,
      type: "bar",
      stack: "lights",
      barMaxWidth: 16,
      data: drawing.rows.map((row) => row.counts[code] ?? 0),
      itemStyle: { color: colours.of(code), borderColor: colours.surface, borderWidth: 1 },
    })),
  };
}

function curve(drawing: Curve, colours: Palette, say: Say): EChartsCoreOption {
  const line = { type: "line", showSymbol: false };
  const mark = drawing.today && {
    symbol: "none",
    silent: true,
    lineStyle: { color: colours.quiet, type: "dotted" },
    label: { formatter: say("today"), color: colours.quiet },
    data: [{ xAxis: drawing.today }],
  };
  return {
    xAxis: {
      type: "time",
      axisLabel: { color: colours.quiet, formatter: "{M}/{d}", hideOverlap: true },
      axisLine: { lineStyle: { color: colours.line } },
    },
    yAxis: valueAxis(colours, drawing.unit),
    series: [
      {
        ...line,
        name: say("baseline"),
        data: drawing.baseline,
        color: colours.quiet,
        lineStyle: { type: "dashed", width: 2 },
        markLine: mark || undefined,
      },
      {
        ...line,
        name: say("actual"),
        data: drawing.actual,
        color: colours.accent,
        lineStyle: { width: 2.5 },
        showSymbol: true,
        step: "end",
      },
    ],
  };
}

/** 2026-10-13 reads 10/13 below an axis. */
export function shortDay(day: string): string {
  const found = /^\d{4}-(\d\d)-(\d\d)/.exec(day);
  return found ? `${Number(found[1])}/${Number(found[2])}` : day;
}
