import type { CombinedError } from "@urql/core";
import { useSyncExternalStore } from "react";
import { remember, remembered } from "../remember";

const listeners = new Set<() => void>();

const watch = (changed: () => void) => {
  listeners.add(changed);
  // Another tab may have changed it.
  addEventListener("storage", changed);
  return () => {
    listeners.delete(changed);
    removeEventListener("storage", changed);
  };
};

/** The token that changes are sent with; null where the reader has given none. */
export function useToken(): string | null {
  return useSyncExternalStore(watch, () => remembered("token"));
}

/** Keeps a token in this browser; null forgets it. */
export function keepToken(token: string | null): void {
  remember("token", token);
  for (const changed of listeners) changed();
}

/** Whether the server knows a token; it does not say what for. */
export async function isValid(token: string): Promise<boolean> {
  const answer = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: "{ __typename }" }),
  });
  if (answer.status === 401) return false;
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
  return true;
}

/** What is wrong with the token of a change that was refused; null where it was refused for something else. */
export function tokenFault(error: CombinedError | undefined): "UNAUTHENTICATED" | "FORBIDDEN" | null {
  if (error === undefined) return null;
  const codes = error.graphQLErrors.map((one) => one.extensions["code"]);
  if (codes.includes("FORBIDDEN")) return "FORBIDDEN";
  const status: unknown = error.response?.status;
  return codes.includes("UNAUTHENTICATED") || status === 401 ? "UNAUTHENTICATED" : null;
}
