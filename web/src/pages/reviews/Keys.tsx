import { useWords } from "../../language/language";
import { words } from "./words";

/** The keys of the queue, and what they do. */
export function Keys() {
  const w = useWords(words);
  const keys: [string, string][] = [
    ["j", w.next],
    ["k", w.previous],
    ["c", w.keyConfirm],
    ["e", w.keyCorrect],
    ["r", w.keyReject],
    ["?", w.keyHelp],
    ["Enter", w.keySave],
    ["Esc", w.keyCancel],
  ];
  return (
    <section className="keys" aria-label={w.keys}>
      <dl>
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
