import { FigureValue } from "../figure/FigureValue";
import type { Qualifier } from "../figure/value";
import { dictionary, useNames, useWords } from "../language/language";
import { decisions } from "../language/terms";
import "./history.css";

const words = dictionary(
  {
    before: "原为",
    by: (reviewer: string) => `${reviewer}，`,
  },
  {
    before: "was",
    by: (reviewer: string) => `by ${reviewer}, `,
  },
);

export interface ReviewWord {
  decision: keyof typeof decisions.zh;
  reviewer: string;
  note: string | null;
  at: string;
  previousValue: number | null;
  previousUnit: string | null;
  previousIndicator: { name: string; nameEn: string } | null;
}

/** What reviewers have said about a figure, the last word first. */
export function ReviewHistory({ reviews, unit, qualifier }: { reviews: readonly ReviewWord[]; unit: string; qualifier: Qualifier }) {
  const w = useWords(words);
  const names = useWords(decisions);
  const nameOf = useNames();
  return (
    <ol className="history">
      {[...reviews].reverse().map((review, place) => {
        const changed = review.previousValue !== null || review.previousUnit !== null || review.previousIndicator !== null;
        return (
          <li key={place} className={place === 0 ? undefined : "dim"}>
            <strong className={`history-${review.decision}`}>{names[review.decision]}</strong>{" "}
            <span className="dim">
              {w.by(review.reviewer)}
              <time dateTime={review.at} className="number">
                {review.at.slice(0, 10)}
              </time>
            </span>
            {changed ? (
              <span className="history-before dim">
                {w.before}{" "}
                {review.previousValue === null ? (
                  review.previousUnit
                ) : (
                  <FigureValue of={{ value: review.previousValue, valueHigh: null, unit: review.previousUnit ?? unit, qualifier }} />
                )}{" "}
                {review.previousIndicator === null ? null : nameOf(review.previousIndicator)}
              </span>
            ) : null}
            {review.note === null ? null : <span className="history-note">{review.note}</span>}
          </li>
        );
      })}
    </ol>
  );
}
