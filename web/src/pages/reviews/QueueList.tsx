import { useEffect, useRef } from "react";
import { FigureValue } from "../../figure/FigureValue";
import { useNames, useWords } from "../../language/language";
import { decisions } from "../../language/terms";
import type { QueueFigure } from "./query";
import type { Decided } from "./useQueue";
import { words } from "./words";

const signs = { saving: "…", saved: "✓", failed: "!" };

/** The queue as a list: where one is, what is decided, what was not saved. */
export function QueueList({
  figures,
  current,
  decided,
  onChoose,
  onMore,
}: {
  figures: readonly QueueFigure[];
  current: string;
  decided: ReadonlyMap<string, Decided>;
  onChoose: (place: number) => void;
  /** Null where there is no more. */
  onMore: (() => void) | null;
}) {
  const w = useWords(words);
  const nameOf = useNames();
  const names = useWords(decisions);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const box = list.current;
    const item = box?.querySelector<HTMLElement>('[aria-current="true"]');
    if (!box || !item) return;
    // Only the list moves, never the page.
    const [outer, inner] = [box.getBoundingClientRect(), item.getBoundingClientRect()];
    if (inner.top < outer.top) box.scrollTop += inner.top - outer.top - 8;
    else if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom + 8;
  }, [current]);
  return (
    <ol ref={list} className="queue" aria-label={w.list} tabIndex={-1}>
      {figures.map((figure, place) => {
        const said = decided.get(figure.id);
        return (
          <li key={figure.id}>
            <button
              type="button"
              className={`queue-figure${said === undefined ? "" : ` queue-${said.state}`}`}
              aria-current={figure.id === current ? "true" : undefined}
              onClick={() => onChoose(place)}
            >
              <span className="queue-value">
                <FigureValue of={figure} />
                <span className="queue-sure number">
                  {said !== undefined ? (
                    <>
                      {signs[said.state]} {names[said.decision]}
                    </>
                  ) : figure.reviews.length > 0 ? (
                    names[figure.reviews.at(-1)?.decision ?? "CONFIRMED"]
                  ) : figure.indicator === null ? (
                    ""
                  ) : (
                    `${Math.round(figure.confidence * 100)}%`
                  )}
                </span>
              </span>
              <span className="queue-what">{figure.indicator === null ? <span lang="zh">{figure.subject}</span> : nameOf(figure.indicator)}</span>
              <span className="queue-where">
                {nameOf(figure.report.county)} <span className="number">{figure.report.year}</span>
              </span>
            </button>
          </li>
        );
      })}
      {onMore === null ? (
        <li className="queue-end small dim">{w.end}</li>
      ) : (
        <li className="queue-end">
          <button type="button" onClick={onMore}>
            {w.more}
          </button>
        </li>
      )}
    </ol>
  );
}
