import type { RingChange } from "../model/ring-change.ts";
import type { RingChangeBody } from "./ring-change.ts";

/** Something that happened to a ring as it leaves. */
export function toRingChangeBody(change: RingChange): RingChangeBody {
  return {
    id: change.id,
    ring_id: change.ringId,
    kind: change.kind,
    at: change.at.toISOString(),
    run_id: change.runId,
    other_ring_id: change.otherRingId,
    member_count: change.memberCount,
    risk: change.risk,
    status: change.status,
    joined_count: change.joinedCount,
    left_count: change.leftCount,
    joined: [...change.joined],
    left: [...change.left],
    reason: change.reason,
  };
}
