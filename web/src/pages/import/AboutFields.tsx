import { useState } from "react";
import { useNames, useWords } from "../../language/language";
import { editions } from "../../language/terms";
import { useAnswer } from "../../query/useAnswer";
import { Combobox } from "../../search/Combobox";
import { useSettled } from "../../search/settled";
import { FindAnyCountyQuery } from "./query";
import type { About } from "./useImports";
import { words } from "./words";
import "../../search/chips.css";

export const nothingKnown: About = { countyCode: null, year: null, edition: null, url: null };

/** Which county and year a document is about, and what edition it is, where its sender knows better than its text. */
export function AboutFields({ about, onChange, edition = true }: { about: About; onChange: (about: About) => void; edition?: boolean }) {
  const w = useWords(words);
  const editionNames = useWords(editions);
  return (
    <div className="about-fields">
      <CountyField code={about.countyCode} onChange={(countyCode) => onChange({ ...about, countyCode })} />
      <label>
        <span>{w.year}</span>
        <input
          type="number"
          min={1980}
          max={2100}
          inputMode="numeric"
          value={about.year ?? ""}
          onChange={(event) => onChange({ ...about, year: event.target.value === "" ? null : Math.trunc(Number(event.target.value)) })}
        />
      </label>
      {edition ? (
        <label>
          <span>{w.edition}</span>
          <select
            value={about.edition ?? ""}
            onChange={(event) => onChange({ ...about, edition: event.target.value === "" ? null : (event.target.value as NonNullable<About["edition"]>) })}
          >
            <option value="">{w.editionMark}</option>
            {(["ORIGINAL", "DIGEST", "FICTIONAL"] as const).map((one) => (
              <option key={one} value={one}>
                {editionNames[one]}
              </option>
            ))}
          </select>
        </label>
      ) : null}
    </div>
  );
}

function CountyField({ code, onChange }: { code: string | null; onChange: (code: string | null) => void }) {
  const w = useWords(words);
  const nameOf = useNames();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState("");
  const query = useSettled(text.trim(), 150);
  const { data, fetching } = useAnswer({ query: FindAnyCountyQuery, variables: { words: query }, pause: query === "" });
  const options =
    text.trim() === ""
      ? []
      : (data?.counties.nodes ?? []).map((county) => ({
          key: county.code,
          name: nameOf(county),
          detail: `${nameOf(county.province)} ${county.code}`,
        }));
  return (
    <div className="about-county">
      <span>{w.county}</span>
      {code === null ? (
        <Combobox
          label={w.countyFind}
          text={text}
          onText={setText}
          options={options}
          onChoose={(option) => {
            setChosen(option.name);
            onChange(option.key);
          }}
          status={w.countyFound(options.length)}
          none={text.trim() !== "" && options.length === 0 && !fetching && query === text.trim() ? w.countyNone : null}
        />
      ) : (
        <span className="chip">
          {chosen === "" ? code : chosen}
          <button type="button" className="quiet" aria-label={w.remove(chosen)} onClick={() => onChange(null)}>
            ×
          </button>
        </span>
      )}
    </div>
  );
}
