import type { Run } from "../model/run.ts";
import type { RunBody } from "./run.ts";

/** A run as it leaves. */
export function toRunBody(run: Run): RunBody {
  const { counts, timings } = run;
  return {
    id: run.id,
    status: run.status,
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
    },
    timings: {
      load: timings.load,
      link: timings.link,
      group: timings.group,
      assess: timings.assess,
      match: timings.match,
      publish: timings.publish,
    },
  };
}
