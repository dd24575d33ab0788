import { useState } from "react";
import { useLocation } from "wouter";
import { countyAddress, indicatorAddress, searchAddress } from "../address";
import { dictionary, useNames, useWords } from "../language/language";
import { topics } from "../language/terms";
import { graphql } from "../query/graphql";
import { useAnswer } from "../query/useAnswer";
import { Combobox, type Option } from "./Combobox";
import { useSettled } from "./settled";

const FindQuery = graphql(`
  query Find($words: String!) {
    counties(first: 6, filter: { nameContains: $words, hasReports: true }) {
      nodes {
        id
        code
        name
        nameEn
        province {
          name
          nameEn
        }
      }
    }
    indicators(first: 6, filter: { nameContains: $words, hasFigures: true }) {
      nodes {
        id
        code
        name
        nameEn
        topic
      }
    }
  }
`);

const words = dictionary(
  {
    label: "查县、指标或原文",
    counties: "县",
    indicators: "指标",
    texts: "原文",
    inTexts: (query: string) => `在报告原文里找“${query}”`,
    nothing: "没有这个名字的县和指标",
    found: (count: number) => `${count} 个结果，用上下键选择`,
  },
  {
    label: "Find counties, indicators, words",
    counties: "Counties",
    indicators: "Indicators",
    texts: "Texts",
    inTexts: (query: string) => `Find “${query}” in the texts of reports`,
    nothing: "No county and no indicator of this name",
    found: (count: number) => `${count} results, choose with the arrow keys`,
  },
);

interface Found extends Option {
  address: string;
}

/** Finds counties and indicators by name while one types, and texts by their words with Enter. */
export function SearchBox({ large = false }: { large?: boolean }) {
  const w = useWords(words);
  const nameOf = useNames();
  const topicNames = useWords(topics);
  const [, go] = useLocation();
  const [text, setText] = useState("");
  const query = text.trim();
  const settled = useSettled(query, 150);
  const { data, fetching } = useAnswer({ query: FindQuery, variables: { words: settled }, pause: settled === "" });

  const counties = (data?.counties.nodes ?? []).map<Found>((county) => ({
    key: county.id,
    group: w.counties,
    name: nameOf(county),
    detail: nameOf(county.province),
    address: countyAddress(county.code),
  }));
  const indicators = (data?.indicators.nodes ?? []).map<Found>((indicator) => ({
    key: indicator.id,
    group: w.indicators,
    name: nameOf(indicator),
    detail: topicNames[indicator.topic],
    address: indicatorAddress(indicator.code),
  }));
  const texts: Found = { key: "texts", group: w.texts, name: w.inTexts(query), address: searchAddress({ q: query }) };
  const options = query === "" ? [] : [...counties, ...indicators, texts];
  const known = settled === query && !fetching;

  return (
    <div role="search" className={large ? "search-place search-large" : "search-place"}>
      <Combobox
        label={w.label}
        text={text}
        onText={setText}
        options={options}
        onChoose={(option) => go(option.address)}
        // A county by its name; else what was typed are words to be found.
        onEnter={() => counties.find((county) => county.name === query) ?? (query === "" ? undefined : texts)}
        status={known ? w.found(options.length) : ""}
        none={known && options.length === 1 ? w.nothing : null}
      />
    </div>
  );
}
