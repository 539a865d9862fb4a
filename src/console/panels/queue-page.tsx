import { useEffect, useRef, useState } from "preact/hooks";
import type { Page } from "../api.ts";
import { formatCount, formatMoment, formatPlural } from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { DecisionInputBody, ListedRing, Stats } from "../contract-types.ts";
import { moveSelection, type QueueFilters, queueViews, type QueueView, toRingQuery, writeRoute } from "../state.ts";
import { useKeys } from "../use-keys.ts";
import { usePoll } from "../use-poll.ts";
import { usePages, useResource } from "../use-resource.ts";
import { DecideDialog } from "./decide-dialog.tsx";
import { EmptyQueue } from "./empty-queue.tsx";
import { Loaded } from "./loaded.tsx";
import { MoreButton } from "./more-button.tsx";
import { QueueFilterForm } from "./queue-filter-form.tsx";
import { QueueTable } from "./queue-table.tsx";

const pollMilliseconds = 1500;

/** The rings that wait to be looked at, the worst first unless asked otherwise. */
export function QueuePage({ filters }: { readonly filters: QueueFilters }) {
  const { api, go, amend } = useConsole();
  const stats = useResource((signal) => api.get<Stats>("/v1/stats", {}, signal), [api]);
  const query = toRingQuery(filters);
  const rings = usePages(
    (cursor, signal) =>
      api.get<Page<ListedRing>>("/v1/rings", { ...query, include: "timeline", limit: 50, cursor }, signal),
    [api, JSON.stringify(query)],
  );
  // Until there is a first run the page goes on by itself, from the first event to the first rings.
  const isFresh = stats.resource.state === "ready" && stats.resource.value.last_run === null;
  usePoll(stats.reload, pollMilliseconds, isFresh);
  const wasFresh = useRef(false);
  useEffect(() => {
    if (wasFresh.current && !isFresh) rings.reload();
    wasFresh.current = isFresh;
  }, [isFresh]);
  const listed = rings.resource.state === "ready" ? rings.resource.value : [];
  const [selected, setSelected] = useState(0);
  const [deciding, setDeciding] = useState<{ ring: ListedRing; outcome: DecisionInputBody["outcome"] }>();
  const table = useRef<HTMLTableElement>(null);
  useEffect(() => setSelected(0), [JSON.stringify(query)]);

  const select = (place: number) => {
    setSelected(place);
    table.current?.querySelectorAll<HTMLElement>("tbody a.ring-link")[place]?.focus();
  };
  const open = () => {
    const ring = listed[selected];
    if (ring) go({ page: "ring", id: ring.id });
  };
  const decide = (outcome: DecisionInputBody["outcome"]) => () => {
    const ring = listed[selected];
    if (ring && ring.status !== "dissolved") setDeciding({ ring, outcome });
  };
  useKeys({
    j: () => select(moveSelection(selected, document.activeElement?.closest("tbody") ? 1 : 0, listed.length)),
    k: () => select(moveSelection(selected, -1, listed.length)),
    Enter: open,
    c: decide("confirmed"),
    d: decide("dismissed"),
    u: decide("reopened"),
  });
  const onDecided = () => {
    setDeciding(undefined);
    rings.reload();
    stats.reload();
  };
  return (
    <>
      <header class="page-head">
        <h1>Rings</h1>
        {stats.resource.state === "ready" && <Summary stats={stats.resource.value} />}
      </header>
      {!isFresh && (
        <>
          <nav class="tabs" aria-label="Which rings">
            {(Object.keys(queueViews) as QueueView[]).map((view) => (
              <a
                key={view}
                href={writeRoute({ page: "rings", filters: { ...filters, view } })}
                aria-current={view === filters.view ? "page" : undefined}
              >
                {queueViews[view].title}
              </a>
            ))}
          </nav>
          <QueueFilterForm filters={filters} onChange={(changed) => amend({ page: "rings", filters: changed })} />
        </>
      )}
      <Loaded of={rings} what="the rings">
        {(shown) =>
          shown.length === 0 ? (
            <EmptyQueue
              filters={filters}
              stats={stats}
              onRunStarted={() => go({ page: "runs" })}
              onCleared={(cleared) => amend({ page: "rings", filters: cleared })}
            />
          ) : (
            <>
              <QueueTable table={table} rings={shown} selected={selected} onSelected={setSelected} />
              <MoreButton of={rings}>More rings</MoreButton>
            </>
          )
        }
      </Loaded>
      {deciding && (
        <DecideDialog
          ring={deciding.ring}
          outcome={deciding.outcome}
          onClosed={() => setDeciding(undefined)}
          onDecided={onDecided}
        />
      )}
    </>
  );
}

function Summary({ stats }: { readonly stats: Stats }) {
  const { rings, accounts, last_run: run } = stats;
  if (!run) return <p>Accounts that look as if one hand ran them.</p>;
  return (
    <p>
      {formatPlural(rings.flagged, "group")} that {rings.flagged === 1 ? "looks" : "look"} as if one hand ran{" "}
      {rings.flagged === 1 ? "it" : "each"}: {formatPlural(rings.flagged_accounts, "account")} of{" "}
      {formatCount(accounts)}, as of {formatMoment(run.as_of)}.
    </p>
  );
}
