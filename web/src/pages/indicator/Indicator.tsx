import { useRef } from "react";
import { Link, useLocation, useParams, useSearchParams } from "wouter";
import { compareAddress, indicatorAddress, type IndicatorState } from "../../address";
import { Behind } from "../../behind/Behind";
import { Spread } from "../../chart/Spread";
import { Download, type ChartFiles } from "../../download/Download";
import { numberText, unitText } from "../../figure/value";
import { dictionary, useLanguage, useNames, useWords } from "../../language/language";
import { measures, topics } from "../../language/terms";
import { useAnswer } from "../../query/useAnswer";
import { Empty, Failure, Skeleton } from "../../states/states";
import { FigureTable, FiguresQuery, figuresVariables } from "../../table/FigureTable";
import { TableScroll } from "../../table/TableScroll";
import { useTitle } from "../../title";
import { PageHead } from "../PageHead";
import { Definition } from "./Definition";
import { IndicatorYear } from "./IndicatorYear";
import { IndicatorQuery, YearQuery } from "./query";
import { spreadsOf, usualYear } from "./years";
import "./indicator.css";

const words = dictionary(
  {
    none: (code: string) => `目录里没有代码为 ${code} 的指标。`,
    noFigures: "还没有哪份报告有这项指标的数字。",
    definition: "口径",
    wider: "属于",
    narrower: "包括",
    coverage: "收录",
    counties: "县",
    reports: "报告",
    figures: "数字",
    years: "年份",
    overYears: "历年",
    year: "年份",
    median: "中位数",
    min: "最小",
    max: "最大",
    show: (year: number) => `看 ${year} 年`,
    compare: "对比各县",
    ranking: "一年之内",
    all: "全部数字",
    views: "看什么",
  },
  {
    none: (code: string) => `The catalogue has no indicator with the code ${code}.`,
    noFigures: "No report has a figure of this indicator yet.",
    definition: "Definition",
    wider: "Part of",
    narrower: "Includes",
    coverage: "Coverage",
    counties: "Counties",
    reports: "Reports",
    figures: "Figures",
    years: "Years",
    overYears: "Over the years",
    year: "Year",
    median: "Median",
    min: "Least",
    max: "Greatest",
    show: (year: number) => `Show ${year}`,
    compare: "Compare counties",
    ranking: "One year",
    all: "All figures",
    views: "View",
  },
);

