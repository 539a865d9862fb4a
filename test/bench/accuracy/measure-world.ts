import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { assessCommunities, detectRings } from "../../../src/detection/detect-rings.ts";
import { formCommunities } from "../../../src/detection/form-communities.ts";
import { type IdentifierIndex, indexIdentifiers } from "../../../src/graph/identifier-index.ts";
import { shuffleSightings } from "../../../src/graph/shuffle-sightings.ts";
import { type Scenario, worldOptions } from "../../../src/simulate/world-options.ts";
import { allBaselines } from "./baselines/all-baselines.ts";
import { evilCohort } from "./baselines/evil-cohort.ts";
import type { Window } from "./event-tables.ts";
import type { MethodFigures, NullModelFigures, WorldFigures } from "./figures.ts";
import { judgeGroups, type Truth, truthOf } from "./judge-groups.ts";
import { readWorld } from "./read-world.ts";
import { measureReliability } from "./reliability.ts";
import { type JudgedCommunity, judgeWithoutEachSignal } from "./without-signal.ts";

export interface WorldTask {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly people: number;
}

const policy = defaultPolicy;

/** Makes a world, has its rings found by us and by others, and compares all with the truth. */
export function measureWorld({ scenario, seed, people }: WorldTask): WorldFigures {
  const world = readWorld(worldOptions({ seed, people, scenario }), policy.windowDays);
  const truth = truthOf(world.accountIds, world.labels);
  const { value, seconds } = time(() => {
    const formed = formCommunities(world.sightings, world.accounts, policy.windowDays, policy);
    return { formed, rings: assessCommunities(formed, policy) };
  });
  const { formed, rings } = value;
  const index = indexIdentifiers(world.sightings);
  return {
    scenario,
    seed,
    events: world.events,
    accounts: world.accounts.count,
    sightings: world.sightings.account.length,
    ringfence: { name: "Ringfence", family: "Ringfence", seconds, judgement: judgeGroups(flaggedOf(rings), truth) },
    reliability: measureReliability(rings, truth),
    ablations: judgeWithoutEachSignal(formed, policy).map(({ signal, communities }) => ({
      signal,
      judgement: judgeGroups(flaggedOf(communities), truth),
      reliability: measureReliability(communities, truth),
    })),
    nullModel: measureNullModel(world, seed),
    baselines: measureBaselines(index, truth),
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
}

function measureNullModel({ sightings, accounts }: Window, seed: number): NullModelFigures {
  const shuffled = shuffleSightings(sightings, seed);
  const { rings } = detectRings(shuffled, accounts, policy.windowDays, policy);
  return {
    flaggedRings: flaggedOf(rings).length,
    communities: rings.length,
    highestRisk: Math.max(0, ...rings.map(({ risk }) => risk)),
    evilCohortGroups: evilCohort.find(indexIdentifiers(shuffled)).length,
  };
}

function measureBaselines(index: IdentifierIndex, truth: Truth): MethodFigures[] {
  return allBaselines.map(({ name, family, find }) => {
    const { value: groups, seconds } = time(() => find(index));
    return { name, family, seconds, judgement: judgeGroups(groups, truth) };
  });
}

const flaggedOf = (communities: readonly JudgedCommunity[]) =>
  communities.filter(({ flagged }) => flagged).map(({ members }) => members);

function time<Value>(work: () => Value): { value: Value; seconds: number } {
  const startedAt = performance.now();
  const value = work();
  return { value, seconds: (performance.now() - startedAt) / 1000 };
}
