import { nameSignal } from "../appearance.ts";
import type { Ring } from "../contract-types.ts";

/** What weighs less reads as 0.0 and moves nothing. */
const leastWeight = 0.05;

/** What speaks for abuse and what for innocence, as bars to the right and to the left; picture and table in one. */
export function SignalBars({ signals }: Pick<Ring, "signals">) {
  const shown = signals.filter(({ weight }) => Math.abs(weight) >= leastWeight).toSorted((a, b) => b.weight - a.weight);
  const longest = Math.max(1, ...shown.map(({ weight }) => Math.abs(weight)));
  if (shown.length === 0) return <p>No signal spoke for or against it.</p>;
  return (
    <table class="signals">
      <caption class="hidden">Signals with their weights</caption>
      <thead>
        <tr>
          <th scope="col">What was seen</th>
          <th scope="col" class="bar-head">
            <span>← innocence</span>
            <span>abuse →</span>
          </th>
          <th scope="col" class="number" title="Log-odds that it adds to the risk">
            Weight
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ name, weight, summary }) => (
          <tr key={name}>
            <th scope="row">
              {summary}
              <span class="quiet"> {nameSignal(name)}</span>
            </th>
            <td class="bar-cell">
              <svg viewBox="-100 0 200 14" preserveAspectRatio="none" aria-hidden="true">
                <line x1="0" x2="0" y1="0" y2="14" />
                <rect
                  class={weight > 0 ? "for" : "against"}
                  x={weight > 0 ? 0 : (weight / longest) * 100}
                  y="2"
                  width={Math.max(1, (Math.abs(weight) / longest) * 100)}
                  height="10"
                />
              </svg>
            </td>
            <td class="number" data-title="Weight">
              {weight > 0 ? "+" : "−"}
              {Math.abs(weight).toFixed(1)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
