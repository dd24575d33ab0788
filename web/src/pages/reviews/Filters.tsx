import { Link, useLocation } from "wouter";
import { reviewsAddress, type ReviewsState } from "../../address";
import { useWords } from "../../language/language";
import { allTopics, topics } from "../../language/terms";
import { CountyField } from "../../search/CountyField";
import { IndicatorField } from "../../search/IndicatorField";
import type { ReviewParameters } from "./state";
import { words } from "./words";

/** Which figures are in the queue: by county, year, topic and indicator. */
export function Filters({ state, to }: { state: ReviewParameters; to: (change: ReviewsState) => string }) {
  const w = useWords(words);
  const topicNames = useWords(topics);
  const [, go] = useLocation();
  const set = state.county !== null || state.year !== null || state.topic !== null || state.indicator !== null;
  return (
    <div className="review-filters" role="group" aria-label={w.filters}>
      <div>
        <span>{w.county}</span>
        <CountyField code={state.county} withReports onChange={(county) => go(to({ county, year: county === null ? null : state.year }))} />
      </div>
      <label>
        <span>{w.year}</span>
        <input
          key={state.year}
          type="number"
          min={1980}
          max={2100}
          defaultValue={state.year ?? ""}
          onBlur={(event) => {
            const year = event.target.value === "" ? null : Number(event.target.value);
            if (year !== state.year) go(to({ year }));
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.currentTarget.blur();
          }}
        />
      </label>
      <label>
        <span>{w.topic}</span>
        <select value={state.topic ?? ""} onChange={(event) => go(to({ topic: event.target.value }))}>
          <option value="">{w.anyTopic}</option>
          {allTopics.map((topic) => (
            <option key={topic} value={topic}>
              {topicNames[topic]}
            </option>
          ))}
        </select>
      </label>
      <div>
        <span>{w.indicator}</span>
        <IndicatorField code={state.indicator} onChange={(indicator) => go(to({ indicator }))} />
      </div>
      {set ? (
        <p>
          <Link href={reviewsAddress({ queue: state.queue === "unsure" ? null : state.queue })}>{w.clear}</Link>
        </p>
      ) : null}
    </div>
  );
}
