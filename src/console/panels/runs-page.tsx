import type { Page } from "../api.ts";
import { formatCount, formatMoment, formatSeconds, formatShare } from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { Run } from "../contract-types.ts";
import { usePoll } from "../use-poll.ts";
import { usePages } from "../use-resource.ts";
import { StartRun } from "./empty-queue.tsx";
import { Loaded } from "./loaded.tsx";
import { MoreButton } from "./more-button.tsx";

const pollMilliseconds = 700;

/** What looked for rings when, how far it is, and what it found. */
export function RunsPage() {
  const { api } = useConsole();
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
              <p>Nobody has looked for rings yet. A run takes seconds to a minute.</p>
            </div>
          ) : (
            <>
              <div class="scroll">
                <table class="runs">
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
                      <th scope="col">Took</th>
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
  const { id, status, shadow, stage, progress, as_of, window_days, policy_version, counts, failure, started_at } = run;
  const count = (value: number | undefined) => (value === undefined ? "–" : formatCount(value));
  return (
    <tr>
      <th scope="row">
        <code>{id}</code>
        <span class="quiet block">{formatMoment(started_at)}</span>
        {shadow && <span class="quiet block">only tries out policy {policy_version}</span>}
      </th>
      <td>
        {status === "running" ? (
          <div class="progress">
            <progress value={progress} max={1} aria-label={`Run ${id}`} />
            <span class="block" aria-live="polite">
              {formatShare(progress)}, {stage}
            </span>
          </div>
        ) : (
          <span class={`status ${status}`}>{status}</span>
        )}
        {failure !== null && <span class="fault block">{failure}</span>}
      </td>
      <td>
        {window_days} days to {formatMoment(as_of)}
        <span class="quiet block">policy {policy_version}</span>
      </td>
      <td class="number">{count(counts.accounts)}</td>
      <td class="number">{count(counts.links)}</td>
      <td class="number">
        {count(counts.flagged_rings)}
        {counts.null_model_rings !== undefined && counts.null_model_rings > 0 && (
          <span class="fault block">{counts.null_model_rings} by chance alone</span>
        )}
      </td>
      <td class="number">{count(counts.flagged_accounts)}</td>
      <td>
        <Timings run={run} />
      </td>
    </tr>
  );
}

function Timings({ run: { timings, manifest } }: { readonly run: Run }) {
  const stages = Object.entries(timings).filter((entry): entry is [string, number] => entry[1] !== undefined);
  const all = stages.reduce((sum, [, seconds]) => sum + seconds, 0);
  if (stages.length === 0) return <span class="quiet">–</span>;
  return (
    <details>
      <summary>{formatSeconds(all)}</summary>
      <ul class="reasons-list">
        {stages.map(([stage, seconds]) => (
          <li key={stage}>
            {stage} {formatSeconds(seconds)}
          </li>
        ))}
        {manifest && (
          <li class="quiet">
            manifest <code>{manifest.hash.slice(0, 12)}</code>
          </li>
        )}
      </ul>
    </details>
  );
}
