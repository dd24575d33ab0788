import { useMemo, useRef } from "react";
import { Link } from "wouter";
import { indicatorAddress, reportAddress } from "../../address";
import { LineChart } from "../../chart/LineChart";
import type { ChartLine } from "../../chart/points";
import { Download, type ChartFiles } from "../../download/Download";
import { FigureValue } from "../../figure/FigureValue";
import { dictionary, useNames, useWords } from "../../language/language";
import { Definition } from "../indicator/Definition";
import { useAnswer } from "../../query/useAnswer";
import { DrawnQuery, type CountySeries } from "./query";

const words = dictionary(
  {
    definition: "口径",
    says: (year: number) => `${year} 年报告里的原话`,
    read: "到原文里看",
    counties: (count: number) => `${count} 个县有这项指标`,
    scope: "范围",
    cumulative: (label: string) => `累计数：${label}`,
  },
  {
    definition: "Definition",
    says: (year: number) => `In the words of the report on ${year}`,
    read: "Read it in the report",
    counties: (count: number) => (count === 1 ? "1 county reports it" : `${count} counties report it`),
    scope: "Scope",
    cumulative: (label: string) => `A running total: ${label}`,
  },
);

/** The series that is looked at: drawn over the years, with its definition and its latest sentence. */
export function DrawnSeries({ code, name, series }: { code: string; name: string; series: CountySeries }) {
  const w = useWords(words);
  const nameOf = useNames();
  const files = useRef<ChartFiles>(null);
  const { indicator } = series;
  const { data, stale } = useAnswer({ query: DrawnQuery, variables: { code, indicator: indicator.code } });
  const found = data?.county?.series[0];
  // While another series' sentences are on their way, the answer at hand is still that of the one before.
  const detail = !stale && found?.indicator.code === indicator.code ? found : undefined;
  const lines = useMemo<ChartLine[]>(
    () => [
      {
        key: indicator.code,
        name: nameOf(indicator),
        points: series.points.map((point) => {
          const words = detail?.points.find((one) => one.year === point.year);
          return {
            ...point,
            address: reportAddress(code, point.figure.year, { figure: point.figure.id }),
            ...(words === undefined ? {} : { quote: words.figure.quote }),
            restated: (words?.restated ?? []).map((one) => ({ ...one, address: reportAddress(code, one.year, { figure: one.id }) })),
          };
        }),
      },
    ],
    [series, detail, code, indicator, nameOf],
  );
  const latest = detail?.points.at(-1);
  return (
    <section className="drawn-series" aria-labelledby="drawn">
      <header className="section-head">
        <h2 id="drawn">
          <Link href={indicatorAddress(indicator.code)}>{nameOf(indicator)}</Link>
        </h2>
        <div className="tools">
          <Download
            list="series"
            parameters={{ county: code, indicator: indicator.code }}
            name={`${name} ${nameOf(indicator)}`}
            chart={{ svg: () => files.current?.svg() ?? null, png: async () => (await files.current?.png()) ?? null }}
          />
        </div>
      </header>
      <div className="drawn-columns">
        <LineChart lines={lines} title={`${name}: ${nameOf(indicator)}`} unit={series.points.at(-1)?.unit ?? indicator.unit} rate={indicator.measure === "RATE"} files={files} height={280} />
        <div className="drawn-words">
          {latest === undefined || detail === undefined ? null : (
            <>
              <p className="dim small">{w.says(latest.figure.year)}</p>
              <blockquote>
                <p>{latest.figure.quote}</p>
              </blockquote>
              <p>
                <Link href={reportAddress(code, latest.figure.year, { figure: latest.figure.id })}>
                  <FigureValue of={latest} /> · {w.read}
                </Link>
              </p>
              {latest.figure.scope === null ? null : (
                <p className="small dim">
                  {w.scope}: {latest.figure.scope}
                </p>
              )}
              {latest.figure.period.cumulative ? <p className="small dim">{w.cumulative(latest.figure.period.label)}</p> : null}
              <details className="small">
                <summary>
                  {w.definition} · {w.counties(detail.indicator.coverage.counties)}
                </summary>
                <Definition text={detail.indicator.description} />
              </details>
            </>
          )}
        </div>
      </div>
    </section>
  );
}
