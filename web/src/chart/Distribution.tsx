import { useCallback, useMemo, type Ref } from "react";
import type { ChartFiles } from "../download/Download";
import { numberText } from "../figure/value";
import { dictionary, useLanguage, useWords } from "../language/language";
import { axisStyle, shortNumber } from "./axis";
import { Chart } from "./Chart";
import { colours } from "./colours";
import type { EChartsCoreOption } from "./drawing";
import { histogram } from "./histogram";

const words = dictionary(
  {
    label: (counties: number, low: string, high: string) => `分布图：${counties} 个县，从 ${low} 到 ${high}`,
    counties: (count: number) => `${count} 个县`,
    axis: "县数",
    to: "至",
  },
  {
    label: (counties: number, low: string, high: string) => `Distribution of ${counties} counties, from ${low} to ${high}`,
    counties: (count: number) => (count === 1 ? "1 county" : `${count} counties`),
    axis: "counties",
    to: "to",
  },
);

/** How many counties have values of which size. */
export function Distribution({
  values,
  title,
  height = 200,
  files,
}: {
  values: readonly number[];
  /** What a file of the chart is headed by. */
  title: string;
  height?: number;
  files?: Ref<ChartFiles>;
}) {
  const w = useWords(words);
  const { language } = useLanguage();
  const bins = useMemo(() => histogram(values), [values]);
  const option = useCallback((): EChartsCoreOption => {
    const c = colours(["series-1", "ink", "ink-2", "line", "raised"] as const);
    const axis = axisStyle(c);
    return {
      ...axis.chart,
      grid: { left: 8, right: 16, top: 26, bottom: 4, containLabel: true },
      xAxis: {
        ...axis.category,
        // Where there is room, both limits.
        data: bins.map((bin) => {
          const from = shortNumber(bin.from, language);
          return bins.length > 5 ? from : `${from}–${shortNumber(bin.to, language)}`;
        }),
      },
      yAxis: { ...axis.value, name: w.axis, minInterval: 1 },
      tooltip: {
        ...axis.tooltip,
        formatter: (hovered: { dataIndex: number }) => {
          const bin = bins[hovered.dataIndex];
          if (bin === undefined) return "";
          return `${numberText(bin.from, language)} ${w.to} ${numberText(bin.to, language)}<br><b>${w.counties(bin.count)}</b>`;
        },
      },
      series: [{ id: "counties", type: "bar", barCategoryGap: "8%", itemStyle: { color: c["series-1"], opacity: 0.75 }, data: bins.map((bin) => bin.count) }],
    };
  }, [bins, language, w]);
  const caption = useCallback(() => ({ title, legend: [] }), [title]);
  return (
    <Chart
      option={option}
      caption={caption}
      height={height}
      label={w.label(values.length, numberText(Math.min(...values), language), numberText(Math.max(...values), language))}
      {...(files === undefined ? {} : { files })}
    />
  );
}
