/** What a reader has chosen, kept in the browser; without storage it lasts as long as the page. */
export type Remembered = "language" | "theme" | "token";

const page = new Map<string, string>();

export function remembered(what: Remembered): string | null {
  try {
    return localStorage.getItem(`fazhi.${what}`);
  } catch {
    return page.get(what) ?? null;
  }
}

/** Null forgets it. */
export function remember(what: Remembered, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`fazhi.${what}`);
    else localStorage.setItem(`fazhi.${what}`, value);
  } catch {
    if (value === null) page.delete(what);
    else page.set(what, value);
  }
}
