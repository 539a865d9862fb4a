import { createHash } from "node:crypto";
import type { Ring } from "../model/ring.ts";

/** A ring with the name of the state that it is in. */
export interface VersionedRing extends Ring {
  readonly version: string;
}

/**
 * Names a state of a ring: another one whenever a run or a decision changes anything that callers see of it. The decisions count
 * themselves: a ring that was dismissed and reopened looks as before, and is not the one that was looked at.
 *
 * @param newestDecision number of the newest decision on it; 0 without one
 */
export function toVersionedRing(ring: Ring, newestDecision: number): VersionedRing {
  const hash = createHash("sha256").update(JSON.stringify([newestDecision, ring]));
  return { ...ring, version: hash.digest("base64url").slice(0, 22) };
}
