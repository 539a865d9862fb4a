import { useEffect, useRef } from "preact/hooks";
import { drawChart } from "../chart-view.ts";

export interface ChartSeries {
  readonly title: string;
  readonly colour: "accent" | "warm" | "ink";
  readonly values: readonly number[];
  readonly as: "bars" | "line";
  /** With a scale of its own, at the right. */
  readonly scale?: "right";
}

export interface ChartData {
  /** Where the values stand: seconds since 1970, or hours of the day. Ascending. */
  readonly places: readonly number[];
  readonly series: readonly ChartSeries[];
}

interface ChartProps {
  readonly data: ChartData;
  readonly kind: "days" | "hours";
  readonly label: string;
}

/** A chart as wide as its place. What it shows stands in a table beside it. */
export function Chart({ data, kind, label }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => (place.current ? drawChart(place.current, data, kind) : undefined), [data, kind]);
  return <div class="chart" ref={place} role="img" aria-label={label} />;
}
