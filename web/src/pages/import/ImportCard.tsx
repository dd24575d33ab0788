import { useState } from "react";
import { faultText } from "../../language/faults";
import { useLanguage, useWords } from "../../language/language";
import { AboutFields } from "./AboutFields";
import { Imported } from "./Imported";
import type { About, Import } from "./useImports";
import { sizeText, words } from "./words";

/** Faults that the sender can put right here, by saying what the text does not. */
const curable = new Set(["NO_COUNTY", "AMBIGUOUS_COUNTY", "UNKNOWN_COUNTY", "NO_YEAR", "BAD_YEAR"]);

/** One document: how far it is, then what was read from it, or why not and what to do. */
export function ImportCard({
  one,
  hasToken,
  onRetry,
  onRemove,
}: {
  one: Import;
  hasToken: boolean;
  onRetry: (about: About) => void;
  onRemove: () => void;
}) {
  const w = useWords(words);
  const phase = one.phase === "waiting" && !hasToken ? w.waitingToken : w[one.phase];
  return (
    <li className={`card card-${one.phase}`}>
      <header>
        {one.name === "" ? null : (
          <p className="card-name">
            {one.name} {one.bytes === null ? null : <span className="dim small number">{sizeText(one.bytes)}</span>}
          </p>
        )}
        <p className="card-phase" role="status">
          {one.phase === "done" ? "✓ " : one.phase === "failed" ? "✗ " : ""}
          {phase}
        </p>
        {one.phase === "sending" || one.phase === "reading" ? null : (
          <button type="button" className="quiet" onClick={onRemove}>
            {w.discard}
          </button>
        )}
      </header>
      {one.phase === "sending" || one.phase === "reading" ? <progress aria-label={phase} /> : null}
      {one.phase === "failed" ? <Failed one={one} onRetry={onRetry} /> : null}
      {one.phase === "done" && one.jobId !== null ? <Imported id={one.jobId} named={one.name !== ""} /> : null}
    </li>
  );
}

function Failed({ one, onRetry }: { one: Import; onRetry: (about: About) => void }) {
  const w = useWords(words);
  const { language } = useLanguage();
  const [about, setAbout] = useState(one.about);
  const cure = one.faults.some((fault) => curable.has(fault.code));
  return (
    <div className="card-faults">
      {one.faults.map((fault, place) => {
        const text = fault.code === "UNREACHABLE" ? w.UNREACHABLE : faultText(fault, language);
        return (
          <div key={place}>
            <p>{text}</p>
            {fault.message === "" || fault.message === text ? null : (
              <p className="small dim">
                {w.server} <span lang="en">{fault.message}</span> <code>{fault.code}</code>
              </p>
            )}
          </div>
        );
      })}
      {one.sent === null ? null : (
        <>
          {cure ? <AboutFields about={about} onChange={setAbout} edition={false} /> : null}
          <p>
            <button type="button" onClick={() => onRetry(about)}>
              {w.again}
            </button>
          </p>
        </>
      )}
    </div>
  );
}
