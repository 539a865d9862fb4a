import type { Db } from "../db/database.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import { defaultPolicy } from "../detection/default-policy.ts";
import type { Policy } from "../detection/policy.ts";
import type { PolicyRecord } from "../model/policy-record.ts";
import { hashPolicy } from "./hash-policy.ts";
import { keepPolicy } from "./keep-policy.ts";
import { notePolicyChange } from "./note-policy-change.ts";
import { parsePolicy } from "./parse-policy.ts";
import { lockPolicies, selectActivePolicy, selectNewestActor, selectPolicy, setActive } from "./policy-queries.ts";

/** Author of what the program brings along. */
const program = "ringfence";

/**
 * The policy that runs judge by: the one that somebody promoted, else the one that this program brings along.
 *
 * @throws {DomainError} `invalid-policy` where the promoted one lacks what this program needs
 */
export async function requireActivePolicy({
  database,
  clock,
}: Pick<Dependencies, "database" | "clock">): Promise<Policy> {
  const record = await inTransaction(database, async ({ tx }) => {
    await lockPolicies(tx);
    return followBuiltIn(tx, clock.now());
  });
  return parsePolicy(record.document);
}

/**
 * Makes sure that a policy is active. Where nobody chose one, that is the policy of the program as it is now, also after an upgrade.
 * The caller holds the lock on the policies.
 */
export async function followBuiltIn(db: Db, at: Date): Promise<PolicyRecord> {
  const active = await selectActivePolicy(db);
  if (active && (await selectNewestActor(db)) !== program) return active;
  const builtIn = await nameBuiltIn(db);
  if (active?.version === builtIn.version) return active;
  const record = await keepPolicy(db, builtIn, { actor: program, at });
  await setActive(db, record.version);
  await notePolicyChange(db, {
    action: "promoted",
    version: record.version,
    beforeVersion: active?.version ?? null,
    actor: program,
    at,
  });
  return { ...record, isActive: true };
}

/** The program's policy under its own version, or where that stands for what an earlier program brought, with its hash behind. */
async function nameBuiltIn(db: Db): Promise<Policy> {
  const earlier = await selectPolicy(db, defaultPolicy.version);
  const hash = hashPolicy(defaultPolicy);
  if (!earlier || earlier.hash === hash) return defaultPolicy;
  return { ...defaultPolicy, version: `${defaultPolicy.version}-${hash.slice(0, 8)}` };
}
