import type { YearSpread } from "../../chart/Spread";

/** The summary of an indicator by year, with a place for each year between the first and the last that nobody states. */
export function spreadsOf(
  summary: readonly { key: string; count: number; min: number; max: number; median: number }[],
): (YearSpread | { year: number; count: 0 })[] {
  const known = new Map(summary.map(({ key, count, min, max, median }) => [Number(key), { year: Number(key), count, min, max, median }]));
  if (known.size === 0) return [];
  const first = Math.min(...known.keys());
  return Array.from({ length: Math.max(...known.keys()) - first + 1 }, (_, place) => {
    const year = first + place;
    return known.get(year) ?? { year, count: 0 as const };
  });
}

/** The year that most counties state, the latest of several; null where none does. */
export function usualYear(spreads: readonly { year: number; count: number }[]): number | null {
  return spreads.reduce<{ year: number; count: number } | null>((best, one) => (best === null || one.count >= best.count ? one : best), null)
    ?.year ?? null;
}
