import { useState } from "preact/hooks";
import { useConsole } from "../console-context.ts";
import type { Run, Stats } from "../contract-types.ts";
import type { QueueFilters } from "../state.ts";
import { type Loading, toProblem } from "../use-resource.ts";
import { Command } from "./command.tsx";
import { Loaded } from "./loaded.tsx";

interface EmptyQueueProps {
  readonly filters: QueueFilters;
  readonly stats: Loading<Stats>;
  readonly onRunStarted: () => void;
}

/** Why there is nothing here, and what to do next. */
export function EmptyQueue({ filters, stats, onRunStarted }: EmptyQueueProps) {
  return (
    <div class="empty">
      <Loaded of={stats} what="the figures">
        {({ accounts, ingest, last_run }) => {
          if (accounts === 0 && ingest.pending_events === 0) return <NoEvents />;
          if (!last_run) return <NoRun onStarted={onRunStarted} />;
          if (filters.view === "review") return <NothingToReview isNarrowed={Object.keys(filters).length > 2} />;
          return <p>No ring lies here.</p>;
        }}
      </Loaded>
    </div>
  );
}

function NoEvents() {
  return (
    <>
      <h2>Nothing has been taken in yet</h2>
      <p>To see what this is like, load a made-up world into this service. In a second terminal, in the same folder:</p>
      <Command text="npx ringfence simulate --seed 1 --people 20000 --scenario demo --out - | npx ringfence ingest - && npx ringfence run" />
      <p>It takes about half a minute; the rings are here when it is done. With events of your own:</p>
      <Command text="npx ringfence ingest events.ndjson.gz && npx ringfence run" />
      <p>
        Or over HTTP: <a href="docs">every route and every field</a>.
      </p>
    </>
  );
}

function NoRun({ onStarted }: { readonly onStarted: () => void }) {
  return (
    <>
      <h2>There are events, and nobody has looked for rings yet</h2>
      <p>A run links the accounts, finds the rings and publishes them here. It takes seconds to a minute.</p>
      <StartRun onStarted={onStarted} />
    </>
  );
}

function NothingToReview({ isNarrowed }: { readonly isNarrowed: boolean }) {
  return isNarrowed ? (
    <p>No ring passes these filters.</p>
  ) : (
    <>
      <h2>Nothing to review</h2>
      <p>
        The newest run flagged no ring on which nothing was decided. Those that were decided lie under the other tabs.
      </p>
    </>
  );
}

/** Has the service look for rings now. */
export function StartRun({ onStarted }: { readonly onStarted: (run: Run) => void }) {
  const { api, announce } = useConsole();
  const [isAsking, setAsking] = useState(false);
  const start = async () => {
    setAsking(true);
    try {
      onStarted(await api.send<Run>("POST", "/v1/runs", { body: {} }));
    } catch (error) {
      announce({ text: `No run was started: ${toProblem(error).message}` });
    }
    setAsking(false);
  };
  return (
    <button type="button" class="primary" disabled={isAsking} onClick={start}>
      Start a run
    </button>
  );
}
