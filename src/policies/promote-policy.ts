import type { Db } from "../db/database.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import { DomainError } from "../model/errors.ts";
import type { PolicyAction } from "../model/policy-change.ts";
import type { Authorship } from "./keep-policy.ts";
import { followBuiltIn } from "./built-in-policy.ts";
import { parsePolicy } from "./parse-policy.ts";
import { insertPolicyChange, lockPolicies, selectPredecessor, setActive } from "./policy-queries.ts";
import type { PolicyRecord } from "../model/policy-record.ts";
import { requirePolicy } from "./require-policy.ts";

type PolicyDependencies = Pick<Dependencies, "database" | "clock">;

/**
 * Makes a policy the one that runs judge by, from the next run on.
 *
 * @throws {DomainError} `policy-not-found`; `policy-already-active` (conflict); `invalid-policy` where it lacks what this program needs
 */
export function promotePolicy(
  { database, clock }: PolicyDependencies,
  { version, actor }: { readonly version: string; readonly actor: string },
): Promise<PolicyRecord> {
  return inTransaction(database, async ({ tx }) => {
    await lockPolicies(tx);
    const active = await followBuiltIn(tx, clock.now());
    return activate(tx, "promoted", version, active, { actor, at: clock.now() });
  });
}

/**
 * Goes back to the policy that was active before the active one was promoted.
 *
 * @throws {DomainError} `no-policy-before` (conflict) where nothing was promoted; `invalid-policy` as promotion does
 */
export function rollBackPolicy(
  { database, clock }: PolicyDependencies,
  { actor }: { readonly actor: string },
): Promise<PolicyRecord> {
  return inTransaction(database, async ({ tx }) => {
    await lockPolicies(tx);
    const active = await followBuiltIn(tx, clock.now());
    const before = await selectPredecessor(tx, active.version);
    if (before === undefined) {
      throw new DomainError("conflict", "no-policy-before", `No policy was active before ${active.version}`);
    }
    return activate(tx, "rolled-back", before, active, { actor, at: clock.now() });
  });
}

async function activate(
  db: Db,
  action: PolicyAction,
  version: string,
  active: PolicyRecord,
  { actor, at }: Authorship,
): Promise<PolicyRecord> {
  const record = await requirePolicy(db, version);
  if (active.version === version) {
    throw new DomainError("conflict", "policy-already-active", `Policy ${version} is active already`);
  }
  parsePolicy(record.document);
  await setActive(db, version);
  await insertPolicyChange(db, { action, version, beforeVersion: active.version, actor, at });
  return { ...record, isActive: true };
}
