import { useMemo, useRef } from "react";
import { Link, useLocation } from "wouter";
import { compareAddress, countyAddress, reportAddress, type IndicatorState } from "../../address";
import { Distribution } from "../../chart/Distribution";
import { Download, type ChartFiles } from "../../download/Download";
import { FigureValue } from "../../figure/FigureValue";
import { changeText, unitLabel } from "../../figure/value";
import { dictionary, useLanguage, useNames, useWords } from "../../language/language";
import { useAnswer } from "../../query/useAnswer";
import { Empty, Failure, Skeleton } from "../../states/states";
import { TableScroll } from "../../table/TableScroll";
import { ChangesQuery, YearQuery } from "./query";

const words = dictionary(
  {
    ranking: (year: number) => `${year} 年排名`,
    distribution: (year: number) => `${year} 年分布`,
    province: "省份",
    everywhere: "全国",
    order: "顺序",
    DESC: "从高到低",
    ASC: "从低到高",
    rank: "名次",
    county: "县",
    value: "数值",
    change: "比上年",
    quote: "原句",
    none: "这一年没有县报这项指标。",
    compare: (count: number) => `对比前 ${count} 名`,
    first: "前 100 名",
  },
  {
    ranking: (year: number) => `Ranking ${year}`,
    distribution: (year: number) => `Distribution ${year}`,
    province: "Province",
    everywhere: "All provinces",
    order: "Order",
    DESC: "Highest first",
    ASC: "Lowest first",
    rank: "Rank",
    county: "County",
    value: "Value",
    change: "Change",
    quote: "Sentence",
    none: "No county reports this indicator for the year.",
    compare: (count: number) => `Compare the first ${count}`,
    first: "The first 100",
  },
);

interface Named {
  code: string;
  name: string;
  nameEn: string;
}

/** The counties in one year: who has how much, how that has changed, and how it is spread. */
export function IndicatorYear({
  name,
  code,
  unit,
  year,
  state,
  to,
  provinces,
}: {
  name: string;
  code: string;
  unit: string;
  year: number;
  state: { province: string | null; order: "ASC" | null };
  to: (change: IndicatorState) => string;
  provinces: readonly Named[];
}) {
  const w = useWords(words);
  const { language } = useLanguage();
  const nameOf = useNames();
  const [, go] = useLocation();
  const files = useRef<ChartFiles>(null);
  const { data, failure, again } = useAnswer({ query: YearQuery, variables: { code, year, province: state.province, order: state.order } });
  const ranked = useMemo(() => (data?.ranking ?? []).map((rank) => rank.county.code), [data]);
  const { data: changes } = useAnswer({
    query: ChangesQuery,
    variables: { code, counties: ranked, from: year - 1, to: year },
    pause: ranked.length === 0,
  });
  // The first two digits of a code are those of its province.
  const values = useMemo(
    () => (data?.summary ?? []).filter((one) => state.province === null || one.key.startsWith(state.province.slice(0, 2))).map((one) => one.mean),
    [data, state.province],
  );

  if (failure !== null) return <Failure error={failure} retry={again} />;
  const highest = Math.max(...(data?.ranking ?? []).map((rank) => Math.abs(rank.value)), 0);
  const top = ranked.slice(0, 5);
  return (
    <div className="indicator-year">
      <section aria-labelledby="ranking">
        <header className="section-head">
          <h2 id="ranking">{w.ranking(year)}</h2>
          <div className="tools">
            <select
              aria-label={w.province}
              value={state.province ?? ""}
              onChange={(event) => go(to({ province: event.target.value === "" ? null : event.target.value }))}
            >
              <option value="">{w.everywhere}</option>
              {provinces.map((province) => (
                <option key={province.code} value={province.code}>
                  {nameOf(province)}
                </option>
              ))}
            </select>
            <select aria-label={w.order} value={state.order ?? "DESC"} onChange={(event) => go(to({ order: event.target.value === "ASC" ? "ASC" : null }))}>
              <option value="DESC">{w.DESC}</option>
              <option value="ASC">{w.ASC}</option>
            </select>
          </div>
        </header>
        {data === undefined ? (
          <Skeleton lines={20} height="40rem" />
        ) : data.ranking.length === 0 ? (
          <Empty>{w.none}</Empty>
        ) : (
          <>
            <TableScroll labelledBy="ranking">
              <table className="data ranking">
                <thead>
                  <tr>
                    <th scope="col" className="right">
                      {w.rank}
                    </th>
                    <th scope="col">{w.county}</th>
                    <th scope="col" className="right">
                      {w.value}
                    </th>
                    <th scope="col" className="bar" aria-hidden="true" />
                    <th scope="col" className="right">
                      {w.change}
                    </th>
                    <th scope="col">{w.quote}</th>
                  </tr>
                </thead>
                <tbody>
                  {data.ranking.map((rank) => {
                    const point = changes?.series
                      .find((series) => series.county.code === rank.county.code)
                      ?.points.find((one) => one.year === year);
                    return (
                      <tr key={rank.county.id}>
                        <td className="right dim">{rank.rank}</td>
                        <th scope="row" className="ranking-county">
                          <Link href={countyAddress(rank.county.code, { indicator: code })} className="plain">
                            {nameOf(rank.county)}
                          </Link>{" "}
                          <span className="dim ranking-province">{nameOf(rank.county.province)}</span>
                        </th>
                        <td className="right">
                          <Link href={reportAddress(rank.county.code, rank.figure.year, { figure: rank.figure.id })}>
                            <FigureValue of={rank.figure} />
                          </Link>
                        </td>
                        <td className="bar" aria-hidden="true">
                          <span style={{ width: `${highest === 0 ? 0 : (Math.abs(rank.value) / highest) * 100}%` }} />
                        </td>
                        <td className="right dim number">{changeText(point ?? null, language)}</td>
                        <td lang="zh" className="figure-quote">
                          {rank.figure.quote}
                        </td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </TableScroll>
            <p className="table-more">
              {data.ranking.length === 100 ? <span className="dim small">{w.first}</span> : null}
              {top.length < 2 ? null : (
                <Link className="button" href={compareAddress({ indicator: [code], county: top, year })}>
                  {w.compare(top.length)}
                </Link>
              )}
            </p>
          </>
        )}
      </section>
      <section aria-labelledby="distribution">
        <header className="section-head">
          <h2 id="distribution">
            {w.distribution(year)} <small className="dim">{unitLabel(unit, language)}</small>
          </h2>
          <div className="tools">
            <Download
              list="series"
              parameters={{ indicator: code, from: year, to: year, province: state.province }}
              name={`${code} ${year}`}
              chart={{ svg: () => files.current?.svg() ?? null, png: async () => (await files.current?.png()) ?? null }}
            />
          </div>
        </header>
        {values.length === 0 ? <div className="indicator-place" /> : <Distribution title={`${name}: ${w.distribution(year)}`} values={values} height={240} files={files} />}
      </section>
    </div>
  );
}
