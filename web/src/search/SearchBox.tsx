import { useId, useRef, useState, type KeyboardEvent } from "react";
import { useQuery } from "urql";
import { useLocation } from "wouter";
import { countyAddress, indicatorAddress, searchAddress } from "../address";
import { dictionary, useNames, useWords } from "../language/language";
import { graphql } from "../query/graphql";
import { useSettled } from "./settled";
import "./search.css";

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

interface Option {
  group: "counties" | "indicators" | "texts";
  name: string;
  detail: string;
  address: string;
}

/** Finds counties and indicators by name while one types, and texts by their words with Enter. */
export function SearchBox({ large = false, autoFocus = false }: { large?: boolean; autoFocus?: boolean }) {
  const w = useWords(words);
  const nameOf = useNames();
  const id = useId();
  const [, go] = useLocation();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const query = text.trim();
  const settled = useSettled(query, 150);
  const [{ data, fetching }] = useQuery({ query: FindQuery, variables: { words: settled }, pause: settled === "" });

  const options: Option[] = [];
  if (query !== "") {
    for (const county of data?.counties.nodes ?? []) {
      options.push({
        group: "counties",
        name: nameOf(county),
        detail: nameOf(county.province),
        address: countyAddress(county.code),
      });
    }
    for (const indicator of data?.indicators.nodes ?? []) {
      options.push({
        group: "indicators",
        name: nameOf(indicator),
        detail: indicator.code,
        address: indicatorAddress(indicator.code),
      });
    }
    options.push({ group: "texts", name: w.inTexts(query), detail: "", address: searchAddress({ q: query }) });
  }
  const shown = open && query !== "";

  const choose = (option: Option | undefined) => {
    if (option === undefined) return;
    setOpen(false);
    setText("");
    setActive(-1);
    input.current?.blur();
    go(option.address);
  };

  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((before) => (options.length === 0 ? -1 : (before + step + options.length + (before === -1 && step === -1 ? 1 : 0)) % options.length));
    } else if (event.key === "Enter") {
      event.preventDefault();
      // The one county of this name, and otherwise the texts: what is typed is rarely half a word.
      const exact = options.find((option) => option.group === "counties" && option.name === query);
      choose(active >= 0 ? options[active] : (exact ?? options.at(-1)));
    } else if (event.key === "Escape") {
      setOpen(false);
      setActive(-1);
    }
  };

  return (
    <div className={large ? "search search-large" : "search"} role="search">
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-label={w.label}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        placeholder={w.label}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        autoFocus={autoFocus}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(-1);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={key}
      />
      <div className="unseen" role="status">
        {shown && !fetching ? w.found(options.length) : ""}
      </div>
      <ul id={`${id}-list`} role="listbox" aria-label={w.label} className="search-list" hidden={!shown}>
        {options.map((option, place) => (
          <li
            key={option.address}
            id={`${id}-${place}`}
            role="option"
            aria-selected={place === active}
            className={place === 0 || options[place - 1]?.group !== option.group ? "search-first" : undefined}
            // Before the input loses its focus, which closes the list.
            onMouseDown={(event) => {
              event.preventDefault();
              choose(option);
            }}
            onMouseEnter={() => setActive(place)}
          >
            <span className="search-group">{w[option.group]}</span>
            <span className="search-name">{option.name}</span>
            <span className="search-detail">{option.detail}</span>
          </li>
        ))}
        {options.length === 1 && !fetching && settled === query ? <li className="search-none">{w.nothing}</li> : null}
      </ul>
    </div>
  );
}
