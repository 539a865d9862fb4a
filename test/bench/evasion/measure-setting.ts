import { detectRings } from "../../../src/detection/detect-rings.ts";
import type { Policy } from "../../../src/detection/policy.ts";
import { ringKinds, worldOptions } from "../../../src/simulate/world-options.ts";
import { judgeGroups, type Judgement, truthOf } from "../accuracy/judge-groups.ts";
import { readWorld } from "../accuracy/read-world.ts";
import type { Setting } from "./settings.ts";

/** Fake accounts in a world, in rings of whatever size. */
const fakeAccounts = 400;
/** So many exits that no setting runs out of them; two networks, so that rings meet at an exit now and then. */
const networks = { proxyNetworks: 2, proxiedHomeShare: 0.3 };
const noRings = Object.fromEntries(ringKinds.map((kind) => [kind, 0]));

/** Makes a world whose rings are all run in one way, has its rings found, and compares. */
export function measureSetting(setting: Setting, seed: number, people: number, policy: Policy): Judgement {
  const { ringSize, evasion } = setting;
  const options = worldOptions({
    seed,
    people,
    ...networks,
    rings: { ...noRings, disguised: Math.round(fakeAccounts / ringSize) },
    smallestRing: ringSize,
    largestRing: ringSize,
    evasion,
  });
  const { accounts, sightings, accountIds, labels } = readWorld(options, policy.windowDays);
  const { rings } = detectRings(sightings, accounts, policy.windowDays, policy);
  const groups = rings.filter(({ flagged }) => flagged).map(({ members }) => members);
  return judgeGroups(groups, truthOf(accountIds, labels));
}
