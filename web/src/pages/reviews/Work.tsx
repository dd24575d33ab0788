import { useEffect, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import type { ReviewsState } from "../../address";
import { numberText } from "../../figure/value";
import { useLanguage, useWords } from "../../language/language";
import type { VariablesOf } from "../../query/graphql";
import { Empty, Failure, Skeleton } from "../../states/states";
import { TokenField } from "../../token/TokenField";
import { useToken } from "../../token/token";
import { Correct } from "./Correct";
import { Keys } from "./Keys";
import { Looked } from "./Looked";
import type { QueueQuery } from "./query";
import { QueueList } from "./QueueList";
import type { ReviewParameters } from "./state";
import { useQueue, type Decision } from "./useQueue";
import { words } from "./words";

/** Working through a queue: one figure after the other, with the keyboard or without. */
export function Work({
  state,
  variables,
  to,
  figure: wanted,
}: {
  state: ReviewParameters;
  variables: VariablesOf<typeof QueueQuery>;
  to: (change: ReviewsState) => string;
  figure: string | null;
}) {
  const w = useWords(words);
  const { language } = useLanguage();
  const [, go] = useLocation();
  const token = useToken();
  const queue = useQueue(variables, wanted, token);
  const [editing, setEditing] = useState(false);
  const [help, setHelp] = useState(false);
  const looked = useRef<HTMLElement>(null);
  const figures = queue.figures ?? [];
  const place = Math.max(0, figures.findIndex((one) => one.id === wanted));
  const figure = figures[place];
  const may = token !== null && queue.refused === null;

  const choose = (next: number) => {
    const one = figures[Math.max(0, Math.min(next, figures.length - 1))];
    setEditing(false);
    if (one !== undefined && one.id !== wanted) go(to({ figure: one.id }), { replace: true });
    bringIntoSight(looked.current);
    // The next page is there before one gets to it.
    if (next >= figures.length - 6 && queue.hasMore) queue.more();
  };
  const decide = (decision: Decision, changes?: Record<string, unknown>) => {
    if (figure === undefined || !may) return;
    queue.decide(figure, decision, changes);
    setEditing(false);
    // The last one stays in sight; else the work goes on.
    if (place < figures.length - 1) choose(place + 1);
    looked.current?.focus({ preventScroll: true });
  };
  const correct = () => {
    if (figure !== undefined && may) setEditing(true);
  };

  const keys = useRef<Record<string, () => void>>({});
  keys.current = {
    j: () => choose(place + 1),
    k: () => choose(place - 1),
    c: () => decide("CONFIRMED"),
    e: correct,
    r: () => decide("REJECTED"),
    "?": () => setHelp((before) => !before),
  };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const target = event.target as Element;
      // Letters that are typed into a field are letters.
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
      if (target.closest("input, textarea, select, dialog[open]") !== null) return;
      const act = keys.current[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);

  if (queue.failure !== null && queue.figures === null) return <Failure error={queue.failure} retry={queue.again} />;
  const decided = [...queue.decided.values()];
  const saved = decided.filter((one) => one.state === "saved").length;
  const failed = figures.filter((one) => queue.decided.get(one.id)?.state === "failed");
  const reviewed = queue.reviewed + (state.queue === "done" ? 0 : saved);
  const left = Math.max(0, queue.total - (state.queue === "done" ? 0 : saved));
  const progress = w.progress(numberText(reviewed, language), numberText(left, language));

  return (
    <>
      <TokenField scope="review" fault={queue.refused} />
      {queue.figures === null ? (
        <Skeleton lines={24} height="44rem" />
      ) : figure === undefined ? (
        <Empty>
          <p>{state.queue === "done" ? w.emptyDone : w.empty}</p>
          <p>
            {w.others}{" "}
            {(["unsure", "without", "done"] as const)
              .filter((one) => one !== state.queue)
              .map((one) => (
                <Link key={one} href={to({ queue: one === "unsure" ? null : one, figure: null })} className="reviews-other">
                  {w[one]}
                </Link>
              ))}
          </p>
        </Empty>
      ) : (
        <>
          <div className="review-progress">
            <progress max={Math.max(1, reviewed + left)} value={reviewed} aria-label={progress} />
            <p className="small dim number">
              {progress}
              {saved === 0 ? "" : ` · ${w.session(saved)}`}
            </p>
          </div>
          {failed.length === 0 ? null : (
            <p className="token-fault" role="alert">
              {w.failures(failed.length)}{" "}
              {failed.map((one) => (
                <button key={one.id} type="button" className="quiet" lang="zh" onClick={() => choose(figures.indexOf(one))}>
                  {one.raw}
                </button>
              ))}
            </p>
          )}
          <div className="review-columns">
            <div className="review-list">
              <QueueList
                figures={figures}
                current={figure.id}
                decided={queue.decided}
                onChoose={choose}
                onMore={queue.hasMore ? queue.more : null}
              />
            </div>
            <section ref={looked} className="review-looked" aria-label={w.context} tabIndex={-1}>
              <Looked
                key={figure.id}
                figure={figure}
                decided={queue.decided.get(figure.id)}
                onAgain={() => {
                  const said = queue.decided.get(figure.id);
                  if (said !== undefined) queue.decide(figure, said.decision, said.changes);
                }}
              />
              {editing ? <Correct key={`correct ${figure.id}`} figure={figure} onSave={(changes) => decide("CORRECTED", changes)} onCancel={() => setEditing(false)} /> : null}
            </section>
          </div>
          <div className="review-bar">
            <div className="review-actions">
              <button type="button" aria-keyshortcuts="k" onClick={() => choose(place - 1)} disabled={place === 0}>
                <span className="review-long">{w.previous}</span>
                <span className="review-short" aria-hidden="true">
                  ↑
                </span>{" "}
                <kbd aria-hidden="true">k</kbd>
              </button>
              <button type="button" aria-keyshortcuts="j" onClick={() => choose(place + 1)} disabled={place >= figures.length - 1}>
                <span className="review-long">{w.next}</span>
                <span className="review-short" aria-hidden="true">
                  ↓
                </span>{" "}
                <kbd aria-hidden="true">j</kbd>
              </button>
              <button type="button" className="main" disabled={!may} aria-keyshortcuts="c" onClick={() => decide("CONFIRMED")}>
                {w.confirm} <kbd aria-hidden="true">c</kbd>
              </button>
              <button type="button" disabled={!may} aria-keyshortcuts="e" onClick={correct}>
                {w.correct} <kbd aria-hidden="true">e</kbd>
              </button>
              <button type="button" disabled={!may} aria-keyshortcuts="r" onClick={() => decide("REJECTED")}>
                {w.reject} <kbd aria-hidden="true">r</kbd>
              </button>
              <button type="button" className="quiet review-help" aria-expanded={help} aria-keyshortcuts="?" onClick={() => setHelp(!help)}>
                {w.help} <kbd aria-hidden="true">?</kbd>
              </button>
            </div>
            {may ? null : <p className="small dim">{w.needToken}</p>}
            {help ? <Keys /> : null}
          </div>
        </>
      )}
    </>
  );
}

/** Moves the page so that what is looked at can be read, where it lies too low or has been left above. */
function bringIntoSight(element: HTMLElement | null) {
  if (element === null) return;
  const { top } = element.getBoundingClientRect();
  if (top < 0 || top > innerHeight * 0.45) scrollTo({ top: scrollY + top - 24 });
}
