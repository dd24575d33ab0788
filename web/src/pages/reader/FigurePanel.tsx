import { useQuery } from "urql";
import { Link } from "wouter";
import { compareAddress, countyAddress, indicatorAddress, reportAddress, reviewsAddress } from "../../address";
import { yearsOf } from "../../chart/points";
import { Sparkline } from "../../chart/Sparkline";
import { CopyButton } from "../../copy/CopyButton";
import { FigureValue } from "../../figure/FigureValue";
import { changeText, unitText } from "../../figure/value";
import { dictionary, useLanguage, useNames, useWords } from "../../language/language";
import { qualifiers, statuses } from "../../language/terms";
import { Confidence } from "../../report/Confidence";
import { ReviewHistory } from "../../report/ReviewHistory";
import { TopicName } from "../../report/TopicName";
import { useToken } from "../../token/token";
import { FigureSeriesQuery, type ReportFigure } from "./query";
import "../../report/facts.css";

const words = dictionary(
  {
    label: "选中的数字",
    close: "关闭",
    previous: "上一个数字",
    next: "下一个数字",
    together: (count: number) => `这几个字里有 ${count} 个数字`,
    indicator: "指标",
    none: "没有归入指标",
    noneWhy: "目录里没有合适的指标，或者把握不够",
    unit: "单位",
    raw: "原文写法",
    qualifier: "确数与否",
    period: "时间",
    cumulative: "累计",
    status: "性质",
    subject: "数的是什么",
    scope: "范围",
    wholeCounty: "全县",
    topic: "主题",
    confidence: "把握",
    review: "复核",
    unreviewed: "还没有人复核",
    toReview: "去复核",
    series: "各年",
    allYears: "看各年变化",
    compare: "和别的县比",
    permanent: "永久地址",
    copyAddress: "复制永久地址",
    empty: "无",
  },
  {
    label: "The chosen figure",
    close: "Close",
    previous: "Previous figure",
    next: "Next figure",
    together: (count: number) => `${count} figures share these words`,
    indicator: "Indicator",
    none: "No indicator",
    noneWhy: "the catalogue has none that fits, or the match is too weak",
    unit: "Unit",
    raw: "As printed",
    qualifier: "Exactness",
    period: "Period",
    cumulative: "running total",
    status: "Kind",
    subject: "What is counted",
    scope: "Scope",
    wholeCounty: "the whole county",
    topic: "Topic",
    confidence: "Confidence",
    review: "Review",
    unreviewed: "nobody has reviewed it yet",
    toReview: "Review it",
    series: "By year",
    allYears: "All years",
    compare: "Compare counties",
    permanent: "Permanent link",
    copyAddress: "Copy permanent link",
    empty: "none",
  },
);

