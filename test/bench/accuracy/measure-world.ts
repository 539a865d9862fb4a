import type { Policy } from "../../../src/detection/policy.ts";
import { detectRings } from "../../../src/detection/detect-rings.ts";
import type { WorldOptions } from "../../../src/simulate/world-options.ts";
import type { WorldFigures } from "./figures.ts";
import { judgeGroups } from "./judge-groups.ts";
import { readWorld } from "./read-world.ts";

/** Makes a world, has its rings found, and compares. */
export function measureWorld(scenario: string, options: WorldOptions, policy: Policy): WorldFigures {
  const { accounts, sightings, accountIds, labels, events } = readWorld(options, policy.windowDays);
  const startedAt = performance.now();
  const { rings } = detectRings(sightings, accounts, policy.windowDays, policy);
  const seconds = (performance.now() - startedAt) / 1000;
  const groups = rings.filter(({ flagged }) => flagged).map(({ members }) => members);
  return {
    scenario,
    seed: options.seed,
    events,
    accounts: accounts.count,
    sightings: sightings.account.length,
    seconds,
    judgement: judgeGroups(groups, accountIds, labels),
  };
}
