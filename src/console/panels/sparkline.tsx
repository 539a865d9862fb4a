import { formatCount, formatDay } from "../appearance.ts";
import type { RingDay } from "../contract-types.ts";

interface SparklineProps {
  readonly days: readonly RingDay[];
  /** The first and the last day that is drawn: the same of all rings in a list, so that they can be compared. */
  readonly from: string;
  readonly to: string;
}

const width = 120;
const height = 24;
const dayMilliseconds = 86_400_000;

/** Requests a day as a line over its ground. */
export function Sparkline({ days, from, to }: SparklineProps) {
  const [busiest] = days.toSorted((a, b) => b.requests - a.requests);
  if (!busiest || busiest.requests === 0) return <span class="quiet">none</span>;
  const start = Date.parse(from);
  const count = Math.max(1, (Date.parse(to) - start) / dayMilliseconds);
  const requests = new Map(days.map((day) => [Date.parse(day.day), day.requests]));
  const points = Array.from({ length: count + 1 }, (_, place) => {
    const share = (requests.get(start + place * dayMilliseconds) ?? 0) / busiest.requests;
    return `${((place / count) * width).toFixed(1)},${(height - 1 - share * (height - 3)).toFixed(1)}`;
  });
  const label = `Requests a day; most on ${formatDay(busiest.day)}: ${formatCount(busiest.requests)}`;
  return (
    <svg class="sparkline" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <title>{label}</title>
      <polygon points={`0,${height} ${points.join(" ")} ${width},${height}`} />
      <polyline points={points.join(" ")} />
    </svg>
  );
}
