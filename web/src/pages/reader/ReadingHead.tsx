import { Link } from "wouter";
import { countyAddress, reportAddress } from "../../address";
import { Behind } from "../../behind/Behind";
import { Download } from "../../download/Download";
import { useNames, useWords } from "../../language/language";
import { PageHead } from "../PageHead";
import { ReportQuery } from "./query";
import type { ReadCounty, ReadReport } from "./useReport";
import { words } from "./words";

/** Whose report it is, of which year and edition, with the ways to the years before and after. */
export function ReadingHead({
  report,
  county,
  figures,
  sections,
}: {
  report: ReadReport;
  county: NonNullable<ReadCounty>;
  figures: number;
  sections: number;
}) {
  const w = useWords(words);
  const nameOf = useNames();
  // The nearest years that have a report: where one is missing, the way does not end.
  const years = county.reports.nodes.map((one) => one.year).toSorted((a, b) => a - b);
  const previous = years.findLast((year) => year < report.year);
  const next = years.find((year) => year > report.year);
  return (
    <>
      <PageHead
        above={
          <>
            {nameOf(county.province)} › <Link href={countyAddress(county.code)}>{nameOf(county)}</Link>
          </>
        }
        title={<span lang="zh">{report.title}</span>}
        below={
          <>
            {w.onYear(report.year)} · <span className="number">{w.counts(figures, sections)}</span>
          </>
        }
        tools={
          <>
            <Behind queries={[{ document: ReportQuery, variables: { county: county.code, year: report.year } }]} />
            <Download list="figures" parameters={{ county: county.code, year: report.year }} />
          </>
        }
      />
      {report.edition === "ORIGINAL" ? null : (
        <p className={`reader-edition reader-edition-${report.edition}`}>{report.edition === "DIGEST" ? w.digest : w.fictional}</p>
      )}
      <nav className="reader-years" aria-label={w.years}>
        {previous === undefined ? null : (
          <Link href={reportAddress(county.code, previous)} rel="prev">
            ← {w.previous(previous)}
          </Link>
        )}
        {next === undefined ? null : (
          <Link href={reportAddress(county.code, next)} rel="next">
            {w.next(next)} →
          </Link>
        )}
      </nav>
    </>
  );
}
