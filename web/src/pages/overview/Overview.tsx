import { Link, useLocation, useSearchParams } from "wouter";
import { compareAddress, indicatorAddress, playgroundAddress, provinceAddress, reportAddress } from "../../address";
import { Behind } from "../../behind/Behind";
import { Download } from "../../download/Download";
import { dictionary, useLanguage, useNames, useWords } from "../../language/language";
import { allTopics, editions, topics } from "../../language/terms";
import type { ResultOf } from "../../query/graphql";
import { useAnswer } from "../../query/useAnswer";
import { SearchBox } from "../../search/SearchBox";
import { Empty, Failure, Skeleton } from "../../states/states";
import { useTitle } from "../../title";
import { numberText } from "../../figure/value";
import { CoverageTable } from "./CoverageTable";
import { OverviewQuery } from "./query";
import { useImports } from "./useImports";
import "./overview.css";

const words = dictionary(
  {
    title: "各县法治政府建设报告里的每一个数字，都能查、能比、能找到原句",
    counts: (counties: string, reports: string, figures: string, indicators: string) =>
      `现有 ${counties} 个县（市、区）的 ${reports} 份报告，${figures} 个数字，${indicators} 项指标`,
    covered: "收录了哪些县、哪些年",
    topics: "有哪些指标",
    indicatorCount: (count: number) => `${count} 项指标`,
    more: (count: number) => `还有 ${count} 项`,
    counties: (count: number) => `${count} 县`,
    latest: "最近导入",
    data: "怎样取用",
    compare: "几个县放在一起比",
    compareText: "选指标，选县，图和表一起看，地址可以转给别人。",
    api: "用程序查询",
    apiText: "GraphQL 接口，每页右上角都有这一页背后的查询。",
    files: "整表下载",
    filesText: "CSV、JSON、Parquet，每行都带原句和出处。",
    province: "省份",
    everywhere: "全国",
    noneHere: "这个省还没有报告。",
    none: "还没有报告。用 fazhi import 导入，或者在导入页里放入文件。",
  },
  {
    title: "Every figure in the rule-of-law reports of China’s counties: find it, compare it, read its sentence",
    counts: (counties: string, reports: string, figures: string, indicators: string) =>
      `${reports} reports of ${counties} counties, ${figures} figures, ${indicators} indicators so far`,
    covered: "Counties and years covered",
    topics: "Indicators by topic",
    indicatorCount: (count: number) => `${count} indicators`,
    more: (count: number) => `${count} more`,
    counties: (count: number) => (count === 1 ? "1 county" : `${count} counties`),
    latest: "Latest imports",
    data: "Ways to use it",
    compare: "Compare counties",
    compareText: "Choose indicators and counties, see chart and table, pass the address on.",
    api: "Query it from a program",
    apiText: "A GraphQL API; every page shows the query behind it.",
    files: "Download whole tables",
    filesText: "CSV, JSON, Parquet; each row with its sentence and source.",
    province: "Province",
    everywhere: "All provinces",
    noneHere: "There are no reports of this province yet.",
    none: "There are no reports yet. Import some with fazhi import, or on the import page.",
  },
);

export function Overview() {
  const w = useWords(words);
  const { language } = useLanguage();
  useTitle(null);
  const [parameters] = useSearchParams();
  const province = parameters.get("province");
  const variables = { province: province === null ? null : [province] };
  const { data, failure, again } = useAnswer({ query: OverviewQuery, variables });
  useImports(again);
  const statistics = data?.statistics;
  return (
    <div className="overview">
      <h1>{w.title}</h1>
      <p className="overview-counts">
        {statistics === undefined
          ? "\u00a0"
          : `${w.counts(
              numberText(statistics.counties, language),
              numberText(statistics.reports, language),
              numberText(statistics.figures, language),
              numberText(allTopics.reduce((sum, topic) => sum + (data?.[topic].totalCount ?? 0), 0), language),
            )}${language === "zh" ? "。" : "."}`}
      </p>
      <SearchBox large />
      {failure !== null ? (
        <Failure error={failure} retry={again} />
      ) : data === undefined ? (
        <Skeleton lines={24} height="60rem" />
      ) : (
        <Content data={data} province={province} />
      )}
    </div>
  );
}

