import type { Ring } from "../model/ring.ts";
import type { RingDay } from "../model/ring-day.ts";
import type { ListedRingBody, RingBody } from "./ring.ts";
import { toRingDayBody } from "./ring-timeline.ts";

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

/** A ring as it leaves in a list. */
export function toListedRingBody(
  ring: Ring & { readonly recentSignups: number },
  timeline: readonly RingDay[] | undefined,
): ListedRingBody {
  const body = toRingBody(ring);
  if (timeline === undefined) return body;
  return { ...body, recent_signups: ring.recentSignups, timeline: timeline.map(toRingDayBody) };
}