/** Everything that is known about a figure of the report. */
export function FigurePanel({
  figure,
  together,
  county,
  year,
  reports,
  onChoose,
  onStep,
  onClose,
}: {
  figure: ReportFigure;
  /** The figures that are printed with the same characters, this one among them. */
  together: readonly ReportFigure[];
  county: string;
  year: number;
  /** How many reports the county has. */
  reports: number;
  onChoose: (id: string) => void;
  onStep: (step: 1 | -1) => void;
  onClose: () => void;
}) {
  const w = useWords(words);
  const { language } = useLanguage();
  const nameOf = useNames();
  const statusNames = useWords(statuses);
  const qualifierNames = useWords(qualifiers);
  const token = useToken();
  const { indicator } = figure;
  const english = language === "en" ? unitText(figure.unit, language) : "";
  return (
    <section className="panel" aria-label={w.label} tabIndex={-1}>
      <header>
        <p className="figure-large">
          <FigureValue of={figure} />
        </p>
        <div className="panel-steps">
          <button type="button" className="quiet" aria-label={w.previous} title={w.previous} onClick={() => onStep(-1)}>
            ↑
          </button>
          <button type="button" className="quiet" aria-label={w.next} title={w.next} onClick={() => onStep(1)}>
            ↓
          </button>
          <button type="button" className="quiet" aria-label={w.close} title={w.close} onClick={onClose}>
            ×
          </button>
        </div>
      </header>
      {together.length < 2 ? null : (
        <div className="panel-together">
          <p className="small dim">{w.together(together.length)}</p>
          <div role="group">
            {together.map((one) => (
              <button key={one.id} type="button" aria-pressed={one.id === figure.id} lang="zh" onClick={() => onChoose(one.id)}>
                {one.subject}
              </button>
            ))}
          </div>
        </div>
      )}
      <p className="panel-subject" lang="zh">
        {figure.subject}
      </p>
      <dl className="facts">
        <dt>{w.indicator}</dt>
        <dd>
          {indicator === null ? (
            <>
              {w.none}
              <span className="dim small">
                {language === "zh" ? "：" : ": "}
                {w.noneWhy}
              </span>
            </>
          ) : (
            <Link href={indicatorAddress(indicator.code, { year })}>{nameOf(indicator)}</Link>
          )}
        </dd>
        <dt>{w.topic}</dt>
        <dd>
          <TopicName topic={figure.topic} />
        </dd>
        <dt>{w.raw}</dt>
        <dd lang="zh" className="facts-document">
          {figure.raw}
        </dd>
        <dt>{w.unit}</dt>
        <dd>
          {figure.unit === "" ? <span className="dim">{w.empty}</span> : <span lang="zh">{figure.unit}</span>}
          {english === "" || english === figure.unit ? null : <span className="dim"> ({english})</span>}
        </dd>
        <dt>{w.qualifier}</dt>
        <dd>{qualifierNames[figure.qualifier]}</dd>
        <dt>{w.period}</dt>
        <dd>
          <span lang="zh">{figure.period.label}</span>
          {figure.period.cumulative ? <span className="dim"> · {w.cumulative}</span> : null}
        </dd>
        <dt>{w.status}</dt>
        <dd>{statusNames[figure.status]}</dd>
        <dt>{w.scope}</dt>
        <dd>{figure.scope === null ? <span className="dim">{w.wholeCounty}</span> : <span lang="zh">{figure.scope}</span>}</dd>
        {indicator === null ? null : (
          <>
            <dt>{w.confidence}</dt>
            <dd>
              <Confidence of={figure.confidence} reviewed={figure.reviews.length > 0} />
            </dd>
          </>
        )}
        <dt>{w.review}</dt>
        <dd>
          {figure.reviews.length === 0 ? (
            <span className="dim">{w.unreviewed}</span>
          ) : (
            <ReviewHistory reviews={figure.reviews} unit={figure.unit} qualifier={figure.qualifier} />
          )}{" "}
          {/* Who has no token has no use for it. */}
          {token === null ? null : <Link href={reviewsAddress({ county, year, figure: figure.id })}>{w.toReview}</Link>}
        </dd>
      </dl>
      {indicator === null || reports < 2 ? null : (
        <OtherYears county={county} year={year} figure={figure} code={indicator.code} reports={reports} />
      )}
      <p className="panel-ways">
        {indicator === null ? null : (
          <>
            <Link className="button" href={countyAddress(county, { topic: figure.topic, indicator: indicator.code })}>
              {w.allYears}
            </Link>
            <Link className="button" href={compareAddress({ indicator: [indicator.code], county: [county], year })}>
              {w.compare}
            </Link>
          </>
        )}
        <CopyButton text={new URL(reportAddress(county, year, { figure: figure.id }), location.href).href} label={w.copyAddress} />
      </p>
    </section>
  );
}

/** The same indicator in the county's other reports; as high from the beginning as the reports may make it. */
function OtherYears({ county, year, figure, code, reports }: { county: string; year: number; figure: ReportFigure; code: string; reports: number }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const [{ data }] = useQuery({ query: FigureSeriesQuery, variables: { county, indicators: [code] } });
  const points = data?.county?.series.find((series) => series.indicator.code === code)?.points ?? [];
  return (
    <div className="panel-series" style={{ minHeight: `${1.9 + 1.75 * Math.min(reports, 6)}rem` }}>
      <h3>
        {w.series} {points.length < 2 ? null : <Sparkline points={points} years={yearsOf([{ points }])} />}
      </h3>
      <ul>
        {points.map((point) => (
          <li key={point.year} aria-current={point.figure.id === figure.id ? "true" : undefined}>
            <span className="number dim">{point.year}</span>
            {point.figure.year === year ? (
              <a href={`#figure-${point.figure.id}`}>
                <FigureValue of={point} />
              </a>
            ) : (
              <Link href={reportAddress(county, point.figure.year, { figure: point.figure.id })}>
                <FigureValue of={point} />
              </Link>
            )}
            <span className="number dim small">{changeText(point, language)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
