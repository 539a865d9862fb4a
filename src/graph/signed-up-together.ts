import type { EvidencePolicy } from "./evidence-policy.ts";

/**
 * Tells whether two accounts signed up together: within `togetherMinutes`, and with at most `togetherOthers` sign-ups of others in
 * between. On the day of a launch hundreds of strangers sign up within ten minutes; they are not together.
 *
 * @param signedUpAt seconds since 1970 by account, NaN where unknown: then together with nobody
 */
export function signedUpTogether(
  signedUpAt: Float64Array,
  policy: EvidencePolicy,
): (accountA: number, accountB: number) => boolean {
  const rank = new Int32Array(signedUpAt.length);
  const known = Int32Array.from(signedUpAt.keys()).filter((account) => !Number.isNaN(signedUpAt[account]));
  known.sort((a, b) => signedUpAt[a] - signedUpAt[b] || a - b);
  for (let position = 0; position < known.length; position++) rank[known[position]] = position;
  return (accountA, accountB) => {
    const gapSeconds = Math.abs(signedUpAt[accountA] - signedUpAt[accountB]);
    return (
      gapSeconds <= policy.togetherMinutes * 60 &&
      Math.abs(rank[accountA] - rank[accountB]) <= policy.togetherOthers + 1
    );
  };
}
