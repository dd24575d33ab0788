import { Link } from "wouter";
import { reportAddress } from "../../address";
import { dictionary, useWords } from "../../language/language";
import { editions } from "../../language/terms";
import type { CountyReport } from "./query";
import { TableScroll } from "../../table/TableScroll";

const words = dictionary(
  {
    year: "年度",
    title: "标题",
    number: "文号",
    signed: "落款日期",
    edition: "版本",
    figures: "数字",
    checks: "算术",
    failed: (count: number) => `${count} 处对不上`,
  },
  {
    year: "Year",
    title: "Title",
    number: "Number",
    signed: "Signed",
    edition: "Edition",
    figures: "Figures",
    checks: "Arithmetic",
    failed: (count: number) => `${count} do not add up`,
  },
);

/** The reports of a county, the newest first; columns that would be empty are left out. */
export function ReportTable({ code, reports }: { code: string; reports: readonly CountyReport[] }) {
  const w = useWords(words);
  const editionNames = useWords(editions);
  const numbered = reports.some((report) => report.documentNumber !== null);
  const signed = reports.some((report) => report.signedOn !== null);
  const failed = reports.some((report) => report.checks.length > 0);
  return (
    <TableScroll labelledBy="reports">
      <table className="data">
        <thead>
          <tr>
            <th scope="col">{w.year}</th>
            <th scope="col">{w.title}</th>
            {numbered ? <th scope="col">{w.number}</th> : null}
            {signed ? <th scope="col">{w.signed}</th> : null}
            <th scope="col">{w.edition}</th>
            <th scope="col" className="right">
              {w.figures}
            </th>
            {failed ? <th scope="col">{w.checks}</th> : null}
          </tr>
        </thead>
        <tbody>
          {[...reports].reverse().map((report) => (
            <tr key={report.id}>
              <th scope="row">{report.year}</th>
              <td className="wide">
                <Link href={reportAddress(code, report.year)} lang="zh">
                  {report.title}
                </Link>
              </td>
              {numbered ? <td lang="zh">{report.documentNumber}</td> : null}
              {signed ? <td className="number">{report.signedOn}</td> : null}
              <td>{editionNames[report.edition]}</td>
              <td className="right">{report.figures.totalCount}</td>
              {failed ? <td>{report.checks.length === 0 ? "" : w.failed(report.checks.length)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
