import type { Run } from "../model/run.ts";
import type { RunManifest } from "../model/run-manifest.ts";
import type { RunBody } from "./run.ts";

/** A run as it leaves. */
export function toRunBody(run: Run): RunBody {
  const { counts, timings } = run;
  return {
    id: run.id,
    status: run.status,
    shadow: run.isShadow,
    stage: run.stage,
    progress: run.progress,
    as_of: run.asOf.toISOString(),
    window_days: run.windowDays,
    policy_version: run.policyVersion,
    code_version: run.codeVersion,
    started_at: run.startedAt.toISOString(),
    finished_at: run.finishedAt?.toISOString() ?? null,
    failure: run.failure,
    // In the order in which a run finds them out; Postgres sorts the keys of a jsonb by their length.
    counts: {
      accounts: counts.accounts,
      identifiers: counts.identifiers,
      sightings: counts.sightings,
      links: counts.links,
      communities: counts.communities,
      rings: counts.rings,
      flagged_rings: counts.flaggedRings,
      flagged_accounts: counts.flaggedAccounts,
      null_model_rings: counts.nullModelRings,
      newly_flagged_accounts: counts.newlyFlaggedAccounts,
      released_accounts: counts.releasedAccounts,
    },
    timings: {
      load: timings.load,
      link: timings.link,
      group: timings.group,
      assess: timings.assess,
      match: timings.match,
      publish: timings.publish,
    },
    manifest: run.manifest && toManifestBody(run.manifest),
  };
}

function toManifestBody({ read, heeded, found, ...manifest }: RunManifest): RunBody["manifest"] {
  return {
    hash: manifest.hash,
    policy_version: manifest.policyVersion,
    policy_hash: manifest.policyHash,
    code_version: manifest.codeVersion,
    seed: manifest.seed,
    as_of: manifest.asOf.toISOString(),
    window_days: manifest.windowDays,
    read: {
      newest_event_at: read.newestEventAt?.toISOString() ?? null,
      newest_received_at: read.newestReceivedAt?.toISOString() ?? null,
      events: read.events,
      accounts: read.accounts,
      identifiers: read.identifiers,
      sightings: read.sightings,
    },
    heeded: heeded
      ? {
          verdicts: heeded.verdicts,
          confirmed_accounts: heeded.confirmedAccounts,
          dismissed_accounts: heeded.dismissedAccounts,
          hash: heeded.hash,
        }
      : null,
    found: {
      links: found.links,
      communities: found.communities,
      rings: found.rings,
      flagged_rings: found.flaggedRings,
      flagged_accounts: found.flaggedAccounts,
      rings_hash: found.ringsHash,
    },
  };
}
