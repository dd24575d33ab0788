import { useState, type FormEvent } from "react";
import { Link, useLocation, useSearchParams } from "wouter";
import { countyAddress, importAddress, indicatorAddress, searchAddress, type SearchState } from "../../address";
import { Behind } from "../../behind/Behind";
import { Download } from "../../download/Download";
import { useNames, useWords } from "../../language/language";
import { useAnswer } from "../../query/useAnswer";
import { searchWords } from "../../search/words";
import { Empty } from "../../states/states";
import { useTitle } from "../../title";
import { PageHead } from "../PageHead";
import { Filters } from "./Filters";
import { Hits } from "./Hits";
import { AroundSearchQuery, SearchQuery } from "./query";
import { faultOf, readParameters, searchFilter } from "./state";
import { words } from "./words";
import "./search-page.css";

/** Finds sections by their words. The address holds words, filters and how far one has looked. */
export default function Search() {
  const w = useWords(words);
  const [parameters] = useSearchParams();
  const state = readParameters(parameters);
  const to = (change: SearchState) => searchAddress({ ...state, pages: null, ...change });
  const fault = state.q === "" ? null : faultOf(state.q);
  const asked = state.q !== "" && fault === null;
  const named = searchWords(state.q).join("");
  const around = useAnswer({ query: AroundSearchQuery, variables: { words: named, named: asked } }).data;
  useTitle(state.q === "" ? w.title : `${state.q} · ${w.title}`);
  const variables = { query: state.q, filter: searchFilter(state) };
  return (
    <div className="search-page">
      <PageHead
        title={w.title}
        below={w.below}
        tools={
          asked ? (
            <>
              <Behind queries={[{ document: SearchQuery, variables }]} />
              {/* Files are made of all sections that have one word as it stands; the ranking is the page's alone. */}
              {searchWords(state.q).length === 1 ? (
                <Download
                  list="sections"
                  parameters={{
                    textContains: searchWords(state.q)[0],
                    province: state.province,
                    topic: state.topic,
                    "year.gte": state.from,
                    "year.lte": state.to,
                  }}
                />
              ) : null}
            </>
          ) : null
        }
      />
      <Field key={state.q} q={state.q} to={to} />
      {fault === null ? null : (
        <p className="search-fault" role="alert">
          {w[fault]}
        </p>
      )}
      {asked ? (
        <div className="search-columns">
          <Filters state={state} to={to} provinces={around?.provinces ?? []} years={around?.statistics ?? null} />
          <div className="search-results">
            {/* Other words or filters are another list, which begins at its first page. */}
            <Hits
              key={JSON.stringify(variables)}
              state={state}
              variables={variables}
              to={to}
              above={around === undefined ? undefined : <Named found={around} />}
            />
          </div>
        </div>
      ) : around?.statistics.reports === 0 ? (
        <Empty>
          {w.empty} <Link href={importAddress}>{w.import}</Link>
        </Empty>
      ) : (
        <div className="search-start">
          <p>{w.start}</p>
          <ul>
            {w.examples.split("|").map((example) => (
              <li key={example}>
                <Link href={to({ q: example })} lang="zh">
                  {example}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Field({ q, to }: { q: string; to: (change: SearchState) => string }) {
  const w = useWords(words);
  const [, go] = useLocation();
  const [text, setText] = useState(q);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "") go(to({ q: text.trim() }));
  };
  return (
    <form className="search-field" role="search" aria-label={w.title} onSubmit={send}>
      <input
        type="search"
        aria-label={w.field}
        placeholder={w.field}
        enterKeyHint="search"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="main">
        {w.search}
      </button>
    </form>
  );
}

interface Named {
  id: string;
  code: string;
  name: string;
  nameEn: string;
}

/** Counties and indicators whose names have the words: they are often what is really looked for. */
function Named({ found }: { found: { counties?: { nodes: Named[] }; indicators?: { nodes: Named[] } } }) {
  const w = useWords(words);
  const nameOf = useNames();
  const groups = [
    { title: w.counties, named: found.counties?.nodes ?? [], address: countyAddress },
    { title: w.indicators, named: found.indicators?.nodes ?? [], address: indicatorAddress },
  ].filter((group) => group.named.length > 0);
  if (groups.length === 0) return null;
  return (
    <div className="search-named">
      {groups.map(({ title, named, address }) => (
        <p key={title}>
          <span className="dim">{title}</span>
          {named.map((one) => (
            <Link key={one.id} href={address(one.code)}>
              {nameOf(one)}
            </Link>
          ))}
        </p>
      ))}
    </div>
  );
}
