export interface Bin {
  /** The first value that falls into it. */
  from: number;
  /** The first value above it; the last bin holds its end too. */
  to: number;
  count: number;
}

/** Steps that people count in: 1, 2, 5 and their tens. */
function roundStep(rough: number): number {
  const ten = 10 ** Math.floor(Math.log10(rough));
  const digit = rough / ten;
  return (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10) * ten;
}

/** How values are spread, in at most about `most` bins with round limits; empty without values. */
export function histogram(values: readonly number[], most = 16): Bin[] {
  if (values.length === 0) return [];
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (low === high) return [{ from: low, to: high, count: values.length }];
  const bins = Math.max(4, Math.min(most, Math.ceil(Math.sqrt(values.length) * 1.5)));
  const step = roundStep((high - low) / bins);
  const first = Math.floor(low / step);
  const count = Math.floor(high / step) - first + 1;
  const found = Array.from({ length: count }, (_, place) => ({
    // Multiples, not sums: steps such as 0.1 do not add up.
    from: Number(((first + place) * step).toPrecision(12)),
    to: Number(((first + place + 1) * step).toPrecision(12)),
    count: 0,
  }));
  for (const value of values) {
    const bin = found[Math.min(count - 1, Math.floor(value / step) - first)];
    if (bin !== undefined) bin.count += 1;
  }
  return found;
}
