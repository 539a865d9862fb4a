import type { Page } from "../api.ts";
import { formatCount, formatPlural } from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { Run, Stats } from "../contract-types.ts";
import { usePoll } from "../use-poll.ts";
import { useResource } from "../use-resource.ts";
import { Command } from "./command.tsx";
import { RunState } from "./run-state.tsx";
import { StartRun } from "./start-run.tsx";

const pollMilliseconds = 1500;

interface FirstStepsProps {
  readonly stats: Stats;
  readonly onRunStarted: () => void;
}

/** From an empty database to the first rings: what to do, and how far it is. */
export function FirstSteps({ stats, onRunStarted }: FirstStepsProps) {
  const { accounts, ingest } = stats;
  if (accounts === 0 && ingest.pending_events === 0) return <NoEvents />;
  return <NoRings stats={stats} onRunStarted={onRunStarted} />;
}

function NoEvents() {
  return (
    <>
      <h2>Nothing has been taken in yet</h2>
      <p>To see what this is like, load a made-up world into this service. In a second terminal, in the same folder:</p>
      <Command text="npx ringfence simulate --scenario demo --out - | npx ringfence ingest - && npx ringfence run" />
      <p>It takes about half a minute. Or take in events of your own:</p>
      <Command text="npx ringfence ingest events.ndjson.gz && npx ringfence run" />
      <p>
        Or send them over HTTP: <a href="docs">every route and every field</a>.
      </p>
      <p class="waiting">
        <span>This page waits, and shows what comes in.</span>
      </p>
    </>
  );
}

function NoRings({ stats: { accounts, ingest }, onRunStarted }: FirstStepsProps) {
  const { api } = useConsole();
  const { resource, reload } = useResource(
    (signal) => api.get<Page<Run>>("/v1/runs", { limit: 1 }, signal),
    [api, accounts],
  );
  usePoll(reload, pollMilliseconds, true);
  const run = resource.state === "ready" ? resource.value.data[0] : undefined;
  if (run?.status === "running") {
    return (
      <>
        <h2>Looking for rings among {formatPlural(accounts, "account")}</h2>
        <RunState run={run} />
        <p class="quiet">They appear here when it is done.</p>
      </>
    );
  }
  return (
    <>
      <h2>There are events, and nobody has looked for rings yet</h2>
      <p>
        {formatPlural(accounts, "account")} so far
        {ingest.events_last_minute > 0 && `, ${formatCount(ingest.events_last_minute)} events in the last minute`}
        {ingest.pending_events > 0 && `; ${formatCount(ingest.pending_events)} events are stored and not counted yet`}.
      </p>
      {run?.failure && <p class="fault">The last try failed: {run.failure}</p>}
      <p>A run links the accounts, finds the rings and publishes them here. It takes seconds to a minute.</p>
      <StartRun onStarted={onRunStarted} />
    </>
  );
}
