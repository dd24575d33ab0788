import { Link, useLocation, useParams, useSearchParams } from "wouter";
import { compareAddress, countyAddress, reportAddress, type CountyState } from "../../address";
import { Behind } from "../../behind/Behind";
import { Download } from "../../download/Download";
import { dictionary, useLanguage, useNames, useWords } from "../../language/language";
import { allStatuses, allTopics, countyKinds, editions, isStatus, isTopic, statuses, topics, type Status, type Topic } from "../../language/terms";
import { useAnswer } from "../../query/useAnswer";
import { Empty, Failure, Skeleton } from "../../states/states";
import { useTitle } from "../../title";
import { FigureTable, FiguresQuery, figuresVariables } from "../../table/FigureTable";
import { PageHead } from "../PageHead";
import { DrawnSeries } from "./DrawnSeries";
import { CountyQuery, DrawnQuery } from "./query";
import { ReportTable } from "./ReportTable";
import { SeriesTable } from "./SeriesTable";
import "./county.css";

const words = dictionary(
  {
    none: (code: string) => `没有代码为 ${code} 的县。`,
    noReports: "这个县还没有报告。",
    all: "全部",
    topics: "主题",
    series: "各年指标",
    figures: "全部数字",
    reports: "报告",
    views: "看什么",
    compare: "和别的县比",
    noSeries: "这个主题下没有指标的数字；“全部数字”里可能有还没归到指标的。",
    years: "各年报告",
    noReport: (year: number) => `没有 ${year} 年的报告`,
    report: "报告",
    everyReport: "各年报告",
    status: "性质",
    everyStatus: "实绩、目标和标准",
  },
  {
    none: (code: string) => `There is no county with the code ${code}.`,
    noReports: "There is no report of this county yet.",
    all: "All",
    topics: "Topics",
    series: "Indicators by year",
    figures: "All figures",
    reports: "Reports",
    views: "View",
    compare: "Compare with others",
    noSeries: "No indicator of this topic has a figure here; “All figures” may have some that belong to no indicator yet.",
    years: "Reports by year",
    noReport: (year: number) => `No report on ${year}`,
    report: "Report",
    everyReport: "All reports",
    status: "Kind",
    everyStatus: "Actual, targets and rules",
  },
);

