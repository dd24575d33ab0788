import { Link, useParams } from "wouter";
import { countyAddress, reportAddress } from "../../address";
import { useNames, useWords } from "../../language/language";
import { Empty, Failure, Skeleton } from "../../states/states";
import { useTitle } from "../../title";
import { PageHead } from "../PageHead";
import { Reading } from "./Reading";
import { useReport, type ReadCounty } from "./useReport";
import { words } from "./words";
import "./reader.css";

/** A report: its outline, its text with every figure in its place, what each figure is, and whether the sums are right. */
export default function Reader() {
  const parameters = useParams<{ county: string; year: string }>();
  const code = parameters.county ?? "";
  const year = Number(parameters.year);
  const known = Number.isInteger(year) && year >= 0 && year < 2 ** 31;
  const w = useWords(words);
  const nameOf = useNames();
  const reading = useReport(code, known ? year : 0);
  const { report, county, failure, again } = reading;
  useTitle(county ? `${nameOf(county)} ${parameters.year}` : null);

  if (failure !== null && report === undefined) return <Failure error={failure} retry={again} />;
  if (report === null) return <Missing code={code} year={parameters.year ?? ""} county={county ?? null} />;
  if (report === undefined || !county) {
    return (
      <div className="reader" aria-busy="true">
        <PageHead title={"\u00a0"} below={"\u00a0"} tools={<span className="reader-tools-space" />} />
        <p className="reader-years">{"\u00a0"}</p>
        <div className="reader-columns">
          <div className="reader-outline">
            <Skeleton lines={16} height="30rem" />
          </div>
          <div className="reader-text">
            <Skeleton lines={40} height="80rem" />
          </div>
          <div className="reader-side">
            <p className="small dim">{w.hint}</p>
          </div>
        </div>
      </div>
    );
  }
  // Another report is another reading, with nothing chosen.
  return <Reading key={report.id} reading={reading} report={report} county={county} />;
}

function Missing({ code, year, county }: { code: string; year: string; county: ReadCounty }) {
  const w = useWords(words);
  const nameOf = useNames();
  if (county === null || county === undefined) return <Empty>{w.noCounty(code)}</Empty>;
  return (
    <>
      <PageHead above={<Link href={countyAddress(code)}>{nameOf(county)}</Link>} title={w.none(year)} />
      {county.reports.nodes.length === 0 ? (
        <Empty>{w.noOthers}</Empty>
      ) : (
        <>
          <p>{w.others}</p>
          <ul className="reader-others number">
            {county.reports.nodes.map((report) => (
              <li key={report.id}>
                <Link href={reportAddress(code, report.year)}>{report.year}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
