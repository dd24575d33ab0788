import { ToolbarButton, useGraphiQL } from "@graphiql/react";
import { useEffect, useState } from "react";
import { dictionary, useWords } from "../language/language";
import { link } from "./link";

const words = dictionary({ copy: "复制链接", copied: "已复制链接" }, { copy: "Copy a link to this query", copied: "Link copied" });

/** Copies the address that opens the query of this tab with its variables; headers, and with them tokens, stay out of it. */
export function CopyLink() {
  const w = useWords(words);
  const [copied, setCopied] = useState(false);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    const address = link({ query: queryEditor?.getValue() ?? "", variables: variableEditor?.getValue() ?? "" });
    try {
      await navigator.clipboard.writeText(location.origin + address);
      setCopied(true);
    } catch {
      // Browsers keep the clipboard for pages they trust; the address bar is always there.
      history.replaceState(null, "", address);
    }
  };
  return (
    <ToolbarButton onClick={() => void copy()} label={copied ? w.copied : w.copy}>
      <svg viewBox="0 0 24 24" className="graphiql-toolbar-icon" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round">
        {copied ? <path d="M5 13l5 5L20 7" /> : <path d="M10 14a4 4 0 0 0 6 .5l3-3a4 4 0 0 0-6-6l-1.5 1.5M14 10a4 4 0 0 0-6-.5l-3 3a4 4 0 0 0 6 6l1.5-1.5" />}
      </svg>
    </ToolbarButton>
  );
}
