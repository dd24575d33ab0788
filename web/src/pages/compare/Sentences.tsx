import { Link } from "wouter";
import { reportAddress } from "../../address";
import { FigureValue } from "../../figure/FigureValue";
import { dictionary, useNames, useWords } from "../../language/language";
import { editions } from "../../language/terms";
import type { ResultOf } from "../../query/graphql";
import type { CompareQuery } from "./query";

const words = dictionary(
  {
    title: (year: number) => `${year} 年：原句`,
    none: "没有这一年的数字。",
    from: (year: number) => `${year} 年报告`,
    scope: (scope: string) => `范围：${scope}`,
    read: "读原文",
  },
  {
    title: (year: number) => `${year}: where it says so`,
    none: "No figure for this year.",
    from: (year: number) => `report on ${year}`,
    scope: (scope: string) => `Scope: ${scope}`,
    read: "Read it",
  },
);

/** What each county's report says, in its own words, with the way to the place. */
export function Sentences({
  series,
  counties,
  year,
}: {
  series: ResultOf<typeof CompareQuery>["series"];
  counties: readonly { code: string; name: string; nameEn: string }[];
  year: number;
}) {
  const w = useWords(words);
  const nameOf = useNames();
  const editionNames = useWords(editions);
  const found = counties.map((county) => ({
    county,
    point: series.find((one) => one.county.code === county.code)?.points.find((point) => point.year === year),
  }));
  return (
    <div className="sentences">
      <h3>{w.title(year)}</h3>
      <ul>
        {found.map(({ county, point }) => (
          <li key={county.code}>
            <p className="sentence-head">
              <strong>{nameOf(county)}</strong>
              {point === undefined ? null : <FigureValue of={point} />}
            </p>
            {point === undefined ? (
              <p className="dim small">{w.none}</p>
            ) : (
              <>
                <blockquote lang="zh">
                  <p>{point.figure.quote}</p>
                </blockquote>
                <p className="small dim">
                  {w.from(point.figure.year)}
                  {point.figure.report.edition === "ORIGINAL" ? "" : ` · ${editionNames[point.figure.report.edition]}`}
                  {point.figure.section.heading === "" ? "" : <span lang="zh"> · {point.figure.section.heading}</span>}
                  {" · "}
                  <Link href={reportAddress(county.code, point.figure.year, { figure: point.figure.id })}>{w.read}</Link>
                </p>
                {point.figure.scope === null ? null : <p className="small dim">{w.scope(point.figure.scope)}</p>}
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