/** Indicators of a topic that are shown without asking. */
const SHOWN = 5;

function Indicators({ of }: { of: readonly { id: string; code: string; name: string; nameEn: string; coverage: { counties: number } }[] }) {
  const w = useWords(words);
  const nameOf = useNames();
  return (
    <ul>
      {of.map((indicator) => (
        <li key={indicator.id}>
          <Link href={indicatorAddress(indicator.code)} className="plain">
            {nameOf(indicator)}
          </Link>
          <span className="dim small number">{w.counties(indicator.coverage.counties)}</span>
        </li>
      ))}
    </ul>
  );
}

function Content({ data, province }: { data: ResultOf<typeof OverviewQuery>; province: string | null }) {
  const w = useWords(words);
  const topicNames = useWords(topics);
  const editionNames = useWords(editions);
  const nameOf = useNames();
  const [, go] = useLocation();
  const first = data.MEDIATION.nodes[0] ?? data.ENFORCEMENT.nodes[0];
  return (
    <>
      <div className="overview-columns">
        <section aria-labelledby="covered">
          <header className="section-head">
            <h2 id="covered">{w.covered}</h2>
            <div className="tools">
              <select
                aria-label={w.province}
                value={province ?? ""}
                onChange={(event) => go(provinceAddress(event.target.value === "" ? null : event.target.value))}
              >
                <option value="">{w.everywhere}</option>
                {data.provinces.map((one) => (
                  <option key={one.code} value={one.code}>
                    {nameOf(one)}
                  </option>
                ))}
              </select>
              <Behind queries={[{ document: OverviewQuery, variables: { province: province === null ? null : [province] } }]} />
              <Download list="reports" parameters={{ province }} />
            </div>
          </header>
          {data.counties.nodes.length === 0 ? <Empty>{province === null ? w.none : w.noneHere}</Empty> : <CoverageTable data={data} />}
        </section>
        <div className="overview-aside">
          <section aria-labelledby="latest">
            <header className="section-head">
              <h2 id="latest">{w.latest}</h2>
            </header>
            <ul className="overview-latest">
              {data.latest.nodes.map((report) => (
                <li key={report.id}>
                  <Link href={reportAddress(report.county.code, report.year)} className="plain">
                    {nameOf(report.county)} <span className="number">{report.year}</span>
                  </Link>
                  <span className="dim small">
                    {report.edition === "ORIGINAL" ? null : `${editionNames[report.edition]} · `}
                    <time dateTime={report.source.importedAt}>{report.source.importedAt.slice(0, 10)}</time>
                  </span>
                </li>
              ))}
            </ul>
          </section>
          <section aria-labelledby="data">
            <header className="section-head">
              <h2 id="data">{w.data}</h2>
            </header>
            <dl className="overview-ways">
              <dt>
                <Link href={compareAddress(first === undefined ? {} : { indicator: [first.code] })}>{w.compare}</Link>
              </dt>
              <dd>{w.compareText}</dd>
              <dt>
                <a href={playgroundAddress()}>{w.api}</a>
              </dt>
              <dd>{w.apiText}</dd>
              <dt>
                <a href="/export/figures.csv?bom=1">{w.files}</a>
              </dt>
              <dd>{w.filesText}</dd>
            </dl>
          </section>
        </div>
      </div>
      <section aria-labelledby="topics">
        <header className="section-head">
          <h2 id="topics">{w.topics}</h2>
        </header>
        <div className="overview-topics">
          {allTopics
            .filter((topic) => data[topic].totalCount > 0)
            .map((topic) => (
              <section key={topic} aria-label={topicNames[topic]}>
                <h3>
                  {topicNames[topic]} <span className="dim small">{w.indicatorCount(data[topic].totalCount)}</span>
                </h3>
                <Indicators of={data[topic].nodes.slice(0, SHOWN)} />
                {data[topic].nodes.length > SHOWN ? (
                  <details>
                    <summary className="small">{w.more(data[topic].nodes.length - SHOWN)}</summary>
                    <Indicators of={data[topic].nodes.slice(SHOWN)} />
                  </details>
                ) : null}
              </section>
            ))}
        </div>
      </section>
    </>
  );
}