/** One indicator: what it counts, how it went, who has how much of it in a year. */
export default function Indicator() {
  const { code = "" } = useParams<{ code: string }>();
  const [parameters] = useSearchParams();
  const [, go] = useLocation();
  const w = useWords(words);
  const { language } = useLanguage();
  const nameOf = useNames();
  const topicNames = useWords(topics);
  const measureNames = useWords(measures);
  const files = useRef<ChartFiles>(null);
  const { data, failure, again } = useAnswer({ query: IndicatorQuery, variables: { code } });
  const indicator = data?.indicator;
  useTitle(indicator ? nameOf(indicator) : null);

  const asked = Number(parameters.get("year"));
  const spreads = spreadsOf(data?.summary ?? []);
  const state = {
    year: Number.isInteger(asked) && asked > 0 ? asked : null,
    province: parameters.get("province"),
    order: parameters.get("order") === "ASC" ? ("ASC" as const) : null,
    view: parameters.get("view") === "figures" ? ("figures" as const) : null,
  };
  const year = state.year ?? usualYear(spreads);
  const to = (change: IndicatorState) => indicatorAddress(code, { ...state, ...change });

  if (failure !== null) return <Failure error={failure} retry={again} />;
  if (indicator === null) return <Empty>{w.none(code)}</Empty>;
  if (data === undefined || indicator === undefined) {
    return (
      <>
        <PageHead title={"\u00a0"} />
        <Skeleton lines={30} height="60rem" />
      </>
    );
  }
  const { coverage } = indicator;
  const unit = data.summary[0]?.unit ?? indicator.unit;
  return (
    <>
      <PageHead
        above={
          <>
            {topicNames[indicator.topic]}
            {indicator.parent === null ? null : (
              <>
                {" › "}
                <Link href={indicatorAddress(indicator.parent.code)}>{nameOf(indicator.parent)}</Link>
              </>
            )}
          </>
        }
        title={
          <>
            {nameOf(indicator)}
            <small lang={language === "zh" ? "en" : "zh"}>{language === "zh" ? indicator.nameEn : indicator.name}</small>
          </>
        }
        below={
          <>
            <code>{indicator.code}</code> · {measureNames[indicator.measure]} · {unitText(indicator.unit, language) || indicator.unit}
          </>
        }
        tools={
          <>
            <Link className="button main" href={compareAddress({ indicator: [code] })}>
              {w.compare}
            </Link>
            <Behind
              queries={[
                { document: IndicatorQuery, variables: { code } },
                ...(state.view === "figures"
                  ? [{ document: FiguresQuery, variables: figuresVariables({ indicator: [code] }) }]
                  : year === null
                    ? []
                    : [{ document: YearQuery, variables: { code, year, province: state.province, order: state.order } }]),
              ]}
            />
            <Download
              list={state.view === "figures" ? "figures" : "series"}
              parameters={{ indicator: code, province: state.province }}
              name={nameOf(indicator)}
              chart={{ svg: () => files.current?.svg() ?? null, png: async () => (await files.current?.png()) ?? null }}
            />
          </>
        }
      />
      <div className="indicator-about">
        <section aria-labelledby="definition">
          <h2 id="definition" className="unseen">
            {w.definition}
          </h2>
          <Definition text={indicator.description} />
          {indicator.children.length === 0 ? null : (
            <p className="small">
              <span className="dim">{w.narrower}</span>{" "}
              {indicator.children.map((child) => (
                <Link key={child.id} href={indicatorAddress(child.code)} className="indicator-child">
                  {nameOf(child)}
                </Link>
              ))}
            </p>
          )}
        </section>
        <dl className="counts" aria-label={w.coverage}>
          {(["counties", "reports", "figures"] as const).map((what) => (
            <div key={what}>
              <dt>{w[what]}</dt>
              <dd>{numberText(coverage[what], language)}</dd>
            </div>
          ))}
          <div>
            <dt>{w.years}</dt>
            <dd>{coverage.firstYear === coverage.lastYear ? (coverage.firstYear ?? "—") : `${coverage.firstYear}–${coverage.lastYear}`}</dd>
          </div>
        </dl>
      </div>

      {year === null ? (
        <Empty>{w.noFigures}</Empty>
      ) : (
        <>
          <section aria-labelledby="years">
            <header className="section-head">
              <h2 id="years">{w.overYears}</h2>
            </header>
            <div className="indicator-years">
              <Spread
                spreads={spreads}
                unit={unit}
                rate={indicator.measure === "RATE"}
                height={300}
                onYear={(chosen) => go(to({ year: chosen, view: null }))}
                files={files}
              />
              <TableScroll labelledBy="years">
                <table className="data">
                  <thead>
                    <tr>
                      <th scope="col">{w.year}</th>
                      <th scope="col" className="right">
                        {w.counties}
                      </th>
                      <th scope="col" className="right">
                        {w.median}
                      </th>
                      <th scope="col" className="right">
                        {w.min}
                      </th>
                      <th scope="col" className="right">
                        {w.max}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {[...spreads].reverse().map((spread) =>
                      "median" in spread ? (
                        <tr key={spread.year} className={spread.year === year ? "shown" : undefined}>
                          <th scope="row">
                            <Link
                              href={to({ year: spread.year, view: null })}
                              aria-label={w.show(spread.year)}
                              aria-current={spread.year === year ? "true" : undefined}
                            >
                              {spread.year}
                            </Link>
                          </th>
                          <td className="right">{spread.count}</td>
                          <td className="right">{numberText(spread.median, language)}</td>
                          <td className="right">{numberText(spread.min, language)}</td>
                          <td className="right">{numberText(spread.max, language)}</td>
                        </tr>
                      ) : null,
                    )}
                  </tbody>
                </table>
              </TableScroll>
            </div>
          </section>

          <nav className="choice" aria-label={w.views}>
            <Link href={to({ view: null })} aria-current={state.view === null ? "true" : undefined}>
              {w.ranking} · {year}
            </Link>
            <Link href={to({ view: "figures" })} aria-current={state.view === "figures" ? "true" : undefined}>
              {w.all}
            </Link>
          </nav>

          {state.view === "figures" ? (
            <FigureTable filter={{ indicator: [code] }} omit="indicator" />
          ) : (
            <IndicatorYear code={code} unit={unit} year={year} state={state} to={to} provinces={data.provinces} />
          )}
        </>
      )}
    </>
  );
}
