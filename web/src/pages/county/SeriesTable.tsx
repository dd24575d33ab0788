import { Fragment } from "react";
import { Link } from "wouter";
import { compareAddress, reportAddress } from "../../address";
import { pointsByYear, yearsOf } from "../../chart/points";
import { Sparkline } from "../../chart/Sparkline";
import { FigureValue } from "../../figure/FigureValue";
import { changeText, unitLabel } from "../../figure/value";
import { dictionary, useLanguage, useNames, useWords } from "../../language/language";
import { allTopics, topics } from "../../language/terms";
import { TableScroll } from "../../table/TableScroll";
import type { CountySeries } from "./query";

const words = dictionary(
  {
    caption: "各项指标各年的数字",
    indicator: "指标",
    unit: "单位",
    course: "走势",
    change: (year: number) => `${year} 比上年`,
    compare: "对比",
    compareWith: (name: string) => `对比：${name}，和别的县`,
    restated: "后来的报告说法不同",
  },
  {
    caption: "The indicators by year",
    indicator: "Indicator",
    unit: "Unit",
    course: "Course",
    change: (year: number) => `Change in ${year}`,
    compare: "Compare",
    compareWith: (name: string) => `Compare ${name} with other counties`,
    restated: "a later report says otherwise",
  },
);

/** The series of a county as numbers: indicators down, years across; each number leads to its sentence. */
export function SeriesTable({
  code,
  series,
  drawn,
  to,
  grouped,
}: {
  code: string;
  series: readonly CountySeries[];
  /** The indicator that is drawn above. */
  drawn: string;
  /** The address at which an indicator is drawn. */
  to: (indicator: string) => string;
  /** Whether topics have headings of their own. */
  grouped: boolean;
}) {
  const w = useWords(words);
  const { language } = useLanguage();
  const nameOf = useNames();
  const topicNames = useWords(topics);
  const years = yearsOf(series);
  const lastYear = years.at(-1) ?? 0;
  const columns = years.length + 5;
  const groups = allTopics
    .map((topic) => ({ topic, series: series.filter((one) => one.indicator.topic === topic) }))
    .filter((group) => group.series.length > 0);
  return (
    <TableScroll label={w.caption} fromEnd>
      <table className="data series-table">
        <caption className="unseen">{w.caption}</caption>
        <thead>
          <tr>
            <th scope="col" className="sticky">
              {w.indicator}
            </th>
            <th scope="col">{w.unit}</th>
            <th scope="col" className="series-course">
              {w.course}
            </th>
            {years.map((year) => (
              <th key={year} scope="col" className="year">
                {year}
              </th>
            ))}
            <th scope="col" className="right">
              {w.change(lastYear)}
            </th>
            <th scope="col">
              <span className="unseen">{w.compare}</span>
            </th>
          </tr>
        </thead>
        {groups.map((group) => (
          <tbody key={group.topic}>
            {grouped ? (
              <tr className="group">
                <th scope="rowgroup" colSpan={columns}>
                  <span>{topicNames[group.topic]}</span>
                </th>
              </tr>
            ) : null}
            {group.series.map((one) => {
              const name = nameOf(one.indicator);
              const last = one.points.at(-1);
              return (
                <tr key={one.indicator.id} className={one.indicator.code === drawn ? "drawn" : undefined}>
                  <th scope="row" className="sticky">
                    <Link
                      href={to(one.indicator.code)}
                      className="plain"
                      aria-current={one.indicator.code === drawn ? "true" : undefined}
                    >
                      {name}
                    </Link>
                  </th>
                  <td className="dim small">{unitLabel(last?.unit ?? one.indicator.unit, language)}</td>
                  <td className="series-course">
                    <Sparkline points={one.points} years={years} />
                  </td>
                  {pointsByYear(one.points, years).map((point, place) => (
                    <td key={years[place]} className="year">
                      {point === null ? (
                        <span className="gap" aria-hidden="true">
                          ·
                        </span>
                      ) : (
                        <Fragment>
                          <Link href={reportAddress(code, point.figure.year, { figure: point.figure.id })} className="plain">
                            <FigureValue of={point} unit={false} />
                          </Link>
                          {point.restated.length === 0 ? null : (
                            <abbr className="restated" title={w.restated}>
                              *
                            </abbr>
                          )}
                        </Fragment>
                      )}
                    </td>
                  ))}
                  <td className="right dim number">{changeText(last?.year === lastYear ? last : null, language, one.points.find((point) => point.year === lastYear - 1))}</td>
                  <td className="nowrap">
                    <Link href={compareAddress({ indicator: [one.indicator.code], county: [code] })} className="small" aria-label={w.compareWith(name)}>
                      {w.compare}
                    </Link>
                  </td>
                </tr>
              );
            })}
          </tbody>
        ))}
      </table>
    </TableScroll>
  );
}
