import { forEachCandidatePair } from "./candidate-pairs.ts";
import { type EvidencePolicy, weakestMargin } from "./evidence-policy.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import { linkThreshold } from "./link-threshold.ts";
import { inHubGroup, pairHubGroups } from "./find-hub-groups.ts";
import { LinkCollector, type Links } from "./links.ts";
import { weighPairs } from "./pair-evidence.ts";
import { signedUpTogether } from "./signed-up-together.ts";
import { restsOnTwoFamilies } from "./two-family-rule.ts";

const accountsPerReport = 10_000;

/**
 * Links the accounts whose shared identifiers say more than coincidence would, or that stand side by side in a hub group, and notes which
 * links rest on two families: the pair's, or those of their part of the hub group.
 *
 * @param signedUpAt seconds since 1970 by account, NaN where unknown
 * @param onProgress told the share of the accounts that are done, in [0, 1]
 */
export function linkAccounts(
  index: IdentifierIndex,
  signedUpAt: Float64Array,
  windowSeconds: number,
  policy: EvidencePolicy,
  onProgress: (share: number) => void = () => {},
): Links {
  const threshold = linkThreshold(index.accountCount, weakestMargin(policy));
  const weigh = weighPairs(index, windowSeconds, policy);
  const together = signedUpTogether(signedUpAt, policy);
  const links = new LinkCollector();
  const hubPair = pairHubGroups(index, policy);
  forEachCandidatePair(
    index,
    policy.neighbours,
    (accountA, accountB) => {
      const evidence = weigh(accountA, accountB);
      const hub = hubPair(accountA, accountB);
      const throughHub = hub !== inHubGroup.apart;
      if (evidence.bits < threshold && !throughHub) return;
      const twoFamilies =
        hub === inHubGroup.samePart || restsOnTwoFamilies(evidence, together(accountA, accountB), policy);
      links.add(accountA, accountB, evidence, twoFamilies, throughHub);
    },
    (account) => {
      if (account % accountsPerReport === 0) onProgress(account / index.accountCount);
    },
  );
  return links.finish();
}
