import { useState } from "react";
import { dictionary, useNames, useWords } from "../language/language";
import { topics } from "../language/terms";
import { graphql } from "../query/graphql";
import { useAnswer } from "../query/useAnswer";
import { Combobox } from "./Combobox";
import { useSettled } from "./settled";
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
  const [text, setText] = useState("");
  const query = useSettled(text.trim(), 150);
  const { data, fetching } = useAnswer({ query: FindAnyIndicatorQuery, variables: { words: query }, pause: query === "" });
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
  const options =
    text.trim() === ""
      ? []
      : (data?.indicators.nodes ?? []).map((indicator) => ({
          key: indicator.code,
          name: nameOf(indicator),
          detail: `${topicNames[indicator.topic]} · ${indicator.unit}`,
        }));
  return (
    <Combobox
      label={label ?? w.find}
      placeholder={w.find}
      text={text}
      onText={setText}
      options={options}
      onChoose={(option) => onChange(option.key)}
      status={w.found(options.length)}
      none={text.trim() !== "" && options.length === 0 && !fetching && query === text.trim() ? w.none : null}
    />
  );
}
