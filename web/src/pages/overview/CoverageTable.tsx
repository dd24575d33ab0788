import { Link } from "wouter";
import { countyAddress, reportAddress } from "../../address";
import { dictionary, useNames, useWords } from "../../language/language";
import type { ResultOf } from "../../query/graphql";
import type { OverviewQuery } from "./query";
import { TableScroll } from "../../table/TableScroll";

const words = dictionary(
  {
    county: "县",
    cell: (county: string, year: number, figures: number) => `${county} ${year} 年报告，${figures} 个数字`,
    note: "格中是报告里的数字个数；点县名看各年变化，点格子读报告。",
    more: (count: number) => `还有 ${count} 个县，用上面的搜索框查。`,
    fictional: "虚构",
    fictionalNote: "斜体的县是虚构的，只供演示。",
  },
  {
    county: "County",
    cell: (county: string, year: number, figures: number) => `${county}, report on ${year}, ${figures} figures`,
    note: "Cells count the figures of a report. A county opens its years, a cell opens the report.",
    more: (count: number) => `${count} more counties: find them with the search above.`,
    fictional: "fictional",
    fictionalNote: "Counties in italics are made up for demonstration.",
  },
);

/** Which reports there are: counties down, years across, as many figures in each as its cell says. */
export function CoverageTable({ data }: { data: ResultOf<typeof OverviewQuery> }) {
  const w = useWords(words);
  const nameOf = useNames();
  const counties = data.counties.nodes;
  const { firstYear, lastYear } = data.statistics;
  if (firstYear === null || lastYear === null) return null;
  const from = Math.max(firstYear, lastYear - 14);
  const years = Array.from({ length: lastYear - from + 1 }, (_, place) => from + place);
  const most = Math.max(1, ...counties.flatMap((county) => county.reports.nodes.map((report) => report.figures.totalCount)));
  const made = counties.some((county) => county.reports.nodes.some((report) => report.edition === "FICTIONAL"));
  const rest = data.counties.totalCount - counties.length;
  return (
    <>
      <TableScroll labelledBy="covered" fromEnd>
        <table className="coverage">
          <thead>
            <tr>
              <th scope="col">{w.county}</th>
              {years.map((year) => (
                <th key={year} scope="col">
                  {year}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {counties.map((county) => {
              const fictional = county.reports.nodes.some((report) => report.edition === "FICTIONAL");
              return (
                <tr key={county.id}>
                  <th scope="row">
                    <Link href={countyAddress(county.code)} className={fictional ? "coverage-fictional" : undefined}>
                      {nameOf(county)}
                    </Link>{" "}
                    <span className="dim small coverage-province">{fictional ? w.fictional : nameOf(county.province)}</span>
                  </th>
                  {years.map((year) => {
                    const report = county.reports.nodes.find((one) => one.year === year);
                    if (report === undefined) return <td key={year} className="coverage-none" />;
                    const count = report.figures.totalCount;
                    return (
                      <td key={year} style={{ "--share": `${Math.round(8 + (count / most) * 24)}%` } as React.CSSProperties}>
                        <Link href={reportAddress(county.code, year)} aria-label={w.cell(nameOf(county), year, count)}>
                          {count}
                        </Link>
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableScroll>
      <p className="dim small overview-note">
        {w.note} {made ? w.fictionalNote : ""} {rest > 0 ? w.more(rest) : ""}
      </p>
    </>
  );
}
