import type { Db } from "../db/database.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import { DomainError } from "../model/errors.ts";
import type { PolicyAction } from "../model/policy-change.ts";
import type { PolicyRecord } from "../model/policy-record.ts";
import { followBuiltIn } from "./built-in-policy.ts";
import type { Authorship } from "./keep-policy.ts";
import { notePolicyChange } from "./note-policy-change.ts";
import { parsePolicy } from "./parse-policy.ts";
import { lockPolicies, selectPredecessor, setActive } from "./policy-queries.ts";
import { requirePolicy } from "./require-policy.ts";

type PolicyDependencies = Pick<Dependencies, "database" | "clock">;

/**
 * Makes a policy the one that runs judge by, from the next run on.
 *
 * @throws {DomainError} `policy-not-found`; `policy-already-active` (conflict); `invalid-policy` where it lacks what this program needs
 */
export function promotePolicy(
  { database, clock }: PolicyDependencies,
  { version, ...author }: { readonly version: string } & Omit<Authorship, "at">,
): Promise<PolicyRecord> {
  return inTransaction(database, async ({ tx }) => {
    await lockPolicies(tx);
    const active = await followBuiltIn(tx, clock.now());
    return activate(tx, "promoted", version, active, { ...author, at: clock.now() });
  });
}

/**
 * Goes back to the policy that was active before the active one was promoted.
 *
 * @throws {DomainError} `no-policy-before` (conflict) where nothing was promoted; `invalid-policy` as promotion does
 */
export function rollBackPolicy(
  { database, clock }: PolicyDependencies,
  author: Omit<Authorship, "at">,
): Promise<PolicyRecord> {
  return inTransaction(database, async ({ tx }) => {
    await lockPolicies(tx);
    const active = await followBuiltIn(tx, clock.now());
    const before = await selectPredecessor(tx, active.version);
    if (before === undefined) {
      throw new DomainError("conflict", "no-policy-before", `No policy was active before ${active.version}`);
    }
    return activate(tx, "rolled-back", before, active, { ...author, at: clock.now() });
  });
}

async function activate(
  db: Db,
  action: PolicyAction,
  version: string,
  active: PolicyRecord,
  authorship: Authorship,
): Promise<PolicyRecord> {
  const record = await requirePolicy(db, version);
  if (active.version === version) {
    throw new DomainError("conflict", "policy-already-active", `Policy ${version} is active already`);
  }
  parsePolicy(record.document);
  await setActive(db, version);
  await notePolicyChange(db, { action, version, beforeVersion: active.version, ...authorship });
  return { ...record, isActive: true };
}
