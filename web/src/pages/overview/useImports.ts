import { useEffect } from "react";
import { useSubscription } from "urql";
import { graphql } from "../../query/graphql";

const ImportedSubscription = graphql(`
  subscription Imported {
    reportImported {
      id
    }
  }
`);

/** Calls `changed` after reports have been imported, once for those that come in close succession. */
export function useImports(changed: () => void): void {
  const [{ data }] = useSubscription({ query: ImportedSubscription });
  useEffect(() => {
    if (data === undefined) return;
    const timer = setTimeout(changed, 1500);
    return () => clearTimeout(timer);
  }, [data, changed]);
}
