import { useEffect, useState } from "react";
import { dictionary, useWords } from "../language/language";

const words = dictionary(
  { copy: "复制", copied: "已复制", failed: "复制不了，请选中后手动复制" },
  { copy: "Copy", copied: "Copied", failed: "Copying failed; select the text and copy it" },
);

/** Copies a text and says that it has; `label` in place of “Copy” where several things can be copied. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const w = useWords(words);
  const [state, setState] = useState<"copy" | "copied" | "failed">("copy");
  useEffect(() => {
    if (state === "copy") return;
    const timer = setTimeout(() => setState("copy"), 2500);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <button
      type="button"
      onClick={() => {
        // Browsers have no clipboard where a page comes over plain HTTP from another machine.
        if (navigator.clipboard === undefined) setState("failed");
        else void navigator.clipboard.writeText(text).then(() => setState("copied"), () => setState("failed"));
      }}
    >
      <span aria-live="polite">{state === "copy" ? (label ?? w.copy) : w[state]}</span>
    </button>
  );
}
