import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { detectRings } from "../../../src/detection/detect-rings.ts";
import type { Label } from "../../../src/model/label.ts";
import { timeWindow } from "../../../src/runs/time-window.ts";
import { createWorld } from "../../../src/simulate/create-world.ts";
import { worldOptions } from "../../../src/simulate/world-options.ts";
import { EventTables } from "./event-tables.ts";
import { takeInEvents } from "./take-in-events.ts";
import { RingWatch, type WatchedRing } from "./watch-rings.ts";

const dayMilliseconds = 86_400_000;
const policy = defaultPolicy;

export interface ReplayTask {
  readonly seed: number;
  readonly people: number;
}

/** A world lived through day by day, with a run at the end of each. */
export interface ReplayFigures {
  readonly seed: number;
  readonly days: number;
  readonly rings: readonly WatchedRing[];
  /** Honest accounts that were in a flagged ring at the end of some day. */
  readonly everWronglyFlagged: number;
  /** Honest groups of which two members or more, or a quarter or more, were flagged at the end of some day. */
  readonly everFlaggedGroups: number;
}

/** Takes a world in day by day, as a service would, and has the rings found at the end of each. */
export function replayWorld({ seed, people }: ReplayTask): ReplayFigures {
  const options = worldOptions({ seed, people });
  const world = createWorld(options);
  const watch = new RingWatch(world.labels);
  const tables = new EventTables();
  let day = 0;
  for (const events of world.days()) {
    day += 1;
    takeInEvents(tables, events);
    watch.see(events);
    const asOf = new Date(options.startsAt + day * dayMilliseconds);
    watch.judge(day, flaggedAccounts(tables, asOf));
  }
  return { seed, days: options.days, ...watch.report() };
}

function flaggedAccounts(tables: EventTables, asOf: Date): Set<Label["accountId"]> {
  const { sightings, accounts, accountIds } = tables.read(timeWindow(asOf, policy.windowDays));
  const { rings } = detectRings(sightings, accounts, policy.windowDays, policy);
  const flagged = rings.filter((ring) => ring.flagged);
  return new Set(flagged.flatMap(({ members }) => Array.from(members, (member) => accountIds[member])));
}
