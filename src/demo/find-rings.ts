import { setTimeout as delay } from "node:timers/promises";
import type { MemberBody, RingBody } from "../contract/ring.ts";
import type { RunBody } from "../contract/run.ts";
import { DomainError } from "../model/errors.ts";
import type { ApiClient } from "./api-client.ts";

const pollMilliseconds = 150;

/**
 * Has the service do a run, and waits for its end.
 *
 * @throws {DomainError} `run-failed` with the run's own words
 */
export async function doRun(api: ApiClient, onProgress: (run: RunBody) => void, signal: AbortSignal): Promise<RunBody> {
  const { id } = await api.post<{ id: string }>("/v1/runs", {});
  for (;;) {
    const run = await api.get<RunBody>(`/v1/runs/${id}`);
    onProgress(run);
    if (run.status === "published") return run;
    if (run.status === "failed") throw new DomainError("unavailable", "run-failed", `The run failed: ${run.failure}`);
    await delay(pollMilliseconds, undefined, { signal });
  }
}

/** A flagged ring and the accounts in it. */
export interface FoundRing {
  readonly ring: RingBody;
  readonly accountIds: readonly string[];
}

/** The flagged rings with all of their members, the riskiest first. */
export async function readRings(api: ApiClient): Promise<FoundRing[]> {
  const found: FoundRing[] = [];
  for await (const ring of api.list<RingBody>("/v1/rings")) {
    const accountIds: string[] = [];
    for await (const { account_id } of api.list<MemberBody>(`/v1/rings/${ring.id}/members`))
      accountIds.push(account_id);
    found.push({ ring, accountIds });
  }
  return found;
}