/** One county: its series by topic, all its figures, its reports. */
export default function County() {
  const { code = "" } = useParams<{ code: string }>();
  const [parameters] = useSearchParams();
  const w = useWords(words);
  const { language } = useLanguage();
  const nameOf = useNames();
  const topicNames = useWords(topics);
  const editionNames = useWords(editions);
  const kindNames = useWords(countyKinds);
  const statusNames = useWords(statuses);
  const [, go] = useLocation();
  const { data, failure, fetching, again } = useAnswer({ query: CountyQuery, variables: { code } });
  const county = data?.county;
  useTitle(county ? nameOf(county) : null);

  const topic: Topic | null = isTopic(parameters.get("topic")) ? (parameters.get("topic") as Topic) : null;
  const view = parameters.get("view") === "figures" ? ("figures" as const) : null;
  const asked = Number(parameters.get("year"));
  const state = {
    topic,
    indicator: parameters.get("indicator"),
    view,
    year: view !== null && Number.isInteger(asked) && asked > 0 ? asked : null,
    status: view !== null && isStatus(parameters.get("status")) ? (parameters.get("status") as Status) : null,
  };
  const to = (change: CountyState) => countyAddress(code, { ...state, ...change });

  if (failure !== null) return <Failure error={failure} retry={again} />;
  if (county === null) return <Empty>{w.none(code)}</Empty>;
  if (county === undefined) {
    return (
      <>
        <PageHead title={"\u00a0"} below={fetching ? "\u00a0" : null} />
        <Skeleton lines={30} height="64rem" />
      </>
    );
  }

  const shown = county.series.filter((series) => topic === null || series.indicator.topic === topic);
  // What is asked for, and else what says most: disputes resolved, which nearly every report has, or the longest series.
  const most = Math.max(0, ...shown.map((series) => series.points.length));
  const drawn =
    shown.find((series) => series.indicator.code === state.indicator) ??
    shown.find((series) => series.indicator.code === "mediation.disputes.resolved" && series.points.length * 2 > most) ??
    shown.find((series) => series.points.length === most) ??
    null;
  const counts = new Map<Topic, number>();
  for (const series of county.series) counts.set(series.indicator.topic, (counts.get(series.indicator.topic) ?? 0) + 1);
  const figures = { county: [code], topic, year: state.year, status: state.status };
  const reports = county.reports.nodes;
  // Said once where it holds for all of them.
  const edition = reports.every((report) => report.edition === reports[0]?.edition) ? (reports[0]?.edition ?? null) : null;
  const firstYear = reports[0]?.year ?? 0;
  const reportYears = Array.from({ length: (reports.at(-1)?.year ?? -1) - firstYear + 1 }, (_, place) => firstYear + place);

  return (
    <>
      <PageHead
        above={
          <>
            {nameOf(county.province)}
            {county.prefecture === null ? "" : ` › ${nameOf(county.prefecture)}`}
          </>
        }
        title={
          <>
            {nameOf(county)}
            <small lang={language === "zh" ? "en" : "zh"}>{language === "zh" ? county.nameEn : county.name}</small>
          </>
        }
        below={
          <>
            {kindNames[county.kind]} · <span className="number">{county.code}</span>
            {edition === null || edition === "ORIGINAL" ? "" : ` · ${editionNames[edition]}`}
          </>
        }
        tools={
          <>
            <Link className="button main" href={compareAddress({ county: [code], indicator: drawn === null ? [] : [drawn.indicator.code] })}>
              {w.compare}
            </Link>
            <Behind
              queries={
                view === "figures"
                  ? [{ document: FiguresQuery, variables: figuresVariables(figures) }]
                  : [
                      { document: CountyQuery, variables: { code } },
                      ...(drawn === null ? [] : [{ document: DrawnQuery, variables: { code, indicator: drawn.indicator.code } }]),
                    ]
              }
            />
            <Download list={view === "figures" ? "figures" : "series"} parameters={{ county: code, topic, year: state.year, status: state.status }} />
          </>
        }
      />

      {reports.length === 0 ? (
        <Empty>{w.noReports}</Empty>
      ) : (
        <>
          <nav className="county-years" aria-label={w.years}>
            <span className="dim small">{w.reports}</span>
            <ul>
              {reportYears.map((year) => {
                const report = reports.find((one) => one.year === year);
                return (
                  <li key={year}>
                    {report === undefined ? (
                      <span className="county-year-none" title={w.noReport(year)}>
                        {year}
                      </span>
                    ) : (
                      <Link href={reportAddress(code, year)}>
                        {year}
                        {report.edition === "ORIGINAL" || edition !== null ? null : <small> {editionNames[report.edition]}</small>}
                      </Link>
                    )}
                  </li>
                );
              })}
            </ul>
          </nav>

          <nav className="tabs" aria-label={w.topics}>
            <ul>
              <li>
                <Link href={to({ topic: null, indicator: null })} aria-current={topic === null ? "true" : undefined}>
                  {w.all}
                </Link>
              </li>
              {allTopics
                .filter((one) => counts.has(one) || one === topic)
                .map((one) => (
                  <li key={one}>
                    <Link href={to({ topic: one, indicator: null })} aria-current={topic === one ? "true" : undefined}>
                      {topicNames[one]} <span className="dim small number">{counts.get(one) ?? 0}</span>
                    </Link>
                  </li>
                ))}
            </ul>
          </nav>

          <nav className="choice" aria-label={w.views}>
            <Link href={to({ view: null, year: null, status: null })} aria-current={view === null ? "true" : undefined}>
              {w.series}
            </Link>
            <Link href={to({ view: "figures" })} aria-current={view === "figures" ? "true" : undefined}>
              {w.figures}
            </Link>
          </nav>

          {view === "figures" ? (
            <>
              <div className="figure-filters">
                <select
                  aria-label={w.report}
                  value={state.year ?? ""}
                  onChange={(event) => go(to({ year: event.target.value === "" ? null : Number(event.target.value) }))}
                >
                  <option value="">{w.everyReport}</option>
                  {[...reports].reverse().map((report) => (
                    <option key={report.id} value={report.year}>
                      {report.year}
                    </option>
                  ))}
                </select>
                <select aria-label={w.status} value={state.status ?? ""} onChange={(event) => go(to({ status: event.target.value }))}>
                  <option value="">{w.everyStatus}</option>
                  {allStatuses.map((status) => (
                    <option key={status} value={status}>
                      {statusNames[status]}
                    </option>
                  ))}
                </select>
              </div>
              <FigureTable filter={figures} omit="county" />
            </>
          ) : drawn === null ? (
            <Empty>{w.noSeries}</Empty>
          ) : (
            <>
              <DrawnSeries code={code} name={nameOf(county)} series={drawn} />
              <SeriesTable code={code} series={shown} drawn={drawn.indicator.code} to={(indicator) => to({ indicator })} grouped={topic === null} />
            </>
          )}

          <section aria-labelledby="reports" className="county-reports">
            <header className="section-head">
              <h2 id="reports">{w.reports}</h2>
              <div className="tools">
                <Download list="reports" parameters={{ county: code }} />
              </div>
            </header>
            <ReportTable code={code} reports={reports} />
          </section>
        </>
      )}
    </>
  );
}
