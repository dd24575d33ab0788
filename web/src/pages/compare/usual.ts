/** The year that most of the lines have a point for, the latest of several; null without points. */
export function usualYear(lines: readonly { points: readonly { year: number }[] }[]): number | null {
  const counts = new Map<number, number>();
  for (const line of lines) for (const { year } of line.points) counts.set(year, (counts.get(year) ?? 0) + 1);
  let best: number | null = null;
  for (const [year, count] of counts) {
    const most = best === null ? 0 : (counts.get(best) ?? 0);
    if (count > most || (count === most && best !== null && year > best)) best = year;
  }
  return best;
}
