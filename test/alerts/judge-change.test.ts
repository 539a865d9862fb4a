import { describe, expect, test } from "vitest";
import { type ChangedRing, judgeChange } from "../../src/alerts/judge-change.ts";
import type { RingStatus } from "../../src/model/ring.ts";
import type { RingChangeKind } from "../../src/model/ring-change.ts";
import type { AlertState } from "../../src/outbox/alert-state.ts";

const policy = {
  flagThreshold: 0.9,
  alerts: { riskLevels: [0.97, 0.99], rearm: 0.02, dismissed: { grownShare: 0.5, riskStep: 0.2 } },
};

function ring(
  risk: number,
  kinds: readonly RingChangeKind[] = [],
  more: Partial<ChangedRing> & { status?: RingStatus; members?: number } = {},
): ChangedRing {
  const { status = "open", members = 10, ...rest } = more;
  const found = { status, risk, flagged: risk >= policy.flagThreshold, memberCount: members };
  return { ring: found, kinds: new Set(kinds), joinedCount: 0, succeedsConfirmed: false, ...rest };
}

const told = (risk: number, more: Partial<AlertState> = {}): AlertState => ({
  risk,
  memberCount: 10,
  isDetected: true,
  isDismissed: false,
  ...more,
});
const eventsOf = (changed: ChangedRing, before?: AlertState) => judgeChange(changed, before, policy).events;

/** What is told of a ring from run to run, each run seeing what was told before. */
function follow(runs: readonly ChangedRing[]): (readonly string[])[] {
  let state: AlertState | undefined;
  return runs.map((changed) => {
    const judged = judgeChange(changed, state, policy);
    state = judged.told;
    return judged.events;
  });
}

describe("a ring is told of", () => {
  test("when it is first flagged, not when it is only found, and once", () => {
    expect(follow([ring(0.5, ["appeared"]), ring(0.92, ["flagged"]), ring(0.92), ring(0.93, ["members"])])).toEqual([
      [],
      ["ring.detected"],
      [],
      [],
    ]);
  });

  test("when its risk crosses a level upwards; one that wavers around it, once", () => {
    const risks = [0.92, 0.971, 0.969, 0.972, 0.96, 0.98, 0.94, 0.98, 0.995];
    expect(follow(risks.map((risk, place) => ring(risk, place === 0 ? ["appeared", "flagged"] : [])))).toEqual([
      ["ring.detected"],
      ["ring.escalated"],
      [],
      [],
      [],
      [],
      [],
      ["ring.escalated"],
      ["ring.escalated"],
    ]);
  });

  test("when it is flagged again after it was well below the threshold, not where it wavers there", () => {
    const runs = [ring(0.92, ["flagged"]), ring(0.89, ["released"]), ring(0.91, ["flagged"])];
    expect(follow(runs)).toEqual([["ring.detected"], [], []]);
    const fallen = [ring(0.92, ["flagged"]), ring(0.6, ["released"]), ring(0.91, ["flagged"])];
    expect(follow(fallen)).toEqual([["ring.detected"], [], ["ring.escalated"]]);
  });

  test("when it has grown so that the policy notes it; a confirmed one whoever joins", () => {
    expect(eventsOf(ring(0.95, ["grown"]), told(0.95))).toEqual(["ring.grown"]);
    expect(eventsOf(ring(0.95, ["members"], { joinedCount: 1 }), told(0.95))).toEqual([]);
    expect(eventsOf(ring(0.5, ["grown"]), told(0.5))).toEqual([]);
    const confirmed = { status: "confirmed" as const };
    expect(eventsOf(ring(0.95, ["members"], { ...confirmed, joinedCount: 1 }), told(0.95))).toEqual(["ring.grown"]);
    expect(eventsOf(ring(0.5, ["members"], { ...confirmed, joinedCount: 1 }), told(0.5))).toEqual(["ring.grown"]);
    expect(eventsOf(ring(0.95, ["members"], confirmed), told(0.95))).toEqual([]);
  });

  test("when it took over from another; of one that nobody suspects only where the other was confirmed", () => {
    expect(eventsOf(ring(0.95, ["appeared", "succeeded", "flagged"]))).toEqual(["ring.detected", "ring.succeeded"]);
    expect(eventsOf(ring(0.5, ["appeared", "succeeded"]))).toEqual([]);
    expect(eventsOf(ring(0.5, ["appeared", "succeeded"], { succeedsConfirmed: true }))).toEqual(["ring.succeeded"]);
  });

  test("when it is no more, and when it is back", () => {
    const gone = ring(0.95, ["dissolved"], { status: "dissolved" });
    expect(follow([ring(0.95, ["flagged"]), gone, ring(0.95, ["returned", "flagged"])])).toEqual([
      ["ring.detected"],
      ["ring.dissolved"],
      ["ring.detected"],
    ]);
    expect(eventsOf(gone)).toEqual([]);
    expect(eventsOf(gone, told(0.95, { isDismissed: true }))).toEqual([]);
  });

  test("not for being flagged since before anybody kept count", () => {
    expect(judgeChange(ring(0.95), undefined, policy)).toEqual({ events: [], told: told(0.95) });
  });
});

describe("a dismissed ring", () => {
  const dismissed = { status: "dismissed" as const };
  const before = told(0.95, { isDismissed: true });

  test("is silent whatever its risk does near what the analyst saw, and while it grows a little", () => {
    for (const risk of [0.5, 0.95, 0.98, 0.999]) {
      expect(eventsOf(ring(risk, ["flagged"], { ...dismissed, members: 14 }), before)).toEqual([]);
    }
    expect(eventsOf(ring(0.95, ["returned", "flagged"], dismissed), before)).toEqual([]);
    expect(eventsOf(ring(0.95, ["flagged"], dismissed))).toEqual([]);
  });

  test("is told of when it is half as large again, once", () => {
    const grown = ring(0.95, ["grown"], { ...dismissed, members: 15 });
    const judged = judgeChange(grown, before, policy);
    expect(judged.events).toEqual(["ring.grown"]);
    expect(eventsOf(grown, judged.told)).toEqual([]);
  });

  test("is told of when its risk is another than the analyst saw", () => {
    const harmless = told(0.4, { isDismissed: true });
    expect(eventsOf(ring(0.95, ["flagged"], dismissed), harmless)).toEqual(["ring.escalated"]);
    expect(eventsOf(ring(0.95, ["flagged"], dismissed), told(0.8, { isDismissed: true }))).toEqual([]);
    expect(eventsOf(ring(0.85, ["risk"], dismissed), harmless)).toEqual([]);
  });

  test("speaks again as any other once it is reopened", () => {
    expect(eventsOf(ring(0.98), told(0.95))).toEqual(["ring.escalated"]);
  });
});
