import type { Policy } from "../detection/policy.ts";
import type { Ring } from "../model/ring.ts";
import type { RingChangeKind } from "../model/ring-change.ts";
import type { WebhookEvent } from "../model/webhook-event.ts";
import type { AlertState } from "../outbox/alert-state.ts";

/** A ring after a run, with what the run noted of it. */
export interface ChangedRing {
  readonly ring: Pick<Ring, "status" | "risk" | "flagged" | "memberCount">;
  readonly kinds: ReadonlySet<RingChangeKind>;
  /** Accounts that joined a ring that was there, and have not been told of yet. */
  readonly joinedCount: number;
  /** Whether it took over what a confirmed ring had used. */
  readonly succeedsConfirmed: boolean;
}

export interface Judgement {
  /** What is to be told of it; mostly nothing. */
  readonly events: readonly WebhookEvent[];
  /** What has been told of it afterwards; undefined where nothing ever was. */
  readonly told: AlertState | undefined;
}

type JudgingPolicy = Pick<Policy, "flagThreshold" | "alerts">;

/**
 * Decides what of a ring's changes somebody must know.
 *
 * A ring is told of when it is first flagged or comes back, when it has grown so that the policy notes it, when its risk crosses a level, when it
 * took over from another, and when it is no more. What nobody suspects is not told, what was told is not told again, a confirmed ring is told
 * of for every newcomer, and a dismissed one is silent until it has changed materially. Pure.
 *
 * @param told what was told of it before
 */
export function judgeChange(changed: ChangedRing, told: AlertState | undefined, policy: JudgingPolicy): Judgement {
  const { ring, kinds } = changed;
  if (kinds.has("dissolved")) {
    return { events: told?.isDetected === true && !told.isDismissed ? ["ring.dissolved"] : [], told };
  }
  if (ring.status === "dismissed") return judgeDismissed(ring, told, policy);
  if (!ring.flagged && ring.status !== "confirmed") {
    return { events: changed.succeedsConfirmed ? ["ring.succeeded"] : [], told: told && lower(told, ring, policy) };
  }
  const events = listEvents(changed, told, policy);
  const isNews = events.includes("ring.detected") || events.includes("ring.escalated") || told === undefined;
  const rest = told === undefined ? undefined : lower(told, ring, policy);
  return {
    events,
    told: {
      risk: isNews ? ring.risk : (rest?.risk ?? ring.risk),
      memberCount: told === undefined || events.length > 0 ? ring.memberCount : told.memberCount,
      isDetected: told?.isDetected === true || ring.flagged,
      isDismissed: false,
    },
  };
}

function listEvents(
  { ring, kinds, joinedCount }: ChangedRing,
  told: AlertState | undefined,
  policy: JudgingPolicy,
): WebhookEvent[] {
  const events: WebhookEvent[] = [];
  if (kinds.has("flagged") && (told?.isDetected !== true || kinds.has("returned"))) events.push("ring.detected");
  else {
    if (told && levelOf(ring.risk, policy) > levelOf(told.risk, policy)) events.push("ring.escalated");
    const hasGrown = ring.status === "confirmed" ? joinedCount > 0 : kinds.has("grown");
    if (hasGrown) events.push("ring.grown");
  }
  if (kinds.has("succeeded")) events.push("ring.succeeded");
  return events;
}

/** From where the analyst left it. */
function judgeDismissed(ring: ChangedRing["ring"], told: AlertState | undefined, policy: JudgingPolicy): Judgement {
  const now = { risk: ring.risk, memberCount: ring.memberCount, isDetected: true, isDismissed: true };
  if (told === undefined) return { events: [], told: now };
  const { grownShare, riskStep } = policy.alerts.dismissed;
  const hasGrown = ring.memberCount > told.memberCount && ring.memberCount >= told.memberCount * (1 + grownShare);
  const hasRisen =
    ring.flagged && ring.risk >= told.risk + riskStep && levelOf(ring.risk, policy) > levelOf(told.risk, policy);
  const events: WebhookEvent[] = [];
  if (hasRisen) events.push("ring.escalated");
  if (hasGrown) events.push("ring.grown");
  const memberCount = hasGrown ? ring.memberCount : told.memberCount;
  return { events, told: { ...told, memberCount, risk: hasRisen ? ring.risk : told.risk } };
}

/** Forgets that a level was crossed once the risk has fallen well below it. */
function lower(told: AlertState, { risk }: ChangedRing["ring"], policy: JudgingPolicy): AlertState {
  const level = levelOf(told.risk, policy);
  const crossed = levelsOf(policy)[level - 1];
  return crossed !== undefined && risk < crossed - policy.alerts.rearm ? { ...told, risk } : told;
}

/** How many levels a risk has reached. */
function levelOf(risk: number, policy: JudgingPolicy): number {
  return levelsOf(policy).filter((level) => risk >= level).length;
}

const levelsOf = ({ flagThreshold, alerts }: JudgingPolicy): number[] =>
  [...new Set([flagThreshold, ...alerts.riskLevels])].sort((a, b) => a - b);
