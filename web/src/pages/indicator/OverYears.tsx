import type { Ref } from "react";
import { Link, useLocation } from "wouter";
import { Spread, type YearSpread } from "../../chart/Spread";
import type { ChartFiles } from "../../download/Download";
import { numberText } from "../../figure/value";
import { dictionary, useLanguage, useWords } from "../../language/language";
import { TableScroll } from "../../table/TableScroll";

const words = dictionary(
  {
    title: "历年",
    year: "年份",
    counties: "县",
    median: "中位数",
    min: "最小",
    max: "最大",
    show: (year: number) => `看 ${year} 年`,
  },
  {
    title: "Over the years",
    year: "Year",
    counties: "Counties",
    median: "Median",
    min: "Least",
    max: "Greatest",
    show: (year: number) => `Show ${year}`,
  },
);

/** How the counties' values went over the years, as a chart and as a table; both lead to one of the years. */
export function OverYears({
  name,
  spreads,
  unit,
  rate,
  year,
  to,
  files,
}: {
  name: string;
  spreads: readonly (YearSpread | { year: number; count: 0 })[];
  unit: string;
  rate: boolean;
  /** The year that is shown below. */
  year: number;
  /** The address of another year. */
  to: (year: number) => string;
  files: Ref<ChartFiles>;
}) {
  const w = useWords(words);
  const { language } = useLanguage();
  const [, go] = useLocation();
  return (
    <section aria-labelledby="years">
      <header className="section-head">
        <h2 id="years">{w.title}</h2>
      </header>
      <div className="indicator-years">
        <Spread title={name} spreads={spreads} unit={unit} rate={rate} height={300} onYear={(chosen) => go(to(chosen))} files={files} />
        <TableScroll labelledBy="years">
          <table className="data">
            <thead>
              <tr>
                <th scope="col">{w.year}</th>
                {(["counties", "median", "min", "max"] as const).map((column) => (
                  <th key={column} scope="col" className="right">
                    {w[column]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {spreads.toReversed().map((spread) =>
                "median" in spread ? (
                  <tr key={spread.year} className={spread.year === year ? "shown" : undefined}>
                    <th scope="row">
                      <Link href={to(spread.year)} aria-label={w.show(spread.year)} aria-current={spread.year === year ? "true" : undefined}>
                        {spread.year}
                      </Link>
                    </th>
                    <td className="right">{spread.count}</td>
                    <td className="right">{numberText(spread.median, language)}</td>
                    <td className="right">{numberText(spread.min, language)}</td>
                    <td className="right">{numberText(spread.max, language)}</td>
                  </tr>
                ) : null,
              )}
            </tbody>
          </table>
        </TableScroll>
      </div>
    </section>
  );
}
