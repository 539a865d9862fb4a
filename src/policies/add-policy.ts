import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Policy } from "../detection/policy.ts";
import type { PolicyRecord } from "../model/policy-record.ts";
import { followBuiltIn } from "./built-in-policy.ts";
import { type Authorship, keepPolicy } from "./keep-policy.ts";
import { lockPolicies } from "./policy-queries.ts";

/**
 * Keeps a policy under its version, for runs to be tried with and for promotion. The same policy again changes nothing.
 *
 * @throws {DomainError} `policy-version-taken` (conflict) where the version stands for another policy
 */
export function addPolicy(
  { database, clock }: Pick<Dependencies, "database" | "clock">,
  { policy, ...author }: { readonly policy: Policy } & Omit<Authorship, "at">,
): Promise<PolicyRecord> {
  return inTransaction(database, async ({ tx }) => {
    await lockPolicies(tx);
    await followBuiltIn(tx, clock.now());
    return keepPolicy(tx, policy, { ...author, at: clock.now() });
  });
}
