import type { Topic } from "../language/terms";
import type { Piece } from "./layout";
import "./topics.css";
import "./marked.css";

export interface MarkedFigure {
  id: string;
  topic: Topic;
  raw: string;
}

/** How the figures of a text are shown at the moment. */
export interface Marking {
  figures: ReadonlyMap<string, MarkedFigure>;
  /** The id of the one that is looked at. */
  chosen: string | null;
  /** The ids of those that a check is about. */
  lit: ReadonlySet<string>;
  /** The topic whose figures stand out; null for all alike. */
  only: Topic | null;
}

/** Text with its figures as links to themselves: `#figure-…` is where each stands. */
export function Marked({ pieces, marking }: { pieces: readonly Piece[]; marking: Marking }) {
  return pieces.map((piece, place) => {
    const first = piece.figures.map((id) => marking.figures.get(id)).find((figure) => figure !== undefined);
    // A figure that is still on its way is text like the rest.
    if (first === undefined) return piece.text;
    const id = piece.figures[0] ?? first.id;
    // Of a figure that is cut in two only the first half is the place.
    const begins = pieces.findIndex((one) => one.figures === piece.figures) === place;
    const chosen = marking.chosen !== null && piece.figures.includes(marking.chosen);
    const lit = piece.figures.some((one) => marking.lit.has(one));
    const aside = marking.only !== null && !piece.figures.some((one) => marking.figures.get(one)?.topic === marking.only);
    return (
      <a
        key={place}
        id={begins ? `figure-${id}` : undefined}
        href={`#figure-${first.id}`}
        className={`mark topic-line${lit ? " mark-lit" : ""}${aside ? " mark-aside" : ""}`}
        data-topic={first.topic}
        data-figure={first.id}
        aria-current={chosen ? "true" : undefined}
      >
        {piece.text}
      </a>
    );
  });
}
