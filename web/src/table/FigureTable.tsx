import { useEffect, useState } from "react";
import { useClient } from "urql";
import { Link } from "wouter";
import { countyAddress, indicatorAddress, reportAddress } from "../address";
import { FigureValue } from "../figure/FigureValue";
import { dictionary, useNames, useWords } from "../language/language";
import { statuses, topics, type Status, type Topic } from "../language/terms";
import { graphql, type ResultOf, type VariablesOf } from "../query/graphql";
import { useAnswer } from "../query/useAnswer";
import { Empty, Failure, Skeleton } from "../states/states";
import { TableScroll } from "./TableScroll";

/** Figures with their sentences, page by page. */
export const FiguresQuery = graphql(`
  query Figures($filter: FigureFilter, $orderBy: [FigureOrder!], $first: Int!, $after: String) {
    figures(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      nodes {
        id
        year
        topic
        subject
        scope
        value
        valueHigh
        unit
        qualifier
        status
        quote
        period {
          label
        }
        county {
          id
          code
          name
          nameEn
        }
        indicator {
          id
          code
          name
          nameEn
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

const words = dictionary(
  {
    caption: "数字",
    year: "报告",
    county: "县",
    topic: "主题",
    subject: "数的是什么",
    value: "数值",
    status: "性质",
    period: "时间",
    indicator: "指标",
    quote: "原句",
    none: "没有这样的数字。",
    shown: (shown: number, total: number) => `${shown} / ${total} 个`,
    more: "再看 50 个",
  },
  {
    caption: "Figures",
    year: "Report",
    county: "County",
    topic: "Topic",
    subject: "What is counted",
    value: "Value",
    status: "Kind",
    period: "Period",
    indicator: "Indicator",
    quote: "Sentence",
    none: "There are no such figures.",
    shown: (shown: number, total: number) => `${shown} of ${total}`,
    more: "50 more",
  },
);

export interface FigureTableFilter {
  county?: string[];
  province?: string[];
  topic?: Topic | null;
  indicator?: string[];
  year?: number | null;
  status?: Status | null;
}

type Variables = VariablesOf<typeof FiguresQuery>;
type Page = ResultOf<typeof FiguresQuery>["figures"];

/** The newest reports first, in the order of their text. */
export function figuresVariables({ county, province, topic, indicator, year, status }: FigureTableFilter): Variables {
  return {
    filter: {
      ...(county === undefined ? {} : { county }),
      ...(province === undefined ? {} : { province }),
      ...(topic === undefined || topic === null ? {} : { topic: [topic] }),
      ...(indicator === undefined ? {} : { indicator }),
      ...(year === undefined || year === null ? {} : { year: { gte: year, lte: year } }),
      ...(status === undefined || status === null ? {} : { status: [status] }),
    },
    orderBy: [{ field: "YEAR", direction: "DESC" }, { field: "COUNTY_CODE" }, { field: "POSITION" }],
    first: 50,
  };
}

/** All figures that a filter lets through, each with the sentence it stands in; `omit` leaves out a column that says the same in each row. */
export function FigureTable({ filter, omit }: { filter: FigureTableFilter; omit: "county" | "indicator" }) {
  const variables = figuresVariables(filter);
  // A new filter is a new table, which begins with its first page.
  return <Pages key={JSON.stringify(variables)} variables={variables} omit={omit} />;
}

function Pages({ variables, omit }: { variables: Variables; omit: "county" | "indicator" }) {
  const w = useWords(words);
  const client = useClient();
  const { data, failure, again } = useAnswer({ query: FiguresQuery, variables });
  const [further, setFurther] = useState<Page[]>([]);
  const [loading, setLoading] = useState(false);
  const [moreFailure, setMoreFailure] = useState<Error | null>(null);
  // The first page was read anew: what was read behind the old one may not fit.
  useEffect(() => setFurther([]), [data]);

  if (failure !== null) return <Failure error={failure} retry={again} />;
  if (data === undefined) return <Skeleton lines={30} height="56rem" />;
  const pages = [data.figures, ...further];
  const figures = pages.flatMap((page) => page.nodes);
  const last = pages.at(-1)?.pageInfo;
  if (figures.length === 0) return <Empty>{w.none}</Empty>;

  const more = async () => {
    setLoading(true);
    const answer = await client.query(FiguresQuery, { ...variables, after: last?.endCursor ?? null }).toPromise();
    setLoading(false);
    setMoreFailure(answer.error ?? null);
    const page = answer.data?.figures;
    if (page !== undefined) setFurther((before) => [...before, page]);
  };

  return (
    <>
      <TableScroll label={w.caption}>
        <FigureRows figures={figures} omit={omit} />
      </TableScroll>
      <p className="table-more">
        <span className="dim small number">{w.shown(figures.length, data.figures.totalCount)}</span>
        {last?.hasNextPage === true ? (
          <button type="button" disabled={loading} onClick={() => void more()}>
            {w.more}
          </button>
        ) : null}
      </p>
      {moreFailure === null ? null : <Failure error={moreFailure} retry={() => void more()} />}
    </>
  );
}

function FigureRows({ figures, omit }: { figures: Page["nodes"]; omit: "county" | "indicator" }) {
  const w = useWords(words);
  const nameOf = useNames();
  const topicNames = useWords(topics);
  const statusNames = useWords(statuses);
  return (
    <table className="data figure-table">
      <caption className="unseen">{w.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{w.year}</th>
          {omit === "county" ? <th scope="col">{w.topic}</th> : <th scope="col">{w.county}</th>}
          <th scope="col">{w.subject}</th>
          <th scope="col" className="right">
            {w.value}
          </th>
          <th scope="col">{w.status}</th>
          <th scope="col">{w.period}</th>
          {omit === "indicator" ? null : <th scope="col">{w.indicator}</th>}
          <th scope="col">{w.quote}</th>
        </tr>
      </thead>
      <tbody>
        {figures.map((figure) => (
          <tr key={figure.id}>
            <td>{figure.year}</td>
            <td className="nowrap">
              {omit === "county" ? (
                topicNames[figure.topic]
              ) : (
                <Link href={countyAddress(figure.county.code)} className="plain">
                  {nameOf(figure.county)}
                </Link>
              )}
            </td>
            <td lang="zh" className="figure-subject">
              {figure.subject}
              {figure.scope === null ? null : <span className="dim"> · {figure.scope}</span>}
            </td>
            <td className="right">
              <Link href={reportAddress(figure.county.code, figure.year, { figure: figure.id })}>
                <FigureValue of={figure} />
              </Link>
            </td>
            <td className="nowrap">{statusNames[figure.status]}</td>
            <td lang="zh" className="nowrap">
              {figure.period.label}
            </td>
            {omit === "indicator" ? null : (
              <td>
                {figure.indicator === null ? (
                  <span className="gap">—</span>
                ) : (
                  <Link href={indicatorAddress(figure.indicator.code)} className="plain">
                    {nameOf(figure.indicator)}
                  </Link>
                )}
              </td>
            )}
            <td lang="zh" className="figure-quote">
              {figure.quote}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
