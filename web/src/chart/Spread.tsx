import { useCallback, type Ref } from "react";
import type { ChartFiles } from "../download/Download";
import { numberText, unitLabel } from "../figure/value";
import { dictionary, useLanguage, useWords } from "../language/language";
import { axisStyle, shortNumber } from "./axis";
import { Chart } from "./Chart";
import { colours } from "./colours";
import { shareAxis } from "./shares";
import type { EChartsCoreOption } from "./drawing";

const words = dictionary(
  {
    label: (from: string, to: string) => `各县历年：${from} 至 ${to} 年的中位数、最小值和最大值`,
    median: "中位数",
    range: "最小至最大",
    counties: (count: number) => `${count} 个县`,
  },
  {
    label: (from: string, to: string) => `Counties by year: median, least and greatest value, ${from} to ${to}`,
    median: "median",
    range: "least to greatest",
    counties: (count: number) => (count === 1 ? "1 county" : `${count} counties`),
  },
);

export interface YearSpread {
  year: number;
  count: number;
  min: number;
  max: number;
  median: number;
}

/** Where the counties lie each year: the median as a line, a stroke from the least to the greatest value. */
export function Spread({
  spreads,
  unit,
  rate,
  title,
  height = 240,
  onYear,
  files,
}: {
  /** Every year of the time shown, null where none is known. */
  spreads: readonly (YearSpread | { year: number; count: 0 })[];
  unit: string;
  rate: boolean;
  /** What a file of the chart is headed by. */
  title: string;
  height?: number;
  onYear?: (year: number) => void;
  files?: Ref<ChartFiles>;
}) {
  const w = useWords(words);
  const { language } = useLanguage();
  const option = useCallback((): EChartsCoreOption => {
    const c = colours(["series-1", "ink", "ink-2", "line", "raised"] as const);
    const axis = axisStyle(c);
    const known = spreads.map((spread) => ("median" in spread ? spread : null));
    return {
      ...axis.chart,
      grid: { left: 8, right: 16, top: 28, bottom: 4, containLabel: true },
      xAxis: { ...axis.category, data: spreads.map((spread) => String(spread.year)) },
      yAxis: {
        ...axis.value,
        name: unitLabel(unit, language),
        ...(rate ? shareAxis(known.flatMap((spread) => (spread === null ? [] : [spread.min, spread.max]))) : {}),
        axisLabel: { ...axis.value.axisLabel, formatter: (value: number) => shortNumber(value, language) },
      },
      tooltip: {
        ...axis.tooltip,
        trigger: "axis",
        formatter: ([hovered]: { dataIndex: number }[]) => {
          const spread = hovered === undefined ? null : known[hovered.dataIndex];
          if (spread === null || spread === undefined) return "";
          return [
            `<b>${spread.year}</b> · ${w.counties(spread.count)}`,
            `${w.median} ${numberText(spread.median, language)}`,
            `${w.range} ${numberText(spread.min, language)}–${numberText(spread.max, language)}`,
          ].join("<br>");
        },
      },
      series: [
        {
          id: "range",
          type: "custom",
          silent: true,
          encode: { x: 0, y: [1, 2] },
          data: known.flatMap((spread) => (spread === null ? [] : [[String(spread.year), spread.min, spread.max]])),
          renderItem: (_: unknown, api: { value: (dimension: number) => number; coord: (point: [number, number]) => [number, number] }) => {
            const low = api.coord([api.value(0), api.value(1)]);
            const high = api.coord([api.value(0), api.value(2)]);
            return {
              type: "line",
              shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] },
              style: { stroke: c["series-1"], lineWidth: 10, opacity: 0.22 },
            };
          },
        },
        {
          id: "median",
          type: "line",
          color: c["series-1"],
          symbol: "circle",
          symbolSize: 8,
          lineStyle: { width: 2 },
          connectNulls: false,
          cursor: onYear === undefined ? "default" : "pointer",
          data: known.map((spread) => spread?.median ?? null),
        },
      ],
    };
  }, [spreads, unit, rate, language, w, onYear]);
  const chosen = useCallback(
    (_: string, place: number) => {
      const year = spreads[place]?.year;
      if (year !== undefined) onYear?.(year);
    },
    [spreads, onYear],
  );
  const caption = useCallback(() => ({ title: `${title}: ${w.median}, ${w.range}`, legend: [] }), [title, w]);
  return (
    <figure className="line-chart">
      <Chart
        option={option}
        height={height}
        label={w.label(String(spreads[0]?.year ?? ""), String(spreads.at(-1)?.year ?? ""))}
        onPoint={chosen}
        caption={caption}
        {...(files === undefined ? {} : { files })}
      />
      <figcaption className="dim small">
        <span>
          <span aria-hidden="true">●</span> {w.median}
        </span>
        <span>
          <span aria-hidden="true">┃</span> {w.range}
        </span>
      </figcaption>
    </figure>
  );
}
