import { dictionary, useNames, useWords } from "../language/language";
import { topics } from "../language/terms";
import { graphql } from "../query/graphql";
import { useAnswer } from "../query/useAnswer";
import { SoughtField, useSought } from "./SoughtField";
import "./chips.css";

const FindAnyIndicatorQuery = graphql(`
  query FindAnyIndicator($words: String!) {
    indicators(first: 12, filter: { nameContains: $words }) {
      nodes {
        id
        code
        name
        nameEn
        topic
        unit
      }
    }
  }
`);

const NamedIndicatorQuery = graphql(`
  query NamedIndicator($code: String!) {
    indicator(code: $code) {
      id
      name
      nameEn
    }
  }
`);

const words = dictionary(
  {
    find: "输入指标的名字",
    found: (count: number) => `${count} 项指标，用上下键选择`,
    none: "目录里没有这样的指标",
    remove: (name: string) => `去掉${name}`,
  },
  {
    find: "Name of the indicator",
    found: (count: number) => `${count} indicators, choose with the arrow keys`,
    none: "The catalogue has no such indicator",
    remove: (name: string) => `Remove ${name}`,
  },
);

/** One indicator of the whole catalogue, by its code: found by name, and taken back with one click. */
export function IndicatorField({ code, onChange, label }: { code: string | null; onChange: (code: string | null) => void; label?: string }) {
  const w = useWords(words);
  const nameOf = useNames();
  const topicNames = useWords(topics);
  const sought = useSought();
  const { data, fetching } = useAnswer({ query: FindAnyIndicatorQuery, variables: { words: sought.query }, pause: sought.query === "" });
  const named = useAnswer({ query: NamedIndicatorQuery, variables: { code: code ?? "" }, pause: code === null }).data?.indicator;
  if (code !== null) {
    const name = named ? nameOf(named) : code;
    return (
      <span className="chip">
        {name}
        <button type="button" className="quiet" aria-label={w.remove(name)} onClick={() => onChange(null)}>
          ×
        </button>
      </span>
    );
  }
  const found = (data?.indicators.nodes ?? []).map((indicator) => ({
    key: indicator.code,
    name: nameOf(indicator),
    detail: `${topicNames[indicator.topic]} · ${indicator.unit}`,
  }));
  return (
    <SoughtField
      label={label ?? w.find}
      placeholder={w.find}
      sought={sought}
      found={found}
      fetching={fetching}
      onChoose={onChange}
      status={w.found}
      none={w.none}
    />
  );
}
