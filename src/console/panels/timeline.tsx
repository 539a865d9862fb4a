import { useMemo } from "preact/hooks";
import type { Page } from "../api.ts";
import { formatCount, formatDate } from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { Ring, RingDay } from "../contract-types.ts";
import { useResource } from "../use-resource.ts";
import { Chart, type ChartData } from "./chart.tsx";
import { Loaded } from "./loaded.tsx";
import { pathOfRing } from "./paths.ts";

/** Sign-ups and requests by day. */
export function Timeline({ ring }: { readonly ring: Ring }) {
  const { api } = useConsole();
  const days = useResource(
    (signal) => api.get<Page<RingDay>>(pathOfRing(ring.id, "timeline"), { limit: 200 }, signal),
    [api, ring.id],
  );
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">Day by day</h2>
      <Loaded of={days} what="the days">
        {({ data }) =>
          data.length === 0 ? <p>Nothing happened in the window of the newest run.</p> : <Days days={data} />
        }
      </Loaded>
    </section>
  );
}

const daySeconds = 86_400;

function Days({ days }: { readonly days: readonly RingDay[] }) {
  const data = useMemo(() => toData(days), [days]);
  return (
    <>
      <Chart data={data} kind="days" label="Requests and sign-ups by day; the table below has the numbers" />
      <details class="as-table">
        <summary>As a table</summary>
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Day (UTC)</th>
                <th scope="col" class="number">
                  Sign-ups
                </th>
                <th scope="col" class="number">
                  Requests
                </th>
                <th scope="col" class="number">
                  Active accounts
                </th>
              </tr>
            </thead>
            <tbody>
              {days.map(({ day, signups, requests, active_accounts }) => (
                <tr key={day}>
                  <th scope="row">{formatDate(day)}</th>
                  <td class="number">{formatCount(signups)}</td>
                  <td class="number">{formatCount(requests)}</td>
                  <td class="number">{formatCount(active_accounts)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}

/** Every day between the first and the last: the API leaves out those on which nothing happened. */
function toData(days: readonly RingDay[]): ChartData {
  const byDay = new Map(days.map((day) => [Date.parse(day.day) / 1000, day]));
  const places = [...byDay.keys()];
  const [first = 0, last = 0] = [places[0], places.at(-1)];
  const times = Array.from(
    { length: Math.round((last - first) / daySeconds) + 1 },
    (_, place) => first + place * daySeconds,
  );
  return {
    places: times,
    series: [
      { title: "Requests", colour: "accent", values: times.map((time) => byDay.get(time)?.requests ?? 0), as: "bars" },
      {
        title: "Sign-ups",
        colour: "warm",
        values: times.map((time) => byDay.get(time)?.signups ?? 0),
        as: "line",
        scale: "right",
      },
    ],
  };
}
