import { groupAccounts } from "../graph/group-accounts.ts";
import { indexIdentifiers } from "../graph/identifier-index.ts";
import { linkAccounts } from "../graph/link-accounts.ts";
import type { Sightings } from "../graph/sightings.ts";

import type { RunStage } from "../model/run.ts";
import type { Accounts } from "./accounts.ts";
import { assessCommunity } from "./assess-community.ts";
import type { Detection } from "./detected-ring.ts";
import type { Policy } from "./policy.ts";
import { describePopulation } from "./population.ts";

/** Called at the start of a stage and now and then within it; `share` of the stage's work done, in [0, 1]. */
export type OnProgress = (stage: RunStage, share: number) => void;

const secondsPerDay = 86_400;

/**
 * Sightings to rings, pure: the same input and policy always give the same rings, in the same order.
 *
 * @param windowDays length of the window that the sightings come from
 */
export function detectRings(
  sightings: Sightings,
  accounts: Accounts,
  windowDays: number,
  policy: Policy,
  onProgress: OnProgress = () => {},
): Detection {
  const windowSeconds = windowDays * secondsPerDay;
  onProgress("link", 0);
  const index = indexIdentifiers(sightings);
  const links = linkAccounts(index, accounts.signedUpAt, windowSeconds, policy.evidence, (share) =>
    onProgress("link", share),
  );

  onProgress("group", 0);
  const communities = groupAccounts(index, links, policy.evidence, (share) => onProgress("group", share));

  onProgress("assess", 0);
  const population = describePopulation(sightings, index, accounts, links, windowSeconds, policy);
  const rings = communities.map((community, position) => {
    onProgress("assess", position / communities.length);
    return assessCommunity(population, community, policy);
  });
  rings.sort((a, b) => b.risk - a.risk || a.members[0] - b.members[0]);
  return { rings, linkCount: links.count, communityCount: communities.length };
}
