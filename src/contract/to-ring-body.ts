import type { Ring } from "../model/ring.ts";
import type { RingBody } from "./ring.ts";

/** A ring as it leaves. */
export function toRingBody(ring: Ring): RingBody {
  return {
    id: ring.id,
    status: ring.status,
    risk: ring.risk,
    flagged: ring.flagged,
    member_count: ring.memberCount,
    request_count: ring.requestCount,
    first_event_at: ring.firstEventAt.toISOString(),
    last_event_at: ring.lastEventAt.toISOString(),
    first_flagged_at: ring.firstFlaggedAt?.toISOString() ?? null,
    signals: ring.signals.map(({ name, weight, summary }) => ({ name, weight, summary })),
    families: [...ring.families],
  };
}
