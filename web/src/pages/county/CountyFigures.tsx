import { useLocation } from "wouter";
import { dictionary, useWords } from "../../language/language";
import { allStatuses, isStatus, statuses } from "../../language/terms";
import { FigureTable, type FigureTableFilter } from "../../table/FigureTable";
import type { Shown, To } from "./state";

const words = dictionary(
  { report: "报告", everyReport: "各年报告", status: "性质", everyStatus: "实绩、目标和标准" },
  { report: "Report", everyReport: "All reports", status: "Kind", everyStatus: "Actual, targets and rules" },
);

/** Which figures of a county are shown, as the table and the download want to know it. */
export const figuresOf = (code: string, { topic, year, status }: Shown): FigureTableFilter => ({ county: [code], topic, year, status });

/** Every figure of a county's reports, of one report or of one status. */
export function CountyFigures({ code, years, shown, to }: { code: string; years: readonly number[]; shown: Shown; to: To }) {
  const w = useWords(words);
  const statusNames = useWords(statuses);
  const [, go] = useLocation();
  return (
    <>
      <div className="figure-filters">
        <select
          aria-label={w.report}
          value={shown.year ?? ""}
          onChange={(event) => go(to({ year: event.target.value === "" ? null : Number(event.target.value) }))}
        >
          <option value="">{w.everyReport}</option>
          {years.toReversed().map((year) => (
            <option key={year} value={year}>
              {year}
            </option>
          ))}
        </select>
        <select
          aria-label={w.status}
          value={shown.status ?? ""}
          onChange={(event) => go(to({ status: isStatus(event.target.value) ? event.target.value : null }))}
        >
          <option value="">{w.everyStatus}</option>
          {allStatuses.map((status) => (
            <option key={status} value={status}>
              {statusNames[status]}
            </option>
          ))}
        </select>
      </div>
      <FigureTable filter={figuresOf(code, shown)} omit="county" />
    </>
  );
}
