import { createHash } from "node:crypto";
import type { RingId } from "../model/ring.ts";

/**
 * The id of a ring that a run has found for the first time.
 *
 * Made of what was found and up to when, not of chance and not of how often a run was tried: the same events give the same ids on
 * every machine. Where the id is taken - by a ring that began with the same accounts at the same moment, and became another
 * since - a count is added until it is free.
 *
 * @param asOf the run's
 * @param accountIds of all members, sorted
 */
export function createRingId(
  asOf: Date,
  accountIds: readonly string[],
  isTaken: (id: RingId) => boolean = () => false,
): RingId {
  for (let attempt = 0; ; attempt++) {
    const hash = createHash("sha256").update(JSON.stringify([asOf.toISOString(), attempt, ...accountIds]));
    const id = `ring_${hash.digest("hex").slice(0, 16)}` as RingId;
    if (!isTaken(id)) return id;
  }
}
