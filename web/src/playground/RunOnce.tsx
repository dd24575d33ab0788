import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { useEffect, useRef } from "react";
import { onlyReads } from "./document";

/** Runs what the playground opens with, once the editors are there, where that only reads. Shows nothing. */
export function RunOnce() {
  const ready = useGraphiQL((state) => state.queryEditor !== undefined && state.responseEditor !== undefined);
  const query = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.query ?? "");
  const { run } = useGraphiQLActions();
  const done = useRef(false);
  useEffect(() => {
    if (!ready || done.current) return;
    done.current = true;
    if (onlyReads(query)) run();
  }, [ready, query, run]);
  return null;
}
