import { useEffect } from "react";

/** The name of the page in the browser's tab; null while it is not known yet. */
export function useTitle(title: string | null): void {
  useEffect(() => {
    document.title = title === null ? "Fazhi 法治" : `${title} · Fazhi 法治`;
  }, [title]);
}
