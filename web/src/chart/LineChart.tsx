import { useCallback, useMemo, type Ref } from "react";
import { useLocation } from "wouter";
import type { ChartFiles } from "../download/Download";
import { changeText, unitText, valueText, type Qualifier } from "../figure/value";
import { dictionary, useLanguage, useWords } from "../language/language";
import { axisStyle, shortNumber } from "./axis";
import { Chart } from "./Chart";
import { colourOf, colours, dashOf, lineColours } from "./colours";
import { pointsByYear, yearsOf, type ChartLine, type ChartPoint } from "./points";
import { shareAxis } from "./shares";
import type { EChartsCoreOption } from "./drawing";

const words = dictionary(
  {
    label: (names: string, from: number, to: number) => `折线图：${names}，${from} 至 ${to} 年。数字见下表。`,
    MORE_THAN: "余、以上：实际更多",
    LESS_THAN: "近、不足：实际更少",
    ABOUT: "约：实际在左右",
    restated: "后来的报告说法不同",
    range: "报告给的是范围",
    change: "比上年",
    open: "点一下看原文",
  },
  {
    label: (names: string, from: number, to: number) => `Line chart: ${names}, ${from} to ${to}. The table below has the numbers.`,
    MORE_THAN: "more than this",
    LESS_THAN: "less than this",
    ABOUT: "about this",
    restated: "a later report says otherwise",
    range: "the report gives a range",
    change: "against the year before",
    open: "click to read it",
  },
);

const symbols: Record<Qualifier, string> = {
  EXACT: "circle",
  MORE_THAN: "triangle",
  LESS_THAN: "path://M0,0 L10,0 L5,9 Z",
  ABOUT: "circle",
};

/** What the marks mean, for those that the chart has. */
function marksOf(lines: readonly ChartLine[]) {
  const points = lines.flatMap((line) => line.points);
  return [
    ...(["MORE_THAN", "LESS_THAN", "ABOUT"] as const).filter((qualifier) => points.some((point) => point.qualifier === qualifier)),
    ...(points.some((point) => point.valueHigh !== null) ? (["range"] as const) : []),
    ...(points.some((point) => point.restated.length > 0) ? (["restated"] as const) : []),
  ];
}

const markTexts = { MORE_THAN: "▲", LESS_THAN: "▼", ABOUT: "○", range: "┃", restated: "×" } as const;

/**
 * Series over the years. A year without a figure is a gap in the line; bounds and approximate numbers have marks of
 * their own; what later reports say instead is a cross. A click on a point opens the report at its sentence.
 */
