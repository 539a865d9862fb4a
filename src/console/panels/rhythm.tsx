import { useMemo } from "preact/hooks";
import type { RingProfile } from "../contract-types.ts";
import { Chart, type ChartData } from "./chart.tsx";

/** At what hours of the day the accounts are active, beside everybody else. */
export function Rhythm({ profile: { hours, population_hours } }: { readonly profile: RingProfile }) {
  return (
    <section aria-labelledby="rhythm">
      <h2 id="rhythm">Hour by hour</h2>
      {hours === null ? (
        <p>Not counted yet: the next run does.</p>
      ) : (
        <Hours hours={hours} population={population_hours ?? []} />
      )}
    </section>
  );
}

function Hours({ hours, population }: { readonly hours: readonly number[]; readonly population: readonly number[] }) {
  const own = toShares(hours);
  const all = toShares(population);
  const data = useMemo<ChartData>(
    () => ({
      places: own.map((_, hour) => hour),
      series: [
        { title: "This ring", colour: "accent", values: own, as: "bars" },
        { title: "Everybody", colour: "ink", values: all, as: "line" },
      ],
    }),
    [hours, population],
  );
  return (
    <>
      <p class="quiet">{describeRhythm(own, all)}</p>
      <Chart
        data={data}
        kind="hours"
        label="Share of the activity in each hour of the day (UTC); the table below has the numbers"
      />
      <details class="as-table">
        <summary>As a table</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Hour (UTC)</th>
              <th scope="col" class="number">
                This ring
              </th>
              <th scope="col" class="number">
                Everybody
              </th>
            </tr>
          </thead>
          <tbody>
            {own.map((share, hour) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place is the hour, and the hours stay where they are
              <tr key={hour}>
                <th scope="row">{String(hour).padStart(2, "0")}:00</th>
                <td class="number">{share.toFixed(1)} %</td>
                <td class="number">{all.length === 0 ? "–" : `${all[hour]?.toFixed(1)} %`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

/** In per cent of all. */
function toShares(hours: readonly number[]): number[] {
  const all = hours.reduce((sum, count) => sum + count, 0);
  return hours.map((count) => (all === 0 ? 0 : (count / all) * 100));
}

/** The eight quietest hours in a row, round midnight too: people sleep then, scripts need not. */
function quietestThird(shares: readonly number[]): number {
  const sums = shares.map((_, start) =>
    Array.from({ length: 8 }, (_, step) => shares[(start + step) % 24] ?? 0).reduce((sum, share) => sum + share, 0),
  );
  return Math.min(...sums);
}

function describeRhythm(own: readonly number[], all: readonly number[]): string {
  const mine = `Its quietest eight hours hold ${quietestThird(own).toFixed(0)} % of its activity`;
  if (all.length === 0) return `${mine}; 33 % would be perfectly even.`;
  return `${mine}, everybody's ${quietestThird(all).toFixed(0)} %; 33 % would be perfectly even.`;
}
