import type { Db } from "../db/database.ts";
import type { AccountId } from "../model/account.ts";
import type { MembershipExplanation } from "../model/member-ties.ts";
import type { Ring } from "../model/ring.ts";
import { listPartners } from "../rings/list-partners.ts";
import { loadMemberTies } from "../rings/load-member-ties.ts";
import { findRunPolicy } from "./find-run-policy.ts";

/** Says of members what ties them to their ring, by the policy of the run that found it, and whom they are most strongly linked with. */
export async function explainMembership(
  db: Db,
  ring: Ring,
  accountIds: readonly AccountId[],
): Promise<(id: AccountId) => MembershipExplanation> {
  const policy = await findRunPolicy(db);
  const ties = policy && (await loadMemberTies(db, ring, accountIds, policy.evidence));
  const partners = await listPartners(db, accountIds);
  return (id) => ({ ties: ties?.get(id), partners: partners.get(id) ?? [] });
}
