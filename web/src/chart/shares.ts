/**
 * The limits of an axis of shares in percent: up to 100 where no value is above, down to a round number below the
 * lowest, in equal steps.
 */
export function shareAxis(values: readonly number[]): { min: number; max: number; interval: number } | { scale: true } {
  const low = Math.min(...values);
  if (values.length === 0 || Math.max(...values) > 100 || low < 0) return { scale: true };
  const interval = [1, 2, 5, 10, 20, 25].find((step) => (100 - low) / step <= 5) ?? 25;
  const steps = Math.max(2, Math.ceil((100 - low) / interval));
  return { min: Math.max(0, 100 - steps * interval), max: 100, interval };
}
