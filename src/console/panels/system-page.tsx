import { formatCount, formatLarge, formatMoment, formatSeconds } from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { Stats } from "../contract-types.ts";
import { usePoll } from "../use-poll.ts";
import { useResource } from "../use-resource.ts";
import { Figure } from "./figure.tsx";
import { Loaded } from "./loaded.tsx";

const pollMilliseconds = 2000;
/** From then on the counting is so far behind that somebody should look. */
const longLagSeconds = 60;

/** How the service itself does. */
export function SystemPage() {
  const { api } = useConsole();
  const stats = useResource((signal) => api.get<Stats>("/v1/stats", {}, signal), [api]);
  usePoll(stats.reload, pollMilliseconds, true);
  return (
    <>
      <header class="page-head">
        <h1>System</h1>
        <p>As it is now; asked again every two seconds.</p>
      </header>
      <Loaded of={stats} what="the figures">
        {({ accounts, identifiers, sightings, rings, ingest, last_run: run }) => (
          <>
            <h2>Taken in</h2>
            <dl class="figures">
              <Figure title="Events in the last minute">{formatCount(ingest.events_last_minute)}</Figure>
              <Figure title="Stored, not counted yet">{formatCount(ingest.pending_events)}</Figure>
              <Figure title="Lag" isBad={ingest.lag_seconds > longLagSeconds}>
                {ingest.pending_events === 0 ? "none" : formatSeconds(ingest.lag_seconds)}
              </Figure>
              <Figure title="Accounts">{formatLarge(accounts)}</Figure>
              <Figure title="Identifiers">{formatLarge(identifiers)}</Figure>
              <Figure title="Sightings">{formatLarge(sightings)}</Figure>
            </dl>
            <h2>Rings</h2>
            <dl class="figures">
              <Figure title="Flagged, decided or not">{formatCount(rings.flagged)}</Figure>
              <Figure title="Accounts in them">{formatCount(rings.flagged_accounts)}</Figure>
              <Figure title="Undecided, flagged or not">{formatCount(rings.open)}</Figure>
              <Figure title="Confirmed">{formatCount(rings.confirmed)}</Figure>
              <Figure title="Dismissed">{formatCount(rings.dismissed)}</Figure>
              <Figure title="Gone">{formatCount(rings.dissolved)}</Figure>
            </dl>
            <h2>Newest run</h2>
            {run ? (
              <dl class="figures moments">
                <Figure title="Looked at events up to">{formatMoment(run.as_of)}</Figure>
                <Figure title="Ended">{run.finished_at === null ? "–" : formatMoment(run.finished_at)}</Figure>
                <Figure title="Policy">{run.policy_version}</Figure>
                <Figure title="Program">{run.code_version}</Figure>
                <Figure title="Flagged by chance alone" isBad={(run.counts.null_model_rings ?? 0) > 0}>
                  {run.counts.null_model_rings === undefined ? "not counted" : formatCount(run.counts.null_model_rings)}
                </Figure>
              </dl>
            ) : (
              <p>None yet.</p>
            )}
            <p class="quiet">
              More for machines: <a href="readyz">readyz</a>, <a href="docs">the API</a>, and figures for Prometheus at{" "}
              <code>/metrics</code>.
            </p>
          </>
        )}
      </Loaded>
    </>
  );
}
