import type { ShadowDifference } from "../model/shadow-difference.ts";
import type { ShadowDifferenceBody } from "./run.ts";

/** An account that a shadow run's policy judges otherwise, as it leaves. */
export function toShadowDifferenceBody(difference: ShadowDifference): ShadowDifferenceBody {
  const { accountId, kind, ringId, risk } = difference;
  return { account_id: accountId, kind, ring_id: ringId, risk };
}
