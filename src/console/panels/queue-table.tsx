import type { RefObject } from "preact";
import { formatCount, formatDay, formatLarge, formatPlural, strongestReasons } from "../appearance.ts";
import type { ListedRing } from "../contract-types.ts";
import { writeRoute } from "../state.ts";
import { Families } from "./families.tsx";
import { Risk } from "./risk.tsx";
import { Sparkline } from "./sparkline.tsx";
import { Status } from "./status.tsx";

interface QueueTableProps {
  readonly table: RefObject<HTMLTableElement | null>;
  readonly rings: readonly ListedRing[];
  readonly selected: number;
  readonly onSelected: (place: number) => void;
}

/** One ring a row: how sure, how large, why, and how it goes. */
export function QueueTable({ table, rings, selected, onSelected }: QueueTableProps) {
  const days = rings.flatMap(({ timeline = [] }) => timeline.map(({ day }) => day)).toSorted();
  const span = { from: days[0] ?? "", to: days.at(-1) ?? "" };
  return (
    <div class="scroll">
      <table class="queue" ref={table}>
        <caption class="hidden">Rings; j and k move, Enter opens, c confirms, d dismisses</caption>
        <thead>
          <tr>
            <th scope="col">Risk</th>
            <th scope="col">Ring</th>
            <th scope="col" class="number">
              Requests
            </th>
            <th scope="col" class="number">
              New in 7 days
            </th>
            <th scope="col">Shares</th>
            <th scope="col">
              Requests a day
              {span.from !== "" && (
                <span class="block">
                  {formatDay(span.from)} – {formatDay(span.to)}
                </span>
              )}
            </th>
          </tr>
        </thead>
        <tbody>
          {rings.map((ring, place) => (
            <tr key={ring.id} class={place === selected ? "selected" : undefined} onFocusIn={() => onSelected(place)}>
              <td>
                <Risk risk={ring.risk} isFlagged={ring.flagged} />
              </td>
              <td class="ring-cell">
                <a class="ring-link" href={writeRoute({ page: "ring", id: ring.id })}>
                  {formatPlural(ring.member_count, "account")}
                </a>{" "}
                <span class="quiet">
                  {formatDay(ring.first_event_at)} – {formatDay(ring.last_event_at)}
                </span>{" "}
                {ring.status !== "open" && <Status status={ring.status} />}
                <span class="reasons">{strongestReasons(ring, 2).join(". ")}</span>
              </td>
              <td class="number">{formatLarge(ring.request_count)}</td>
              <td class={ring.recent_signups ? "number" : "number none"}>
                {ring.recent_signups ? `+${formatCount(ring.recent_signups)}` : "–"}
              </td>
              <td>
                <Families families={ring.families} />
              </td>
              <td>
                <Sparkline days={ring.timeline ?? []} from={span.from} to={span.to} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
