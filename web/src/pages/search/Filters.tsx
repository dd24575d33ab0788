import { Link, useLocation } from "wouter";
import type { SearchState } from "../../address";
import { useNames, useWords } from "../../language/language";
import { allTopics, topics } from "../../language/terms";
import { useMedia } from "../../media";
import { filtersSet, noFilters, type SearchParameters } from "./state";
import { words } from "./words";
import "../../search/chips.css";

/** Which reports and sections are searched. Each choice is a new address at once. */
export function Filters(props: {
  state: SearchParameters;
  to: (change: SearchState) => string;
  provinces: readonly { code: string; name: string; nameEn: string }[];
  years: { firstYear: number | null; lastYear: number | null } | null;
}) {
  const w = useWords(words);
  const beside = useMedia("(min-width: 52rem)");
  const set = filtersSet(props.state);
  if (beside) {
    return (
      <aside className="search-filters" aria-label={w.filters}>
        <Fields {...props} />
      </aside>
    );
  }
  return (
    <details className="search-filters">
      <summary>{set === 0 ? w.filters : w.filtersSet(set)}</summary>
      <Fields {...props} />
    </details>
  );
}

function Fields({ state, to, provinces, years }: Parameters<typeof Filters>[0]) {
  const w = useWords(words);
  const nameOf = useNames();
  const topicNames = useWords(topics);
  const [, go] = useLocation();
  const [first, last] = [years?.firstYear ?? null, years?.lastYear ?? null];
  const known = first === null || last === null ? [] : Array.from({ length: last - first + 1 }, (_, place) => last - place);
  const year = (which: "from" | "to") => {
    const chosen = state[which];
    const choice = chosen === null || known.includes(chosen) ? known : [chosen, ...known];
    return (
      <select aria-label={`${w.years} ${w[which]}`} value={chosen ?? ""} onChange={(event) => go(to({ [which]: Number(event.target.value) || null }))}>
        <option value="">{w.any}</option>
        {choice.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    );
  };
  return (
    <>
      <fieldset>
        <legend>{w.province}</legend>
        <ul className="chips">
          {state.province.map((code) => {
            const name = provinces.find((province) => province.code === code);
            return (
              <li key={code} className="chip">
                {name === undefined ? code : nameOf(name)}
                <Link
                  href={to({ province: state.province.filter((one) => one !== code) })}
                  aria-label={w.remove(name === undefined ? code : nameOf(name))}
                >
                  ×
                </Link>
              </li>
            );
          })}
        </ul>
        <select
          aria-label={w.province}
          value=""
          onChange={(event) => {
            if (event.target.value !== "") go(to({ province: [...state.province, event.target.value] }));
          }}
        >
          <option value="">{state.province.length === 0 ? w.addProvince : w.addAnother}</option>
          {provinces
            .filter((province) => !state.province.includes(province.code))
            .map((province) => (
              <option key={province.code} value={province.code}>
                {nameOf(province)}
              </option>
            ))}
        </select>
      </fieldset>
      <fieldset>
        <legend>{w.years}</legend>
        <div className="search-years">
          {year("from")} <span className="dim">–</span> {year("to")}
        </div>
      </fieldset>
      <fieldset>
        <legend>{w.topics}</legend>
        <div className="search-topics">
          {allTopics.map((topic) => (
            <label key={topic}>
              <input
                type="checkbox"
                checked={state.topic.includes(topic)}
                onChange={(event) =>
                  go(to({ topic: event.target.checked ? [...state.topic, topic] : state.topic.filter((one) => one !== topic) }))
                }
              />
              {topicNames[topic]}
            </label>
          ))}
        </div>
      </fieldset>
      {filtersSet(state) === 0 ? null : (
        <p>
          <Link href={to(noFilters)}>{w.clear}</Link>
        </p>
      )}
    </>
  );
}
