import { useCallback } from "react";
import { useQuery, type AnyVariables, type CombinedError, type UseQueryArgs } from "urql";

export interface Answer<Data> {
  /** What has arrived; undefined while it has not, and where nothing came but an error. */
  data: Data | undefined;
  /** Why there is no answer; null where one has arrived, in parts at least. */
  failure: CombinedError | null;
  fetching: boolean;
  /** Whether `data` still answers what was asked before. */
  stale: boolean;
  /** Asks the server again, whatever is in the cache. */
  again: () => void;
}

/** Which argument the server refused a query for, by its name; null where that is not what went wrong. */
export function refusedArgument(failure: CombinedError | null): string | null {
  const refusal = failure?.graphQLErrors.find((error) => error.extensions["code"] === "BAD_USER_INPUT");
  const argument = refusal?.extensions["argument"];
  return typeof argument === "string" ? argument : null;
}

/** The answer to a query, now and whenever it changes. */
export function useAnswer<Data, Variables extends AnyVariables>(asked: UseQueryArgs<Variables, Data>): Answer<Data> {
  const [{ data, error, fetching, stale }, ask] = useQuery<Data, Variables>(asked);
  const again = useCallback(() => ask({ requestPolicy: "network-only" }), [ask]);
  const arrived = data ?? undefined;
  return { data: arrived, failure: arrived === undefined ? (error ?? null) : null, fetching, stale, again };
}
