import { CombinedError } from "@urql/core";
import { useEffect, useState, type ReactNode } from "react";
import { dictionary, useWords } from "../language/language";
import "./states.css";

const words = dictionary(
  {
    loading: "正在读取…",
    network: "连不上服务器。请检查网络，或确认 fazhi serve 正在运行。",
    broken: "这一页出了问题。",
    refused: "服务器没有接受这个查询。",
    retry: "再试一次",
  },
  {
    loading: "Loading…",
    network: "The server cannot be reached. Check the network, and that fazhi serve is running.",
    broken: "Something on this page is broken.",
    refused: "The server did not accept this query.",
    retry: "Try again",
  },
);

/** While a page's code is on its way: nothing for a moment, then a word, so that quick pages do not flicker. */
export function PageLoading() {
  const w = useWords(words);
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 400);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className="state dim" role="status">
      {slow ? w.loading : ""}
    </p>
  );
}

/**
 * Grey lines in the place of text that is on its way, `lines` of them in the height that the text will have, so that
 * nothing moves when it arrives.
 */
export function Skeleton({ lines = 3, height }: { lines?: number; height?: string }) {
  const w = useWords(words);
  return (
    <div className="skeleton" role="status" style={height === undefined ? undefined : { height }}>
      <span className="unseen">{w.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  );
}

/** Nothing to show, and why; what a reader can do instead goes in as children. */
export function Empty({ children }: { children: ReactNode }) {
  return <div className="state dim">{children}</div>;
}

/** What went wrong, with the server's own words and its code, and a way on. */
export function Failure({ error, retry }: { error: Error; retry?: () => void }) {
  const w = useWords(words);
  const said = error instanceof CombinedError ? error.graphQLErrors : [];
  const title = error instanceof CombinedError ? (error.networkError && said.length === 0 ? w.network : w.refused) : w.broken;
  return (
    <div className="state state-failure" role="alert">
      <p>
        <strong>{title}</strong>
      </p>
      {said.map((one, place) => (
        <p key={place} className="small">
          {typeof one.extensions["code"] === "string" ? <code>{one.extensions["code"]}</code> : null} {one.message}
        </p>
      ))}
      {error instanceof CombinedError ? null : <p className="small">{error.message}</p>}
      {retry === undefined ? null : (
        <p>
          <button type="button" onClick={retry}>
            {w.retry}
          </button>
        </p>
      )}
    </div>
  );
}
