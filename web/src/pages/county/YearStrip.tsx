import { Link } from "wouter";
import { reportAddress } from "../../address";
import { dictionary, useWords } from "../../language/language";
import { editions } from "../../language/terms";
import type { CountyReport } from "./query";

const words = dictionary(
  { label: "各年报告", reports: "报告", none: (year: number) => `没有 ${year} 年的报告` },
  { label: "Reports by year", reports: "Reports", none: (year: number) => `No report on ${year}` },
);

/** The years from the first report to the last; those without one are struck out. */
export function YearStrip({ code, reports, editionsDiffer }: { code: string; reports: readonly CountyReport[]; editionsDiffer: boolean }) {
  const w = useWords(words);
  const editionNames = useWords(editions);
  const first = reports[0]?.year ?? 0;
  const years = Array.from({ length: (reports.at(-1)?.year ?? -1) - first + 1 }, (_, place) => first + place);
  return (
    <nav className="county-years" aria-label={w.label}>
      <span className="dim small">{w.reports}</span>
      <ul>
        {years.map((year) => {
          const report = reports.find((one) => one.year === year);
          return (
            <li key={year}>
              {report === undefined ? (
                <span className="county-year-none" title={w.none(year)}>
                  {year}
                </span>
              ) : (
                <Link href={reportAddress(code, year)}>
                  {year}
                  {report.edition !== "ORIGINAL" && editionsDiffer ? <small> {editionNames[report.edition]}</small> : null}
                </Link>
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
