import { useLanguage } from "../language/language";
import { sign, spokenText, unitText, valueText, type Value } from "./value";
import "./value.css";

/** A value as it is read: sign, number, unit; the sign in words for those who cannot see it. */
export function FigureValue({ of, unit = true }: { of: Value; unit?: boolean }) {
  const { language } = useLanguage();
  const word = unit ? unitText(of.unit, language) : "";
  return (
    <span className="value">
      <span className="unseen">{spokenText(of, language)}</span>
      <span aria-hidden="true">
        {of.qualifier === "EXACT" ? null : <span className="value-sign">{sign(of.qualifier)}</span>}
        {valueText({ ...of, qualifier: "EXACT" }, language)}
        {word === "" ? null : <span className="value-unit">{word}</span>}
      </span>
    </span>
  );
}
