import { useEffect, type MouseEvent } from "react";
import { Link, useLocation } from "wouter";
import type { CompareState } from "../../address";
import { dictionary, useNames, useWords } from "../../language/language";
import { topics } from "../../language/terms";
import { useAnswer } from "../../query/useAnswer";
import { SoughtField, useSought } from "../../search/SoughtField";
import { ChosenIndicatorQuery, FindCountyQuery, FindIndicatorQuery, FirstIndicatorsQuery, OthersQuery } from "./query";
import "../../search/chips.css";

const words = dictionary(
  {
    indicators: "指标",
    counties: "县",
    addIndicator: "加一项指标",
    addCounty: "加一个县",
    remove: (name: string) => `去掉${name}`,
    add: "加上",
    begin: "比如：",
    others: "也有这项指标的县：",
    found: (count: number) => `${count} 个结果，用上下键选择`,
    nothing: "没有找到",
  },
  {
    indicators: "Indicators",
    counties: "Counties",
    addIndicator: "Add an indicator",
    addCounty: "Add a county",
    remove: (name: string) => `Remove ${name}`,
    add: "Add",
    begin: "For example:",
    others: "Others that report it:",
    found: (count: number) => `${count} results, choose with the arrow keys`,
    nothing: "Nothing found",
  },
);

interface Named {
  code: string;
  name: string;
  nameEn: string;
}

/** What is compared: chips to take away, fields to add, counties that have the same indicator to add with one click. */
export function Choices({
  state,
  counties,
  to,
  year,
  onNamed,
}: {
  state: { indicator: readonly string[]; county: readonly string[] };
  counties: readonly Named[];
  to: (change: CompareState) => string;
  /** The year that is looked at; null while it is not known. */
  year: number | null;
  /** Hears of each indicator whose name has arrived. */
  onNamed: (indicator: string) => void;
}) {
  const w = useWords(words);
  const nameOf = useNames();
  const [, go] = useLocation();
  return (
    <div className="choices">
      <section aria-label={w.indicators} onClick={keepFocus}>
        <h2>{w.indicators}</h2>
        <ul className="chips">
          {state.indicator.map((code) => (
            <IndicatorChip
              key={code}
              code={code}
              without={to({ indicator: state.indicator.filter((one) => one !== code) })}
              onNamed={onNamed}
            />
          ))}
          <li>
            <IndicatorField onChoose={(code) => go(to({ indicator: [...new Set([...state.indicator, code])] }))} />
          </li>
        </ul>
        {state.indicator.length === 0 ? <First to={to} /> : null}
      </section>
      <section aria-label={w.counties} onClick={keepFocus}>
        <h2>{w.counties}</h2>
        <ul className="chips">
          {counties.map((county) => (
            <li key={county.code} className="chip">
              {nameOf(county)}
              <Link
                href={to({ county: state.county.filter((code) => code !== county.code) })}
                aria-label={w.remove(nameOf(county))}
              >
                ×
              </Link>
            </li>
          ))}
          <li>
            <CountyField onChoose={(code) => go(to({ county: [...new Set([...state.county, code])] }))} />
          </li>
        </ul>
        {state.indicator[0] === undefined ? null : <Others indicator={state.indicator[0]} year={year} state={state} to={to} />}
      </section>
    </div>
  );
}

/** A chip that is chosen with the keyboard goes away, and the keyboard with it: it goes on at the field beside. */
function keepFocus(event: MouseEvent<HTMLElement>) {
  if (event.detail !== 0 || (event.target as Element).closest("a") === null) return;
  const section = event.currentTarget;
  setTimeout(() => section.querySelector("input")?.focus());
}

function IndicatorChip({ code, without, onNamed }: { code: string; without: string; onNamed: (code: string) => void }) {
  const w = useWords(words);
  const nameOf = useNames();
  const { data, failure } = useAnswer({ query: ChosenIndicatorQuery, variables: { code } });
  const arrived = data !== undefined || failure !== null;
  useEffect(() => {
    if (arrived) onNamed(code);
  }, [arrived, code, onNamed]);
  const name = data?.indicator ? nameOf(data.indicator) : code;
  return (
    <li className="chip">
      {name}
      <Link href={without} aria-label={w.remove(name)}>
        ×
      </Link>
    </li>
  );
}

function IndicatorField({ onChoose }: { onChoose: (code: string) => void }) {
  const w = useWords(words);
  const nameOf = useNames();
  const topicNames = useWords(topics);
  const sought = useSought();
  const { data, fetching } = useAnswer({ query: FindIndicatorQuery, variables: { words: sought.query }, pause: sought.query === "" });
  const found = (data?.indicators.nodes ?? []).map((indicator) => ({
    key: indicator.code,
    name: nameOf(indicator),
    detail: topicNames[indicator.topic],
  }));
  return (
    <SoughtField
      label={w.addIndicator}
      sought={sought}
      found={found}
      fetching={fetching}
      onChoose={onChoose}
      status={w.found}
      none={w.nothing}
    />
  );
}

function CountyField({ onChoose }: { onChoose: (code: string) => void }) {
  const w = useWords(words);
  const nameOf = useNames();
  const sought = useSought();
  const { data, fetching } = useAnswer({ query: FindCountyQuery, variables: { words: sought.query }, pause: sought.query === "" });
  const found = (data?.counties.nodes ?? []).map((county) => ({ key: county.code, name: nameOf(county), detail: nameOf(county.province) }));
  return (
    <SoughtField
      label={w.addCounty}
      sought={sought}
      found={found}
      fetching={fetching}
      onChoose={onChoose}
      status={w.found}
      none={w.nothing}
    />
  );
}

/** Indicators to begin with, each one click away. */
function First({ to }: { to: (change: CompareState) => string }) {
  const w = useWords(words);
  const nameOf = useNames();
  const { data } = useAnswer({ query: FirstIndicatorsQuery });
  return (
    <p className="choices-others">
      {data === undefined ? (
        "\u00a0"
      ) : (
        <>
          <span className="dim">{w.begin}</span>{" "}
          {data.indicators.nodes.map((indicator) => (
            <Link key={indicator.id} href={to({ indicator: [indicator.code] })}>
              <span className="unseen">{w.add}</span> {nameOf(indicator)}
            </Link>
          ))}
        </>
      )}
    </p>
  );
}

/** Counties that a comparison of this indicator can go on with, each one click away. */
function Others({
  indicator,
  year,
  state,
  to,
}: {
  indicator: string;
  year: number | null;
  state: { county: readonly string[] };
  to: (change: CompareState) => string;
}) {
  const w = useWords(words);
  const nameOf = useNames();
  const { data: known } = useAnswer({ query: ChosenIndicatorQuery, variables: { code: indicator } });
  const asked = year ?? (state.county.length === 0 ? (known?.indicator?.coverage.lastYear ?? null) : null);
  const { data } = useAnswer({ query: OthersQuery, variables: { indicator, year: asked ?? 0 }, pause: asked === null });
  const others = (data?.ranking ?? []).map((rank) => rank.county).filter((county) => !state.county.includes(county.code));
  return (
    <p className="choices-others">
      {others.length === 0 ? (
        "\u00a0"
      ) : (
        <>
          <span className="dim">{w.others}</span>{" "}
          {others.slice(0, 12).map((county) => (
            <Link key={county.code} href={to({ county: [...state.county, county.code] })}>
              <span className="unseen">{w.add}</span> {nameOf(county)}
            </Link>
          ))}
        </>
      )}
    </p>
  );
}
