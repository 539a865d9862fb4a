import { forEachCandidatePair } from "./candidate-pairs.ts";
import type { EvidencePolicy } from "./evidence-policy.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import { linkThreshold } from "./link-threshold.ts";
import { LinkCollector, type Links } from "./links.ts";
import { weighPairs } from "./pair-evidence.ts";
import { restsOnTwoFamilies } from "./two-family-rule.ts";

const accountsPerReport = 10_000;

/**
 * Links the accounts whose shared identifiers say more than coincidence would, and notes which links rest on two families.
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
  const threshold = linkThreshold(index.accountCount, policy.deepMarginBits);
  const weigh = weighPairs(index, windowSeconds, policy);
  const links = new LinkCollector();
  forEachCandidatePair(
    index,
    policy.neighbours,
    (accountA, accountB) => {
      const evidence = weigh(accountA, accountB);
      if (evidence.bits < threshold) return;
      const signUpGapSeconds = Math.abs(signedUpAt[accountA] - signedUpAt[accountB]);
      links.add(accountA, accountB, evidence, restsOnTwoFamilies(evidence, signUpGapSeconds, policy));
    },
    (account) => {
      if (account % accountsPerReport === 0) onProgress(account / index.accountCount);
    },
  );
  return links.finish();
}
