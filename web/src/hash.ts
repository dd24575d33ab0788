import { useSyncExternalStore } from "react";

// The router dispatches the last two, which browsers do not.
const events = ["popstate", "hashchange", "pushState", "replaceState"];

const watch = (changed: () => void) => {
  for (const event of events) addEventListener(event, changed);
  return () => {
    for (const event of events) removeEventListener(event, changed);
  };
};

/** Without its escapes; as it is where they are broken. */
export function decoded(hash: string): string {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

/** What stands behind the # of the address, without it: the place in a page. */
export function useHash(): string {
  return useSyncExternalStore(watch, () => decoded(location.hash.slice(1)));
}

/** Names another place in the page, or none, without a step in the browser's history and without scrolling. */
export function replaceHash(hash: string | null): void {
  history.replaceState(history.state, "", location.pathname + location.search + (hash === null ? "" : `#${hash}`));
}
