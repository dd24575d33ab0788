import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { reportAddress, type SearchState } from "../../address";
import { numberText } from "../../figure/value";
import { useLanguage, useNames, useWords } from "../../language/language";
import { editions, topics } from "../../language/terms";
import type { ResultOf, VariablesOf } from "../../query/graphql";
import { useAnswer } from "../../query/useAnswer";
import { foundIn, snippetParts } from "../../search/snippet";
import { searchWords } from "../../search/words";
import { Failure, Skeleton } from "../../states/states";
import { SearchQuery } from "./query";
import { filtersSet, noFilters, type SearchParameters } from "./state";
import { words } from "./words";

type Variables = VariablesOf<typeof SearchQuery>;
type Hit = ResultOf<typeof SearchQuery>["search"]["nodes"][number];

interface Place {
  state: SearchParameters;
  variables: Variables;
  to: (change: SearchState) => string;
}

/** The sections that were found, the best ones first; `above` what stands over them, undefined while it is on its way. */
export function Hits({ above, ...place }: Place & { above: ReactNode | undefined }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const { data, failure, again } = useAnswer({ query: SearchQuery, variables: place.variables });
  if (failure !== null) return <Failure error={failure} retry={again} />;
  // All at once, so that nothing moves.
  if (data === undefined || above === undefined) return <Skeleton lines={40} height="64rem" />;
  const count = data.search.totalCount;
  const sought = searchWords(place.state.q)
    .map((word) => `“${word}”`)
    .join(language === "zh" ? "、" : ", ");
  return (
    <>
      {above}
      <h2 className="search-count">
        <span role="status">{count === 0 ? w.foundNone(sought) : w.found(numberText(count, language), sought)}</span>
      </h2>
      {count === 0 ? (
        <Advice {...place} />
      ) : (
        <ol className="hits">
          <Page {...place} left={place.state.pages} before={0} />
        </ol>
      )}
    </>
  );
}

/** A page of hits, with those behind it. Each knows where it begins from the one before. */
function Page({ left, before, ...place }: Place & { left: number; before: number }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const [, go] = useLocation();
  const { data, failure, again } = useAnswer({ query: SearchQuery, variables: place.variables });
  if (failure !== null) {
    return (
      <li>
        <Failure error={failure} retry={again} />
      </li>
    );
  }
  if (data === undefined) {
    return (
      <li className="hit-loading">
        <Skeleton lines={8} height="12rem" />
      </li>
    );
  }
  const { nodes, pageInfo, totalCount } = data.search;
  const shown = before + nodes.length;
  return (
    <>
      {nodes.map((hit) => (
        <HitView key={hit.section.id} hit={hit} q={place.state.q} />
      ))}
      {left > 1 && pageInfo.hasNextPage ? (
        <Page {...place} variables={{ ...place.variables, after: pageInfo.endCursor }} left={left - 1} before={shown} />
      ) : (
        <li className="table-more">
          <span className="dim small number">{w.shown(shown, numberText(totalCount, language))}</span>
          {pageInfo.hasNextPage ? (
            <button type="button" onClick={() => go(place.to({ pages: place.state.pages + 1 }), { replace: true })}>
              {w.more}
            </button>
          ) : null}
        </li>
      )}
    </>
  );
}

function HitView({ hit, q }: { hit: Hit; q: string }) {
  const w = useWords(words);
  const nameOf = useNames();
  const topicNames = useWords(topics);
  const editionNames = useWords(editions);
  const { section, report } = hit;
  const name = section.heading !== "" ? section.heading : section.kind === "CLOSING" ? w.closing : section.label === "" ? w.preamble : "";
  return (
    <li className="hit">
      <h3>
        <Link href={reportAddress(report.county.code, report.year, { section: section.path, q })}>
          {nameOf(report.county)} <span className="number">{report.year}</span>
          <span className="hit-heading" lang="zh">
            {section.label}
            {foundIn(name, searchWords(q)).map((part, place) => (part.found ? <mark key={place}>{part.text}</mark> : part.text))}
          </span>
        </Link>
        {report.edition === "ORIGINAL" ? null : <small className="dim"> {editionNames[report.edition]}</small>}
      </h3>
      {section.ancestors.length === 0 ? null : (
        <p className="hit-above" lang="zh">
          {section.ancestors.map((one) => `${one.label}${one.heading}`).join(" › ")}
        </p>
      )}
      <p className="hit-snippet" lang="zh">
        {snippetParts(hit.snippet).map((part, place) => (part.found ? <mark key={place}>{part.text}</mark> : part.text))}
      </p>
      <p className="hit-below">
        {hit.matches.length === 0 ? w.inHeading : w.times(hit.matches.length)}
        {section.topics.length === 0 ? "" : ` · ${section.topics.map((topic) => topicNames[topic]).join(" · ")}`}
      </p>
    </li>
  );
}

function Advice({ state, to }: Place) {
  const w = useWords(words);
  const quoted = /["“”「」]/.test(state.q);
  return (
    <div className="state">
      <p>{w.advice}</p>
      <ul className="search-advice">
        {filtersSet(state) === 0 ? null : (
          <li>
            <Link href={to(noFilters)}>{w.adviceFilters}</Link>
          </li>
        )}
        {quoted ? (
          <li>
            <Link href={to({ q: state.q.replace(/["“”「」]/g, " ").trim() })}>{w.adviceQuotes}</Link>
          </li>
        ) : null}
        <li>{w.adviceFewer}</li>
        <li>{w.adviceNames}</li>
      </ul>
    </div>
  );
}
