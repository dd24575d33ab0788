import { useRef } from "react";
import { Link, useParams, useSearchParams } from "wouter";
import { compareAddress, indicatorAddress, type IndicatorState } from "../../address";
import { Behind } from "../../behind/Behind";
import { Download, type ChartFiles } from "../../download/Download";
import { unitLabel } from "../../figure/value";
import { dictionary, useLanguage, useNames, useWords } from "../../language/language";
import { measures, topics } from "../../language/terms";
import { refusedArgument, useAnswer } from "../../query/useAnswer";
import { Empty, Failure, Skeleton } from "../../states/states";
import { FigureTable, FiguresQuery, figuresVariables } from "../../table/FigureTable";
import { useTitle } from "../../title";
import { PageHead } from "../PageHead";
import { About } from "./About";
import { IndicatorYear } from "./IndicatorYear";
import { IndicatorQuery, YearQuery } from "./query";
import { OverYears } from "./OverYears";
import { spreadsOf, usualYear } from "./years";
import "./indicator.css";

const words = dictionary(
  {
    none: (code: string) => `目录里没有代码为 ${code} 的指标。`,
    unknown: "没有这项指标",
    overview: "看看有哪些指标",
    noFigures: "还没有哪份报告有这项指标的数字。",
    compare: "对比各县",
    ranking: "一年之内",
    all: "全部数字",
    views: "看什么",
  },
  {
    none: (code: string) => `The catalogue has no indicator with the code ${code}.`,
    unknown: "No such indicator",
    overview: "See which indicators there are",
    noFigures: "No report has a figure of this indicator yet.",
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

  if (indicator === null || refusedArgument(failure) === "indicator") {
    return (
      <>
        <PageHead title={w.unknown} />
        <Empty>
          <p>{w.none(code)}</p>
          <p>
            <Link href="/">{w.overview}</Link>
          </p>
        </Empty>
      </>
    );
  }
  if (failure !== null) return <Failure error={failure} retry={again} />;
  if (data === undefined || indicator === undefined) {
    return (
      <>
        <PageHead title={"\u00a0"} />
        <Skeleton lines={30} height="60rem" />
      </>
    );
  }
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
            <code>{indicator.code}</code> · {measureNames[indicator.measure]} · {unitLabel(indicator.unit, language)}
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
      <About indicator={indicator} />
      {year === null ? (
        <Empty>{w.noFigures}</Empty>
      ) : (
        <>
          <OverYears
            name={nameOf(indicator)}
            spreads={spreads}
            unit={unit}
            rate={indicator.measure === "RATE"}
            year={year}
            to={(chosen) => to({ year: chosen, view: null })}
            files={files}
          />
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
            <IndicatorYear name={nameOf(indicator)} code={code} unit={unit} year={year} state={state} to={to} provinces={data.provinces} />
          )}
        </>
      )}
    </>
  );
}