export function LineChart({
  lines,
  title,
  unit,
  height = 260,
  rate = false,
  files,
}: {
  lines: readonly ChartLine[];
  /** What a file of the chart is headed by. */
  title: string;
  /** The unit that the axis is named by. */
  unit: string;
  height?: number;
  /** Shares need not begin at zero; numbers of things do, so that heights can be compared. */
  rate?: boolean;
  files?: Ref<ChartFiles>;
}) {
  const w = useWords(words);
  const { language } = useLanguage();
  const [, go] = useLocation();
  const years = useMemo(() => yearsOf(lines), [lines]);

  const option = useCallback((): EChartsCoreOption => {
    const c = colours([...lineColours, "ink", "ink-2", "line", "paper", "raised", "seal"] as const);
    const axis = axisStyle(c);
    const alone = lines.length === 1;
    const heights = lines.flatMap((line) => line.points.flatMap((point) => [point.value, point.valueHigh ?? point.value]));
    return {
      ...axis.chart,
      grid: { left: 8, right: 24, top: 30, bottom: 4, containLabel: true },
      xAxis: { ...axis.category, data: years.map(String) },
      yAxis: {
        ...axis.value,
        ...(rate ? shareAxis(heights) : {}),
        name: unit === "%" ? "%" : unitText(unit, language),
        axisLabel: { ...axis.value.axisLabel, formatter: (value: number) => shortNumber(value, language) },
      },
      tooltip: {
        ...axis.tooltip,
        formatter: (hovered: { data?: { text?: Tip } }) => (hovered.data?.text === undefined ? "" : tipHtml(hovered.data.text)),
      },
      series: lines.flatMap((line, place) => {
        const colour = c[colourOf(place)];
        const tip = (point: ChartPoint): Tip => ({
          title: `${line.name} · ${point.year}`,
          value: `${valueText(point, language)} ${unitText(point.unit, language)}`,
          detail: [
            point.change === null ? "" : `${w.change} ${changeText(point, language)}`,
            point.restated.length === 0 ? "" : `${w.restated}: ${point.restated.map((one) => valueText(one, language)).join(", ")}`,
          ].filter((text) => text !== ""),
          quote: point.quote ?? "",
          open: w.open,
        });
        const ordered = pointsByYear(line.points, years);
        const ranges = line.points.filter((point) => point.valueHigh !== null);
        const restated = line.points.flatMap((point) => point.restated.map((one) => ({ point, one })));
        return [
          {
            id: line.key,
            name: line.name,
            type: "line",
            color: colour,
            connectNulls: false,
            symbolSize: 9,
            lineStyle: { width: 2, type: alone ? "solid" : [...dashOf(place)] },
            emphasis: { scale: 1.5 },
            cursor: "pointer",
            label: {
              show: alone && years.length <= 14,
              position: "top",
              color: c.ink,
              fontSize: 12,
              formatter: (shown: { data?: { text?: Tip; short?: string } }) => shown.data?.short ?? "",
            },
            labelLayout: { hideOverlap: true },
            data: ordered.map((point) =>
              point === null
                ? { value: null }
                : {
                    value: point.value,
                    symbol: symbols[point.qualifier],
                    ...(point.qualifier === "ABOUT" ? { itemStyle: { color: c.paper, borderColor: colour, borderWidth: 2 } } : {}),
                    ...(point.valueHigh === null ? {} : { label: { position: "right" } }),
                    text: tip(point),
                    short: valueText(point, language),
                  },
            ),
          },
          ...(ranges.length === 0
            ? []
            : [
                {
                  id: `${line.key} ranges`,
                  type: "custom",
                  silent: true,
                  // Both ends count for the height of the axis.
                  encode: { x: 0, y: [1, 2] },
                  data: ranges.map((point) => [String(point.year), point.value, point.valueHigh]),
                  renderItem: (_: unknown, api: RangeApi) => {
                    const low = api.coord([api.value(0), api.value(1)]);
                    const high = api.coord([api.value(0), api.value(2)]);
                    return {
                      type: "line",
                      shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] },
                      style: { stroke: colour, lineWidth: 4, opacity: 0.45 },
                    };
                  },
                },
              ]),
          ...(restated.length === 0
            ? []
            : [
                {
                  id: `${line.key} restated`,
                  type: "scatter",
                  symbol: "path://M0,1 L1,0 L5,4 L9,0 L10,1 L6,5 L10,9 L9,10 L5,6 L1,10 L0,9 L4,5 Z",
                  symbolSize: 9,
                  itemStyle: { color: c.seal },
                  data: restated.map(({ point, one }) => ({ value: [String(point.year), one.value], text: tip(point) })),
                },
              ]),
        ];
      }),
    };
  }, [lines, years, unit, rate, language, w]);

  const open = useCallback(
    (series: string, place: number) => {
      const line = lines.find((one) => one.key === series);
      const point = line === undefined ? null : pointsByYear(line.points, years)[place];
      if (point !== null && point !== undefined) go(point.address);
    },
    [lines, years, go],
  );

  const caption = useCallback(() => {
    const c = colours(lineColours);
    return {
      title,
      legend: lines.length < 2 ? [] : lines.map((line, place) => ({ name: line.name, colour: c[colourOf(place)], dash: dashOf(place) })),
    };
  }, [lines, title]);

  const marks = marksOf(lines);
  return (
    <figure className="line-chart">
      {lines.length < 2 ? null : (
        <ul className="line-chart-legend">
          {lines.map((line, place) => (
            <li key={line.key}>
              <svg width="26" height="10" aria-hidden="true">
                <line
                  x1="0"
                  x2="26"
                  y1="5"
                  y2="5"
                  stroke={`var(--${colourOf(place)})`}
                  strokeWidth="2.2"
                  strokeDasharray={dashOf(place).join(" ")}
                />
              </svg>
              {line.name}
            </li>
          ))}
        </ul>
      )}
      <Chart
        option={option}
        height={height}
        label={w.label(lines.map((line) => line.name).join(language === "zh" ? "、" : ", "), years[0] ?? 0, years.at(-1) ?? 0)}
        onPoint={open}
        caption={caption}
        {...(files === undefined ? {} : { files })}
      />
      <figcaption className="dim small">
        {marks.map((mark) => (
          <span key={mark}>
            <span aria-hidden="true">{markTexts[mark]}</span> {w[mark]}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

interface RangeApi {
  value: (dimension: number) => number;
  coord: (point: [number, number]) => [number, number];
}

interface Tip {
  title: string;
  value: string;
  detail: string[];
  quote: string;
  open: string;
}

/** ECharts wants HTML; what reports say is text, whatever signs are in it. */
function tipHtml(tip: Tip): string {
  const text = (words: string) => words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return [
    `<div>${text(tip.title)}</div>`,
    `<div class="tip-value">${text(tip.value)}</div>`,
    ...tip.detail.map((line) => `<div>${text(line)}</div>`),
    tip.quote === "" ? "" : `<div class="tip-quote">“${text(tip.quote)}”</div>`,
    `<div class="tip-open">${text(tip.open)}</div>`,
  ].join("");
}
