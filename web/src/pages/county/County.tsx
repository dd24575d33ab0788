import { Link, useParams, useSearchParams } from "wouter";
import { compareAddress, countyAddress } from "../../address";
import { Behind } from "../../behind/Behind";
import { Download } from "../../download/Download";
import { dictionary, useLanguage, useNames, useWords } from "../../language/language";
import { countyKinds, editions } from "../../language/terms";
import { useAnswer } from "../../query/useAnswer";
import { Empty, Failure, Skeleton } from "../../states/states";
import { FiguresQuery, figuresVariables } from "../../table/FigureTable";
import { useTitle } from "../../title";
import { PageHead } from "../PageHead";
import { CountyFigures, figuresOf } from "./CountyFigures";
import { DrawnSeries } from "./DrawnSeries";
import { CountyQuery, DrawnQuery, type CountySeries } from "./query";
import { ReportTable } from "./ReportTable";
import { SeriesTable } from "./SeriesTable";
import { shownBy, type To } from "./state";
import { Views } from "./Views";
import { YearStrip } from "./YearStrip";
import "./county.css";

const words = dictionary(
  {
    none: (code: string) => `没有代码为 ${code} 的县。`,
    noReports: "这个县还没有报告。",
    reports: "报告",
    compare: "和别的县比",
    noSeries: "这个主题下没有指标的数字；“全部数字”里可能有还没归到指标的。",
  },
  {
    none: (code: string) => `There is no county with the code ${code}.`,
    noReports: "There is no report of this county yet.",
    reports: "Reports",
    compare: "Compare with others",
    noSeries: "No indicator of this topic has a figure here; “All figures” may have some that belong to no indicator yet.",
  },
);

/** The series to draw: the one asked for, else disputes resolved, which nearly every report states, else the longest. */
function drawnOf(series: readonly CountySeries[], asked: string | null): CountySeries | null {
  const most = Math.max(0, ...series.map((one) => one.points.length));
  return (
    series.find((one) => one.indicator.code === asked) ??
    series.find((one) => one.indicator.code === "mediation.disputes.resolved" && one.points.length * 2 > most) ??
    series.find((one) => one.points.length === most) ??
    null
  );
}

/** One county: its series by topic, all its figures, its reports. */
export default function County() {
  const { code = "" } = useParams<{ code: string }>();
  const [parameters] = useSearchParams();
  const shown = shownBy(parameters);
  const to: To = (change) => countyAddress(code, { ...shown, ...change });
  const w = useWords(words);
  const { language } = useLanguage();
  const nameOf = useNames();
  const editionNames = useWords(editions);
  const kindNames = useWords(countyKinds);
  const { data, failure, again } = useAnswer({ query: CountyQuery, variables: { code } });
  const county = data?.county;
  useTitle(county ? nameOf(county) : null);

  if (failure !== null) return <Failure error={failure} retry={again} />;
  if (county === null) return <Empty>{w.none(code)}</Empty>;
  if (county === undefined) {
    return (
      <>
        <PageHead title={"\u00a0"} />
        <Skeleton lines={30} height="64rem" />
      </>
    );
  }

  const series = county.series.filter((one) => shown.topic === null || one.indicator.topic === shown.topic);
  const drawn = drawnOf(series, shown.indicator);
  const reports = county.reports.nodes;
  // Where all reports are of one edition, it is said once, above.
  const editionsDiffer = new Set(reports.map((report) => report.edition)).size > 1;
  const edition = editionsDiffer ? "ORIGINAL" : (reports[0]?.edition ?? "ORIGINAL");

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
            {edition === "ORIGINAL" ? "" : ` · ${editionNames[edition]}`}
          </>
        }
        tools={
          <>
            <Link className="button main" href={compareAddress({ county: [code], indicator: drawn === null ? [] : [drawn.indicator.code] })}>
              {w.compare}
            </Link>
            <Behind
              queries={
                shown.view === "figures"
                  ? [{ document: FiguresQuery, variables: figuresVariables(figuresOf(code, shown)) }]
                  : [
                      { document: CountyQuery, variables: { code } },
                      ...(drawn === null ? [] : [{ document: DrawnQuery, variables: { code, indicator: drawn.indicator.code } }]),
                    ]
              }
            />
            <Download
              list={shown.view === "figures" ? "figures" : "series"}
              parameters={{ county: code, topic: shown.topic, year: shown.year, status: shown.status }}
            />
          </>
        }
      />
      {reports.length === 0 ? (
        <Empty>{w.noReports}</Empty>
      ) : (
        <>
          <YearStrip code={code} reports={reports} editionsDiffer={editionsDiffer} />
          <Views series={county.series} shown={shown} to={to} />
          {shown.view === "figures" ? (
            <CountyFigures code={code} years={reports.map((report) => report.year)} shown={shown} to={to} />
          ) : drawn === null ? (
            <Empty>{w.noSeries}</Empty>
          ) : (
            <>
              <DrawnSeries code={code} name={nameOf(county)} series={drawn} />
              <SeriesTable
                code={code}
                series={series}
                drawn={drawn.indicator.code}
                to={(indicator) => to({ indicator })}
                grouped={shown.topic === null}
              />
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
