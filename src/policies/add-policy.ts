import type { Dependencies } from "../dependencies.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Policy } from "../detection/policy.ts";
import { followBuiltIn } from "./built-in-policy.ts";
import { keepPolicy } from "./keep-policy.ts";
import { lockPolicies } from "./policy-queries.ts";
import type { PolicyRecord } from "../model/policy-record.ts";

/**
 * Keeps a policy under its version, for runs to be tried with and for promotion. The same policy again changes nothing.
 *
 * @throws {DomainError} `policy-version-taken` (conflict) where the version stands for another policy
 */
export function addPolicy(
  { database, clock }: Pick<Dependencies, "database" | "clock">,
  { policy, actor }: { readonly policy: Policy; readonly actor: string },
): Promise<PolicyRecord> {
  return inTransaction(database, async ({ tx }) => {
    await lockPolicies(tx);
    await followBuiltIn(tx, clock.now());
    return keepPolicy(tx, policy, { actor, at: clock.now() });
  });
}
