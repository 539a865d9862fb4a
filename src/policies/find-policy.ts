import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import { defaultPolicy } from "../detection/default-policy.ts";
import { followBuiltIn } from "./built-in-policy.ts";
import { hashPolicy } from "./hash-policy.ts";
import { lockPolicies, selectPolicies } from "./policy-queries.ts";
import type { PolicyRecord } from "../model/policy-record.ts";
import { requirePolicy } from "./require-policy.ts";

type PolicyDependencies = Pick<Dependencies, "database" | "clock">;

/** All policies, newest first. */
export function listPolicies({ database, clock }: PolicyDependencies): Promise<PolicyRecord[]> {
  return inTransaction(database, async ({ tx }) => {
    await lockPolicies(tx);
    await followBuiltIn(tx, clock.now());
    return selectPolicies(tx);
  });
}

/**
 * One policy: by its version, the `active` one, or the `default` that this program brings along.
 *
 * @throws {DomainError} `policy-not-found`
 */
export async function findPolicy({ database, clock }: PolicyDependencies, name: string): Promise<PolicyRecord> {
  if (name !== "active" && name !== "default") return requirePolicy(database.db, name);
  const active = await inTransaction(database, async ({ tx }) => {
    await lockPolicies(tx);
    return followBuiltIn(tx, clock.now());
  });
  const hash = hashPolicy(defaultPolicy);
  if (name === "active" || active.hash === hash) return active;
  const { version } = defaultPolicy;
  return { version, hash, isActive: false, createdAt: clock.now(), createdBy: "ringfence", document: defaultPolicy };
}
