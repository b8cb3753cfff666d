import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from "echarts";
import type { EChartsCoreOption } from "echarts/core";
import type { Palette } from "./palette";

export type Gantt = {
  today: string;
  states: { code: string; label: string }[];
  rows: {
    label: string;
    from: string;
    to: string;
    done: string | null;
    state: string;
    critical: boolean;
    slack: number;
  }[];
};

const DAY = 86_400_000;
const BAR = 14;
const ROW = 26;
const FRAME = 90;
const MOST_WEEKS = 12;

export function heightOf(drawing: Gantt): number {
  return drawing.rows.length * ROW + FRAME;
}

/** A bar per step, from the morning of its latest start to the evening of its latest finish. */
export function ganttOption(drawing: Gantt, colours: Palette, today: string): EChartsCoreOption {
  const { rows, states } = drawing;
  const customValues = weeks(limits(drawing));
  return {
    animation: false,
    textStyle: { fontFamily: colours.font, color: colours.text },
    legend: {
      top: 0,
      left: 0,
      icon: "roundRect",
      itemWidth: 12,
      itemHeight: 8,
      textStyle: { color: colours.quiet },
    },
    grid: { left: 8, right: 20, top: 52, bottom: 8, containLabel: true },
    xAxis: {
      type: "time",
      position: "bottom",
      ...limits(drawing),
      axisLabel: { color: colours.quiet, formatter: "{M}/{d}", hideOverlap: true, customValues },
      axisTick: { customValues },
      splitLine: { show: true, customValues, lineStyle: { color: colours.line } },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: rows.map((row) => row.label),
      axisLabel: { color: colours.text, width: 190, overflow: "truncate" },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
    },
    tooltip: tooltip(drawing, colours),
    series: states.map(({ code, label }, place) => ({
      name: label,
      type: "custom",
      color: colours.of(code),
      encode: { x: [1, 2], y: 0 },
      data: rows
        .map((row, at) => ({ row, at }))
        .filter(({ row }) => row.state === code)
        .map(({ row, at }) => [at, time(row.from), time(row.to) + DAY, row.critical ? 1 : 0]),
      renderItem: bar(colours, code),
      markLine: place ? undefined : todayLine(drawing, colours, today),
    })),
  };
}

function bar(colours: Palette, code: string) {
  return (_params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
    const [x = 0, y = 0] = api.coord([api.value(1), api.value(0)]);
    const [end = 0] = api.coord([api.value(2), api.value(0)]);
    return {
      type: "rect" as const,
      shape: { x, y: y - BAR / 2, width: Math.max(end - x, 3), height: BAR, r: 2 },
      style: {
        fill: colours.of(code),
        stroke: api.value(3) ? colours.text : undefined,
        lineWidth: api.value(3) ? 1.5 : 0,
      },
    };
  };
}

function todayLine(drawing: Gantt, colours: Palette, label: string): object {
  return {
    symbol: "none",
    silent: true,
    lineStyle: { color: colours.accent, type: "dashed" },
    label: { formatter: label, color: colours.quiet, position: "start" },
    data: [{ xAxis: time(drawing.today) }],
  };
}

function tooltip(drawing: Gantt, colours: Palette): object {
  return {
    trigger: "item",
    renderMode: "richText",
    backgroundColor: colours.surface,
    borderColor: colours.line,
    textStyle: { color: colours.text, fontSize: 12 },
    formatter: ({ value }: { value: number[] }) => {
      const row = drawing.rows[value[0] ?? 0];
      return row ? `${row.label}\n${row.from} – ${row.to}` : "";
    },
  };
}

/** Some days of air on both sides. */
export function limits(drawing: Gantt): { min: number; max: number } {
  const days = drawing.rows
    .flatMap((row) => [time(row.from), time(row.to) + DAY])
    .concat(time(drawing.today));
  return { min: Math.min(...days) - 2 * DAY, max: Math.max(...days) + 2 * DAY };
}

/** The Mondays between, of a long time only so many as have room. */
export function weeks({ min, max }: { min: number; max: number }): number[] {
  const first = new Date(min);
  first.setDate(first.getDate() + ((8 - first.getDay()) % 7));
  first.setHours(0, 0, 0, 0);
  const mondays = Array.from({ length: Math.ceil((max - first.getTime()) / (7 * DAY)) }, (_one, week) =>
    new Date(first).setDate(first.getDate() + 7 * week),
  );
  const step = Math.max(1, Math.ceil(mondays.length / MOST_WEEKS));
  return mondays.filter((_monday, at) => at % step === 0);
}

function time(day: string): number {
  return new Date(`${day}T00:00:00`).getTime();
}
