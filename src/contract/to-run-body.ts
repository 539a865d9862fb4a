import type { Run } from "../model/run.ts";
import type { RunBody } from "./run.ts";

/** A run as it leaves. */
export function toRunBody(run: Run): RunBody {
  const { flaggedRings, flaggedAccounts, ...counts } = run.counts;
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
    counts: {
      ...counts,
      ...(flaggedRings !== undefined && { flagged_rings: flaggedRings }),
      ...(flaggedAccounts !== undefined && { flagged_accounts: flaggedAccounts }),
    },
    timings: { ...run.timings },
  };
}
