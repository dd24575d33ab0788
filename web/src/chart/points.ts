import type { Value } from "../figure/value";

/** A point of a series as charts and tables need it. */
export interface ChartPoint extends Value {
  year: number;
  change: number | null;
  /** Where the sentence stands: the report reader at the figure. */
  address: string;
  /** The sentence, where it is known. */
  quote?: string;
  /** What later reports say of the same year instead. */
  restated: readonly ChartRestated[];
}

export interface ChartRestated extends Value {
  address: string;
}

export interface ChartLine {
  key: string;
  name: string;
  points: readonly ChartPoint[];
}

/** Every year from the first to the last that has a point in any of the lines, so that a gap in time has its width. */
export function yearsOf(lines: readonly { points: readonly { year: number }[] }[]): number[] {
  const years = lines.flatMap((line) => line.points.map((point) => point.year));
  if (years.length === 0) return [];
  const first = Math.min(...years);
  return Array.from({ length: Math.max(...years) - first + 1 }, (_, place) => first + place);
}

/** The point of each year; null where there is none: a gap stays a gap. */
export function pointsByYear<P extends { year: number }>(points: readonly P[], years: readonly number[]): (P | null)[] {
  const byYear = new Map(points.map((point) => [point.year, point]));
  return years.map((year) => byYear.get(year) ?? null);
}

/** Runs of neighbouring years, each of which is drawn as one stroke. */
export function runs<P extends { year: number }>(points: readonly P[]): P[][] {
  const found: P[][] = [];
  for (const point of [...points].sort((a, b) => a.year - b.year)) {
    const last = found.at(-1);
    if (last !== undefined && last.at(-1)?.year === point.year - 1) last.push(point);
    else found.push([point]);
  }
  return found;
}

/**
 * Whether all points of all lines can share an axis. Counties count the same thing with different measure words (件, 起);
 * days and hours, and shares and numbers, are different things.
 */
export function comparable(lines: readonly ChartLine[], measure: "COUNT" | "RATE" | "AMOUNT" | "DURATION"): boolean {
  const units = new Set(lines.flatMap((line) => line.points.map((point) => point.unit)));
  return units.size <= 1 || (measure !== "DURATION" && !units.has("%"));
}
