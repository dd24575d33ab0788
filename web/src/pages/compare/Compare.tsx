import { useCallback, useEffect, useState } from "react";
import { useSearchParams } from "wouter";
import { compareAddress, type CompareState } from "../../address";
import { Behind } from "../../behind/Behind";
import { CopyButton } from "../../copy/CopyButton";
import { Download } from "../../download/Download";
import { dictionary, useNames, useWords } from "../../language/language";
import { useAnswer } from "../../query/useAnswer";
import { Empty } from "../../states/states";
import { useTitle } from "../../title";
import { PageHead } from "../PageHead";
import { Compared } from "./Compared";
import { Choices } from "./Choices";
import { ChosenCountiesQuery, CompareQuery } from "./query";
import "./compare.css";

/** What a page can hold, and a chart can tell apart. */
const INDICATORS = 6;
const COUNTIES = 20;

const words = dictionary(
  {
    title: "对比",
    below: "选指标，选县；地址里就是全部选择，可以转给别人。",
    address: "复制地址",
    noIndicator: "先选一项指标，比如“成功化解矛盾纠纷”或“出庭应诉率”。",
    noCounty: "再选要比的县。",
    cut: `一次最多比 ${INDICATORS} 项指标、${COUNTIES} 个县；多出来的没有显示。`,
  },
  {
    title: "Compare",
    below: "Choose indicators and counties. The address holds the choice: pass it on.",
    address: "Copy the address",
    noIndicator: "Choose an indicator first: disputes resolved, say, or the appearance rate in court.",
    noCounty: "Now choose the counties to compare.",
    cut: `At most ${INDICATORS} indicators and ${COUNTIES} counties are compared at a time; the rest is not shown.`,
  },
);

/** Indicators of chosen counties side by side: a chart, a table and the sentences for each. */
export default function Compare() {
  const [parameters] = useSearchParams();
  const w = useWords(words);
  const nameOf = useNames();
  const year = Number(parameters.get("year"));
  const asked = {
    indicator: [...new Set(parameters.getAll("indicator"))],
    county: [...new Set(parameters.getAll("county"))],
  };
  const state = {
    indicator: asked.indicator.slice(0, INDICATORS),
    county: asked.county.slice(0, COUNTIES),
    year: Number.isInteger(year) && year > 0 ? year : null,
  };
  const to = (change: CompareState) => compareAddress({ ...state, ...change });
  const { data, failure } = useAnswer({ query: ChosenCountiesQuery, variables: { codes: state.county }, pause: state.county.length === 0 });
  const counties = state.county.map(
    (code) => data?.counties.nodes.find((county) => county.code === code) ?? { id: code, code, name: code, nameEn: code },
  );
  // The year whose sentences are shown, while the reader has chosen none: what the first indicator has most of.
  const [usual, setUsual] = useState<number | null>(null);
  const [named, setNamed] = useState<ReadonlySet<string>>(new Set());
  const onNamed = useCallback((code: string) => setNamed((before) => new Set([...before, code])), []);
  const known = (state.county.length === 0 || data !== undefined || failure !== null) && state.indicator.every((code) => named.has(code));
  const [ready, setReady] = useState(false);
  useEffect(() => {
    if (known) setReady(true);
  }, [known]);
  useTitle(state.county.length === 0 || data === undefined ? w.title : `${w.title}: ${counties.map(nameOf).join(", ")}`);

  return (
    <>
      <PageHead
        title={w.title}
        below={w.below}
        tools={
          state.indicator.length === 0 || state.county.length === 0 ? null : (
            <>
              <CopyButton text={location.href} label={w.address} />
              <Behind
                queries={state.indicator.map((indicator) => ({ document: CompareQuery, variables: { indicator, counties: state.county } }))}
              />
              <Download list="series" parameters={{ indicator: state.indicator, county: state.county }} />
            </>
          )
        }
      />
      {asked.indicator.length > INDICATORS || asked.county.length > COUNTIES ? <Empty>{w.cut}</Empty> : null}
      <div className={ready ? undefined : "compare-unready"}>
        <Choices state={state} counties={counties} to={to} year={state.year ?? usual} onNamed={onNamed} />
        {state.indicator.length === 0 ? (
          <Empty>{w.noIndicator}</Empty>
        ) : state.county.length === 0 ? (
          <Empty>{w.noCounty}</Empty>
        ) : (
          state.indicator.map((indicator, place) => (
            <Compared
              key={indicator}
              indicator={indicator}
              counties={counties}
              year={state.year}
              to={to}
              {...(place === 0 ? { onYear: setUsual } : {})}
            />
          ))
        )}
      </div>
    </>
  );
}
