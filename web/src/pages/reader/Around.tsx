import { useMemo } from "react";
import { useWords } from "../../language/language";
import type { ScalarText } from "../../report/scalars";
import type { ReportSection } from "./query";
import { words } from "./words";

/** What was received besides the sections: menus of a web page, the letterhead, the signature. Nothing is kept from a reader. */
export function Around({ whole, sections }: { whole: ScalarText; sections: readonly ReportSection[] }) {
  const w = useWords(words);
  const pieces = useMemo(() => {
    const between: string[] = [];
    let end = 0;
    for (const { span } of [...sections, { span: { start: whole.length, end: whole.length } }]) {
      // Signs of Markdown between two sections say nothing by themselves.
      const text = span.start > end ? whole.slice(end, span.start).trim() : "";
      if (/[\p{Alphabetic}\p{N}]/u.test(text)) between.push(text.replace(/\s*\n\s*/g, "\n"));
      end = Math.max(end, span.end);
    }
    return between;
  }, [whole, sections]);
  if (pieces.length === 0) return null;
  return (
    <details className="reader-around">
      <summary>{w.around}</summary>
      <p className="small dim">{w.aroundText}</p>
      {pieces.map((piece, place) => (
        <pre key={place}>{piece}</pre>
      ))}
    </details>
  );
}
