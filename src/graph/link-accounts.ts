import { forEachCandidatePair } from "./candidate-pairs.ts";
import type { EvidencePolicy } from "./evidence-policy.ts";
import type { IdentifierIndex } from "./identifier-index.ts";
import { linkThreshold } from "./link-threshold.ts";
import { LinkCollector, type Links } from "./links.ts";
import { weighPairs } from "./pair-evidence.ts";

const accountsPerReport = 10_000;

/**
 * Links the accounts whose shared identifiers say more than coincidence would.
 *
 * @param onProgress told the share of the accounts that are done, in [0, 1]
 */
export function linkAccounts(
  index: IdentifierIndex,
  windowSeconds: number,
  policy: EvidencePolicy,
  onProgress: (share: number) => void = () => {},
): Links {
  const threshold = linkThreshold(index.accountCount, policy.marginBits);
  const weigh = weighPairs(index, windowSeconds, policy);
  const links = new LinkCollector();
  forEachCandidatePair(
    index,
    policy.neighbours,
    (accountA, accountB) => {
      const evidence = weigh(accountA, accountB);
      if (evidence.bits >= threshold) links.add(accountA, accountB, evidence);
    },
    (account) => {
      if (account % accountsPerReport === 0) onProgress(account / index.accountCount);
    },
  );
  return links.finish();
}
