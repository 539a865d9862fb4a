import type { ComponentChildren } from "preact";
import { formatCount, formatMoment, formatSeconds } from "../appearance.ts";
import { pathOf } from "../api.ts";
import { useConsole } from "../console-context.ts";
import type { Run } from "../contract-types.ts";
import { writeRoute } from "../state.ts";
import { useKeys } from "../use-keys.ts";
import { usePoll } from "../use-poll.ts";
import { useResource } from "../use-resource.ts";
import { Figure } from "./figure.tsx";
import { Loaded } from "./loaded.tsx";
import { RunState } from "./run-state.tsx";
import { ShadowDifferences } from "./shadow-differences.tsx";

const pollMilliseconds = 700;

/** One run: what it looked at, what it found, how long that took; of one that tried a policy out, whom that judges otherwise. */
export function RunPage({ id }: { readonly id: string }) {
  const { api, go } = useConsole();
  const run = useResource((signal) => api.get<Run>(pathOf("runs", id), {}, signal), [api, id]);
  const isRunning = run.resource.state === "ready" && run.resource.value.status === "running";
  usePoll(run.reload, pollMilliseconds, isRunning);
  useKeys({ Escape: () => go({ page: "runs" }) });
  return (
    <>
      <p class="way-back">
        <a href={writeRoute({ page: "runs" })}>← All runs</a>
      </p>
      <Loaded of={run} what="the run">
        {(loaded) => <LoadedRun run={loaded} />}
      </Loaded>
    </>
  );
}

function LoadedRun({ run }: { readonly run: Run }) {
  const { id, shadow, status, as_of, window_days, policy_version, code_version, started_at, finished_at, counts } = run;
  return (
    <>
      <header class="page-head">
        <h1>
          <code>{id}</code>
        </h1>
        <p>
          {shadow
            ? `Tries the policy ${policy_version} out: it publishes nothing, and the rings stay as they are.`
            : "Links the accounts of its window, finds the rings and publishes them in one step."}
        </p>
      </header>
      <RunState run={run} />
      {shadow && status === "published" && <ShadowDifferences run={run} />}
      <section aria-labelledby="found">
        <h2 id="found">What it found</h2>
        <dl class="figures">
          <Count title="Accounts">{counts.accounts}</Count>
          <Count title="Identifiers that they share">{counts.identifiers}</Count>
          <Count title="Links between two accounts">{counts.links}</Count>
          <Count title="Groups among the links">{counts.communities}</Count>
          <Count title="Rings, flagged or not">{counts.rings}</Count>
          <Count title="Flagged rings">{counts.flagged_rings}</Count>
          <Count title="Accounts in them">{counts.flagged_accounts}</Count>
          <Count title="Flagged by chance alone" isBad={(counts.null_model_rings ?? 0) > 0}>
            {counts.null_model_rings}
          </Count>
        </dl>
      </section>
      <div class="columns">
        <section aria-labelledby="looked">
          <h2 id="looked">What it looked at</h2>
          <dl class="facts-list">
            <Fact title="Events">
              {window_days} days to {formatMoment(as_of)}
            </Fact>
            <Fact title="Policy">{policy_version}</Fact>
            <Fact title="Program">{code_version}</Fact>
            <Fact title="Began">{formatMoment(started_at)}</Fact>
            <Fact title="Ended">{finished_at === null ? "not yet" : formatMoment(finished_at)}</Fact>
            {run.manifest && (
              <Fact title="Manifest">
                <code title="Two runs with the same hash had the same input and found the same">
                  {run.manifest.hash}
                </code>
              </Fact>
            )}
          </dl>
        </section>
        <Timings run={run} />
      </div>
    </>
  );
}

function Count({
  title,
  isBad = false,
  children,
}: {
  readonly title: string;
  readonly isBad?: boolean;
  readonly children: number | undefined;
}) {
  return (
    <Figure title={title} isBad={isBad}>
      {children === undefined ? "–" : formatCount(children)}
    </Figure>
  );
}

function Fact({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Timings({ run: { timings } }: { readonly run: Run }) {
  const stages = Object.entries(timings).filter((entry): entry is [string, number] => entry[1] !== undefined);
  if (stages.length === 0) return null;
  return (
    <section aria-labelledby="took">
      <h2 id="took">How long each stage took</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Stage</th>
            <th scope="col" class="number">
              Time
            </th>
          </tr>
        </thead>
        <tbody>
          {stages.map(([stage, seconds]) => (
            <tr key={stage}>
              <th scope="row">{stage}</th>
              <td class="number">{formatSeconds(seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
