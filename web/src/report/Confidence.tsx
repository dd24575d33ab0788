import { dictionary, useWords } from "../language/language";
import "./confidence.css";

const words = dictionary(
  { sure: "把握大", fair: "把握一般", weak: "把握小", reviewed: "人工核定" },
  { sure: "sure", fair: "fairly sure", weak: "unsure", reviewed: "decided by a reviewer" },
);

/** How sure the program is that a figure is an observation of its indicator: a bar, a word, a number. */
export function Confidence({ of, reviewed = false }: { of: number; reviewed?: boolean }) {
  const w = useWords(words);
  const word = reviewed ? w.reviewed : of >= 0.9 ? w.sure : of >= 0.8 ? w.fair : w.weak;
  return (
    <span className="confidence" data-weak={!reviewed && of < 0.8 ? "" : undefined}>
      <span className="confidence-bar" aria-hidden="true">
        <span style={{ width: `${Math.round(of * 100)}%` }} />
      </span>
      <span>
        {word} <span className="dim number">{Math.round(of * 100)}%</span>
      </span>
    </span>
  );
}
