import { useMemo } from "react";
import { useWords } from "../../language/language";
import { useAnswer } from "../../query/useAnswer";
import { layOut, type Block, type Piece } from "../../report/layout";
import { Marked, type Marking } from "../../report/Marked";
import { ScalarText } from "../../report/scalars";
import { ReportTextQuery, type QueueFigure } from "./query";
import { words } from "./words";

/** The paragraph that a figure stands in, the figure marked, under the heading of its section. */
export function Context({ figure }: { figure: QueueFigure }) {
  const w = useWords(words);
  const { data, failure } = useAnswer({ query: ReportTextQuery, variables: { id: figure.report.id } });
  const report = data?.report?.id === figure.report.id ? data.report : undefined;
  const marking = useMemo<Marking>(
    () => ({ figures: new Map([[figure.id, figure]]), chosen: figure.id, lit: new Set(), only: null }),
    [figure],
  );
  const layout = useMemo(
    () => (report === undefined ? null : layOut(new ScalarText(report.text), figure.section, [figure])),
    [report, figure],
  );
  const here = (pieces: readonly Piece[]) => pieces.some((piece) => piece.figures.length > 0);
  const block = layout?.blocks.find((one) => (one.kind === "paragraph" ? here(one.pieces) : one.rows.flat().some(here)));
  return (
    <div className="review-context" lang="zh">
      <p className="review-heading">
        {figure.section.label}
        {layout === null ? figure.section.heading : <Marked pieces={layout.heading} marking={marking} />}
      </p>
      {layout === null ? (
        <>
          {/* The same words without the mark, so that nothing moves when the text arrives. */}
          <p>{plain(figure)}</p>
          {failure === null ? null : <p className="small dim">{w.textFailed}</p>}
        </>
      ) : block === undefined ? null : (
        <Shown block={block} marking={marking} here={here} />
      )}
    </div>
  );
}

/** The paragraph that has the sentence; the sentence alone where its lines are broken otherwise. */
function plain({ quote, section }: QueueFigure): string {
  return section.text.split("\n").find((paragraph) => paragraph.includes(quote)) ?? quote;
}

function Shown({ block, marking, here }: { block: Block; marking: Marking; here: (pieces: readonly Piece[]) => boolean }) {
  if (block.kind === "paragraph") {
    return (
      <p>
        <Marked pieces={block.pieces} marking={marking} />
      </p>
    );
  }
  // Of a table the head, which names the columns, and the row of the figure.
  const row = block.rows.findIndex((cells) => cells.some(here));
  return (
    <table className="data report-table">
      <tbody>
        {block.rows
          .filter((_, place) => place === 0 || place === row)
          .map((cells, place) => (
            <tr key={place}>
              {cells.map((cell, column) => (
                <td key={column}>
                  <Marked pieces={cell} marking={marking} />
                </td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  );
}
