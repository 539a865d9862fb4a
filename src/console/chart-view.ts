import uPlot from "uplot";
import type { ChartData, ChartSeries } from "./panels/chart.tsx";

// The one user of the chart library.

const height = 200;

/**
 * Draws a chart into an element and keeps it as wide as that, in the colours of the page.
 *
 * @returns takes it away again
 */
export function drawChart(place: HTMLElement, data: ChartData, kind: "days" | "hours"): () => void {
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  let chart: uPlot | undefined;
  const draw = () => {
    chart?.destroy();
    chart = new uPlot(
      optionsOf(place, data, kind),
      [[...data.places], ...data.series.map(({ values }) => [...values])],
      place,
    );
  };
  draw();
  const observer = new ResizeObserver(() => chart?.setSize({ width: place.clientWidth, height }));
  observer.observe(place);
  scheme.addEventListener("change", draw);
  return () => {
    observer.disconnect();
    scheme.removeEventListener("change", draw);
    chart?.destroy();
  };
}

function optionsOf(place: HTMLElement, { series, places }: ChartData, kind: "days" | "hours"): uPlot.Options {
  const style = getComputedStyle(place);
  const colourOf = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const axis = {
    stroke: colourOf("quiet"),
    font: `12px ${style.fontFamily}`,
    grid: { stroke: colourOf("line"), width: 1 },
    ticks: { show: false },
  };
  const hasRight = series.some(({ scale }) => scale === "right");
  const count = (value: number | null) => (value === null ? "" : value.toLocaleString("en"));
  const share = (value: number | null) => (value === null ? "" : `${value.toFixed(1)} %`);
  const write = kind === "hours" ? share : count;
  return {
    width: place.clientWidth || 300,
    height,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
    cursor: { drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { time: kind === "days", range: (_, from, to) => pad(from, to, places.length) },
      y: { range: fromZero },
      right: { range: fromZero },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        values:
          kind === "hours"
            ? (_, hours) => hours.map((hour) => (Number.isInteger(hour) && hour >= 0 && hour < 24 ? String(hour) : ""))
            : dayLabels,
      },
      { ...axis, size: 56, values: (_, values) => values.map((value) => shortly(value, kind)) },
      ...(hasRight
        ? [
            {
              ...axis,
              scale: "right",
              side: 1 as const,
              size: 44,
              grid: { show: false },
              values: (_: uPlot, values: number[]) => values.map((value) => shortly(value, kind)),
            },
          ]
        : []),
    ],
    series: [
      {
        label: kind === "hours" ? "Hour" : "Day",
        value: (_, place) =>
          place === null ? "" : kind === "hours" ? `${place}:00 UTC` : (dayLabels(_, [place])[0] ?? ""),
      },
      ...series.map((each) => seriesOf(each, colourOf(each.colour), write)),
    ],
  };
}

function seriesOf(
  { title, as, scale }: ChartSeries,
  colour: string,
  write: (value: number | null) => string,
): uPlot.Series {
  const common = { label: title, scale: scale ?? "y", value: (_: uPlot, value: number) => write(value) };
  if (as === "line") return { ...common, stroke: colour, width: 2, points: { show: false } };
  const bars = uPlot.paths.bars?.({ size: [0.8, 40] });
  return { ...common, fill: colour, width: 0, points: { show: false }, ...(bars ? { paths: bars } : {}) };
}

const fromZero: uPlot.Scale.Range = (_, __, to) => [0, (to || 1) * 1.08];

/** Half a bar at either end. */
function pad(from: number, to: number, count: number): [number, number] {
  const half = count > 1 ? (to - from) / (count - 1) / 2 : 43_200;
  return [from - half, to + half];
}

const dayLabels = (_: uPlot, times: number[]): string[] =>
  times.map((time) =>
    new Date(time * 1000).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }),
  );

function shortly(value: number, kind: "days" | "hours"): string {
  if (kind === "hours") return `${value} %`;
  return value.toLocaleString("en", { notation: "compact" });
}
