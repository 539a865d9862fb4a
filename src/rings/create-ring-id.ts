import { createHash } from "node:crypto";
import type { RingId } from "../model/ring.ts";

/**
 * The id of a ring that a run has found for the first time.
 *
 * Made of what was found, not of chance: the same events and the same runs give the same ids. The run's number is in it so that a
 * ring that dissolved and came back is not taken for the one that is closed.
 *
 * @param accountIds of all members, sorted
 */
export function createRingId(runNumber: number, accountIds: readonly string[]): RingId {
  const hash = createHash("sha256").update(JSON.stringify([runNumber, ...accountIds]));
  return `ring_${hash.digest("hex").slice(0, 16)}` as RingId;
}
