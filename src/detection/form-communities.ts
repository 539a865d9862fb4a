import { addSignupBursts } from "../graph/add-signup-bursts.ts";
import type { Community } from "../graph/find-communities.ts";
import { groupAccounts } from "../graph/group-accounts.ts";
import { indexIdentifiers } from "../graph/identifier-index.ts";
import { linkAccounts } from "../graph/link-accounts.ts";
import type { Sightings } from "../graph/sightings.ts";
import type { RunStage } from "../model/run.ts";
import type { Accounts } from "./accounts.ts";
import { indexPrecedents } from "./index-precedents.ts";
import type { Policy } from "./policy.ts";
import { describePopulation, type Population } from "./population.ts";
import { noPrecedents, type Precedents } from "./precedents.ts";
import { setAside } from "./set-aside.ts";

/** Called at the start of a stage and now and then within it; `share` of the stage's work done, in [0, 1]. */
export type OnProgress = (stage: RunStage, share: number) => void;

/** Who belongs together, not judged yet, among everybody. */
export interface FormedCommunities {
  readonly population: Population;
  readonly communities: readonly Community[];
}

const secondsPerDay = 86_400;

/**
 * Sightings to communities, pure.
 *
 * @param windowDays length of the window that the sightings come from
 * @param precedents what analysts have said before; by index, as the sightings
 */
export function formCommunities(
  sightings: Sightings,
  accounts: Accounts,
  windowDays: number,
  policy: Policy,
  onProgress: OnProgress = () => {},
  precedents: Precedents = noPrecedents,
): FormedCommunities {
  const windowSeconds = windowDays * secondsPerDay;
  onProgress("link", 0);
  const counted = setAside(sightings, precedents);
  const index = indexIdentifiers(counted);
  const links = linkAccounts(index, accounts.signedUpAt, windowSeconds, policy.evidence, (share) =>
    onProgress("link", share),
  );

  onProgress("group", 0);
  const grouped = groupAccounts(index, links, policy.evidence, (share) => onProgress("group", share));
  const { signedUpAt, lastEventAt } = accounts;
  const communities = addSignupBursts(grouped, links, signedUpAt, lastEventAt, policy.evidence);

  onProgress("assess", 0);
  const known = indexPrecedents(sightings, precedents);
  const population = describePopulation(counted, index, accounts, links, communities, windowSeconds, policy, known);
  return { population, communities };
}
