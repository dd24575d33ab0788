import { runs } from "./points";

const width = 96;
const height = 24;
const margin = 3;

/** The course of a series in the height of a line of text; the table beside it has the numbers. */
export function Sparkline({ points, years }: { points: readonly { year: number; value: number }[]; years: readonly number[] }) {
  const values = points.map((point) => point.value);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const first = years[0] ?? 0;
  const x = (year: number) =>
    years.length < 2 ? width / 2 : margin + ((year - first) / (years.length - 1)) * (width - 2 * margin);
  const y = (value: number) => (high === low ? height / 2 : height - margin - ((value - low) / (high - low)) * (height - 2 * margin));
  const last = points.at(-1);
  return (
    <svg className="sparkline" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {runs(points).map((run) =>
        run.length === 1 && run[0] !== undefined ? (
          <circle key={run[0].year} cx={x(run[0].year)} cy={y(run[0].value)} r="1.4" fill="var(--ink-2)" />
        ) : (
          <polyline
            key={run[0]?.year}
            points={run.map((point) => `${x(point.year).toFixed(1)},${y(point.value).toFixed(1)}`).join(" ")}
            fill="none"
            stroke="var(--ink-2)"
            strokeWidth="1.3"
            strokeLinejoin="round"
          />
        ),
      )}
      {last === undefined ? null : <circle cx={x(last.year)} cy={y(last.value)} r="2.3" fill="var(--seal)" />}
    </svg>
  );
}
