import { useEffect, useMemo, useRef } from "react";
import { Link } from "wouter";
import { countyAddress, indicatorAddress, reportAddress, type CompareState } from "../../address";
import { LineChart } from "../../chart/LineChart";
import { comparable, pointsByYear, yearsOf, type ChartLine } from "../../chart/points";
import { Download, type ChartFiles } from "../../download/Download";
import { FigureValue } from "../../figure/FigureValue";
import { changeText, unitLabel } from "../../figure/value";
import { dictionary, useLanguage, useNames, useWords } from "../../language/language";
import { refusedArgument, useAnswer } from "../../query/useAnswer";
import { Empty, Failure, Skeleton } from "../../states/states";
import { TableScroll } from "../../table/TableScroll";
import { CompareQuery } from "./query";
import { usualYear } from "./usual";
import { Sentences } from "./Sentences";

const words = dictionary(
  {
    none: (code: string) => `没有代码为 ${code} 的指标。`,
    noCounty: "地址里有不认识的县代码；去掉它再看。",
    noPoints: "选中的县都没有这项指标的数字。",
    units: "各县用的单位不同，不画在一张图里。",
    county: "县",
    change: (year: number) => `${year} 比上年`,
    year: (year: number) => `看 ${year} 年的原句`,
    table: (name: string) => `${name}：各县各年`,
  },
  {
    none: (code: string) => `There is no indicator with the code ${code}.`,
    noCounty: "The address has a county code that there is not; take it out.",
    noPoints: "None of the chosen counties has a figure of this indicator.",
    units: "The counties use different units, which cannot share a chart.",
    county: "County",
    change: (year: number) => `Change in ${year}`,
    year: (year: number) => `Show the sentences of ${year}`,
    table: (name: string) => `${name}: counties by year`,
  },
);

/** One indicator of the chosen counties. */
export function Compared({
  indicator: code,
  counties,
  year,
  to,
  onYear,
}: {
  indicator: string;
  counties: readonly { code: string; name: string; nameEn: string }[];
  /** The year whose sentences are shown; null for the one that most counties have. */
  year: number | null;
  to: (change: CompareState) => string;
  /** Hears which year that is. */
  onYear?: (year: number | null) => void;
}) {
  const w = useWords(words);
  const { language } = useLanguage();
  const nameOf = useNames();
  const files = useRef<ChartFiles>(null);
  const { data, failure, again } = useAnswer({
    query: CompareQuery,
    variables: { indicator: code, counties: counties.map((county) => county.code) },
  });
  const lines = useMemo<(ChartLine & { code: string })[]>(
    () =>
      // In the order in which the reader has chosen them, so that colours stay when one more is added.
      // A county without figures keeps its row: that it has none is an answer.
      counties.map((county) => ({
        key: county.code,
        code: county.code,
        name: nameOf(county),
        points: (data?.series.find((one) => one.county.code === county.code)?.points ?? []).map((point) => ({
          ...point,
          quote: point.figure.quote,
          address: reportAddress(county.code, point.figure.year, { figure: point.figure.id }),
          restated: point.restated.map((one) => ({ ...one, address: reportAddress(county.code, one.year, { figure: one.id }) })),
        })),
      })),
    [data, counties, nameOf],
  );
  const drawn = useMemo(() => lines.filter((line) => line.points.length > 0), [lines]);
  const years = yearsOf(lines);
  const usual = usualYear(lines);
  useEffect(() => {
    if (data !== undefined) onYear?.(usual);
  }, [data, usual, onYear]);

  const refused = refusedArgument(failure);
  if (refused === "indicator") return <Empty>{w.none(code)}</Empty>;
  if (refused === "counties") return <Empty>{w.noCounty}</Empty>;
  if (failure !== null) return <Failure error={failure} retry={again} />;
  if (data === undefined) return <Skeleton lines={20} height="34rem" />;
  const { indicator } = data;
  if (indicator === null) return <Empty>{w.none(code)}</Empty>;
  const name = nameOf(indicator);
  const shownYear = year !== null && years.includes(year) ? year : usual;
  const together = comparable(lines, indicator.measure);
  const bars = together && years.length === 1;
  const highest = Math.max(0, ...lines.flatMap((line) => line.points.map((point) => point.value)));
  return (
    <section className="compared" aria-labelledby={`compared-${code}`}>
      <header className="section-head">
        <h2 id={`compared-${code}`}>
          <Link href={indicatorAddress(code)}>{name}</Link> <small className="dim">{unitLabel(indicator.unit, language)}</small>
        </h2>
        <div className="tools">
          <Download
            list="series"
            parameters={{ indicator: code, county: counties.map((county) => county.code) }}
            name={name}
            {...(together && !bars
              ? { chart: { svg: () => files.current?.svg() ?? null, png: async () => (await files.current?.png()) ?? null } }
              : {})}
          />
        </div>
      </header>
      {years.length === 0 ? (
        <Empty>{w.noPoints}</Empty>
      ) : (
        <>
          {!together ? (
            <Empty>{w.units}</Empty>
          ) : years.length === 1 ? null : (
            <LineChart lines={drawn} title={name} unit={indicator.unit} rate={indicator.measure === "RATE"} files={files} height={320} />
          )}
          <TableScroll label={w.table(name)} fromEnd>
            <table className="data compared-table">
              <caption className="unseen">{w.table(name)}</caption>
              <thead>
                <tr>
                  <th scope="col" className="sticky">
                    {w.county}
                  </th>
                  {years.map((one) => (
                    <th key={one} scope="col" className={one === shownYear ? "year shown" : "year"}>
                      <Link href={to({ year: one })} className="plain" aria-label={w.year(one)} aria-current={one === shownYear ? "true" : undefined}>
                        {one}
                      </Link>
                    </th>
                  ))}
                  {bars ? <th scope="col" className="bar" aria-hidden="true" /> : null}
                  <th scope="col" className="right">
                    {shownYear === null ? null : w.change(shownYear)}
                  </th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <tr key={line.key}>
                    <th scope="row" className="sticky">
                      <Link href={countyAddress(line.code, { indicator: code })} className="plain">
                        {line.name}
                      </Link>
                    </th>
                    {pointsByYear(line.points, years).map((point, place) => (
                      <td key={years[place]} className={years[place] === shownYear ? "year shown" : "year"}>
                        {point === null ? (
                          <span className="gap" aria-hidden="true">
                            ·
                          </span>
                        ) : (
                          <Link href={point.address}>
                            <FigureValue of={point} unit={!together} />
                          </Link>
                        )}
                      </td>
                    ))}
                    {bars ? (
                      <td className="bar" aria-hidden="true">
                        <span style={{ width: `${highest === 0 ? 0 : ((line.points[0]?.value ?? 0) / highest) * 100}%` }} />
                      </td>
                    ) : null}
                    <td className="right dim number">{changeText(
                        line.points.find((point) => point.year === shownYear) ?? null,
                        language,
                        line.points.find((point) => point.year === (shownYear ?? 0) - 1),
                      )}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableScroll>
          {shownYear === null ? null : <Sentences series={data.series} counties={counties} year={shownYear} />}
        </>
      )}
    </section>
  );
}
