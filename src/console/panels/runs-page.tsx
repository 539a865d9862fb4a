import type { Page } from "../api.ts";
import { formatCount, formatMoment, formatSeconds } from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { Run } from "../contract-types.ts";
import { writeRoute } from "../state.ts";
import { usePoll } from "../use-poll.ts";
import { usePages } from "../use-resource.ts";
import { Loaded } from "./loaded.tsx";
import { MoreButton } from "./more-button.tsx";
import { RunState } from "./run-state.tsx";
import { StartRun } from "./start-run.tsx";
import { TryPolicy } from "./try-policy.tsx";

const pollMilliseconds = 700;

/** What looked for rings when, how far it is, and what it found. */
export function RunsPage() {
  const { api, go } = useConsole();
  const runs = usePages((cursor, signal) => api.get<Page<Run>>("/v1/runs", { limit: 20, cursor }, signal), [api]);
  const isRunning = runs.resource.state === "ready" && runs.resource.value.some(({ status }) => status === "running");
  usePoll(runs.reload, pollMilliseconds, isRunning);
  return (
    <>
      <header class="page-head">
        <h1>Runs</h1>
        <p>Each links the accounts of its window, finds the rings and publishes them in one step.</p>
        {!isRunning && <StartRun onStarted={runs.reload} />}
      </header>
      <Loaded of={runs} what="the runs">
        {(shown) =>
          shown.length === 0 ? (
            <div class="empty">
              <p>Nobody has looked for rings yet. A run takes seconds to a minute; it needs events to look at.</p>
            </div>
          ) : (
            <>
              {!isRunning && <TryPolicy onStarted={({ id }) => go({ page: "run", id })} />}
              <div class="scroll">
                <table class="runs stack">
                  <thead>
                    <tr>
                      <th scope="col">Run</th>
                      <th scope="col">State</th>
                      <th scope="col">Looks at</th>
                      <th scope="col" class="number">
                        Accounts
                      </th>
                      <th scope="col" class="number">
                        Links
                      </th>
                      <th scope="col" class="number">
                        Flagged rings
                      </th>
                      <th scope="col" class="number">
                        Flagged accounts
                      </th>
                      <th scope="col" class="number">
                        Took
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {shown.map((run) => (
                      <RunRow key={run.id} run={run} />
                    ))}
                  </tbody>
                </table>
              </div>
              <MoreButton of={runs}>Earlier runs</MoreButton>
            </>
          )
        }
      </Loaded>
    </>
  );
}

function RunRow({ run }: { readonly run: Run }) {
  const { id, shadow, as_of, window_days, policy_version, counts, timings, started_at } = run;
  const count = (value: number | undefined) => (value === undefined ? "–" : formatCount(value));
  const stages = Object.values(timings);
  return (
    <tr>
      <th scope="row">
        <a href={writeRoute({ page: "run", id })}>
          <code>{id}</code>
        </a>
        <span class="quiet block">{formatMoment(started_at)}</span>
        {shadow && <span class="quiet block">only tries a policy out</span>}
      </th>
      <td>
        <RunState run={run} />
      </td>
      <td data-title="Looks at">
        {window_days} days to {formatMoment(as_of)}
        <span class="quiet block">policy {policy_version}</span>
      </td>
      <td class="number" data-title="Accounts">
        {count(counts.accounts)}
      </td>
      <td class="number" data-title="Links">
        {count(counts.links)}
      </td>
      <td class="number" data-title="Flagged rings">
        {count(counts.flagged_rings)}
        {counts.null_model_rings !== undefined && counts.null_model_rings > 0 && (
          <span class="fault block">{counts.null_model_rings} by chance alone</span>
        )}
      </td>
      <td class="number" data-title="Flagged accounts">
        {count(counts.flagged_accounts)}
      </td>
      <td class="number" data-title="Took">
        {stages.length === 0 ? "–" : formatSeconds(stages.reduce((sum: number, each) => sum + (each ?? 0), 0))}
      </td>
    </tr>
  );
}
