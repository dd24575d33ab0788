import { Link } from "wouter";
import { indicatorAddress, reportAddress } from "../../address";
import { FigureValue } from "../../figure/FigureValue";
import { faultText } from "../../language/faults";
import { useLanguage, useNames, useWords } from "../../language/language";
import { decisions, statuses } from "../../language/terms";
import { Confidence } from "../../report/Confidence";
import { ReviewHistory } from "../../report/ReviewHistory";
import { TopicName } from "../../report/TopicName";
import { Context } from "./Context";
import type { QueueFigure } from "./query";
import type { Decided } from "./useQueue";
import { words } from "./words";
import "../../report/facts.css";

/** The figure that is looked at: what was read, where it stands, and what has been said about it. */
export function Looked({ figure, decided, onAgain }: { figure: QueueFigure; decided: Decided | undefined; onAgain: () => void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const nameOf = useNames();
  const names = useWords(decisions);
  const statusNames = useWords(statuses);
  const { report, indicator } = figure;
  return (
    <>
      <p className="review-where">
        <Link href={reportAddress(report.county.code, report.year, { figure: figure.id })}>
          {nameOf(report.county)} <span className="number">{report.year}</span> · {w.open}
        </Link>
      </p>
      <Context figure={figure} />
      <div className="review-read">
        <p className="figure-large">
          <FigureValue of={figure} />
        </p>
        <p className="review-indicator">
          {indicator === null ? <span className="dim">{w.noIndicator}</span> : <Link href={indicatorAddress(indicator.code)}>{nameOf(indicator)}</Link>}
        </p>
        {indicator === null ? null : <Confidence of={figure.confidence} reviewed={figure.reviews.length > 0} />}
      </div>
      <div className="review-said" role="status">
        {decided === undefined ? null : decided.state === "saving" ? (
          <p className="dim">{w.saving}</p>
        ) : decided.state === "saved" ? (
          <p className="review-saved">✓ {w.saved(names[decided.decision])}</p>
        ) : (
          <div className="token-fault">
            <p>
              <strong>{w.failed(names[decided.decision])}</strong>{" "}
              {decided.faults.map((fault) => (fault.code === "UNREACHABLE" ? w.UNREACHABLE : faultText(fault, language))).join(" ")}
            </p>
            {decided.faults.map((fault) =>
              fault.message === "" ? null : (
                <p key={fault.code} className="small">
                  {w.server} <span lang="en">{fault.message}</span>
                </p>
              ),
            )}
            <button type="button" onClick={onAgain}>
              {w.again}
            </button>
          </div>
        )}
      </div>
      <dl className="facts">
        <dt>{w.subject}</dt>
        <dd lang="zh">{figure.subject}</dd>
        {figure.scope === null ? null : (
          <>
            <dt>{w.scope}</dt>
            <dd lang="zh">{figure.scope}</dd>
          </>
        )}
        <dt>{w.topic}</dt>
        <dd>
          <TopicName topic={figure.topic} />
        </dd>
        <dt>{w.period}</dt>
        <dd>
          <span lang="zh">{figure.period.label}</span>
          {figure.period.cumulative ? <span className="dim"> · {w.cumulative}</span> : null}
        </dd>
        <dt>{w.status}</dt>
        <dd>{statusNames[figure.status]}</dd>
        <dt>{w.history}</dt>
        <dd>
          {figure.reviews.length === 0 ? (
            <span className="dim">{w.noHistory}</span>
          ) : (
            <ReviewHistory reviews={figure.reviews} unit={figure.unit} qualifier={figure.qualifier} />
          )}
        </dd>
      </dl>
    </>
  );
}
