import { useEffect, useRef, useState, type FormEvent } from "react";
import { faultText } from "../../language/faults";
import { useLanguage, useWords } from "../../language/language";
import { IndicatorField } from "../../search/IndicatorField";
import type { QueueFigure } from "./query";
import { changesOf, correctionOf } from "./state";
import { words } from "./words";

/** Puts value, unit and indicator of a figure right. */
export function Correct({
  figure,
  onSave,
  onCancel,
}: {
  figure: QueueFigure;
  onSave: (changes: Record<string, unknown>) => void;
  onCancel: () => void;
}) {
  const w = useWords(words);
  const { language } = useLanguage();
  const [to, setTo] = useState(() => correctionOf(figure));
  const [fault, setFault] = useState<string | null>(null);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    first.current?.select();
    first.current?.form?.scrollIntoView({ block: "nearest" });
  }, []);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const changes = changesOf(figure, to);
    if (typeof changes === "string") setFault(changes);
    else onSave({ ...changes, ...(to.note.trim() === "" ? {} : { note: to.note.trim() }) });
  };
  const field = (name: "value" | "valueHigh" | "unit" | "note", label: string) => (
    <label className={`correct-${name}`}>
      <span>{label}</span>
      <input
        ref={name === "value" ? first : undefined}
        value={to[name]}
        inputMode={name === "value" || name === "valueHigh" ? "decimal" : "text"}
        maxLength={name === "note" ? 2000 : 30}
        onChange={(event) => {
          setTo({ ...to, [name]: event.target.value });
          setFault(null);
        }}
      />
    </label>
  );
  return (
    <form
      className="correct"
      aria-label={w.correct}
      onSubmit={send}
      onKeyDown={(event) => {
        // In the list of indicators Escape closes the list.
        if (event.key === "Escape" && (event.target as Element).getAttribute("role") !== "combobox") onCancel();
      }}
    >
      {field("value", w.value)}
      {field("valueHigh", w.valueHigh)}
      {field("unit", w.unit)}
      <div className="correct-indicator">
        <span>{w.indicator}</span>
        <IndicatorField code={to.indicator} label={w.indicator} onChange={(indicator) => setTo({ ...to, indicator })} />
        {to.indicator === null && figure.indicator !== null ? <p className="small dim">{w.withoutNow}</p> : null}
      </div>
      {field("note", w.note)}
      {fault === null ? null : (
        <p className="token-fault" role="alert">
          {faultText({ code: fault, message: fault }, language)}
        </p>
      )}
      <p className="correct-ways">
        <button type="submit" className="main">
          {w.save} <kbd aria-hidden="true">Enter</kbd>
        </button>
        <button type="button" onClick={onCancel}>
          {w.cancel} <kbd aria-hidden="true">Esc</kbd>
        </button>
      </p>
    </form>
  );
}
