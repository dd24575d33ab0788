import { useWords } from "../../language/language";
import { editions } from "../../language/terms";
import { CountyField } from "../../search/CountyField";
import type { About } from "./useImports";
import { words } from "./words";

export const nothingKnown: About = { countyCode: null, year: null, edition: null, url: null };

/** Which county and year a document is about, and what edition it is, where its sender knows better than its text. */
export function AboutFields({ about, onChange, edition = true }: { about: About; onChange: (about: About) => void; edition?: boolean }) {
  const w = useWords(words);
  const editionNames = useWords(editions);
  return (
    <div className="about-fields">
      <div className="about-county">
        <span>{w.county}</span>
        <CountyField code={about.countyCode} onChange={(countyCode) => onChange({ ...about, countyCode })} />
      </div>
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
