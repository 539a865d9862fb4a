import type { Db } from "../db/database.ts";
import type { Policy } from "../detection/policy.ts";
import { DomainError } from "../model/errors.ts";
import type { PolicyRecord } from "../model/policy-record.ts";
import { hashPolicy } from "./hash-policy.ts";
import { notePolicyChange } from "./note-policy-change.ts";
import { insertPolicy, selectPolicy } from "./policy-queries.ts";

/** Who does something with the policies, and when. */
export interface Authorship {
  readonly actor: string;
  /** Id of the key that it came with; null or left out where there is none. */
  readonly keyId?: string | null;
  readonly at: Date;
}

/**
 * Stores a policy that is not there yet, and puts it on record.
 *
 * @throws {DomainError} `policy-version-taken` (conflict) where the version stands for another policy
 */
export async function keepPolicy(db: Db, policy: Policy, { actor, keyId, at }: Authorship): Promise<PolicyRecord> {
  const isNew = await insertPolicy(db, { policy, createdAt: at, createdBy: actor });
  const { version } = policy;
  if (isNew) await notePolicyChange(db, { action: "added", version, beforeVersion: null, actor, keyId, at });
  const record = (await selectPolicy(db, version)) as PolicyRecord;
  if (record.hash === hashPolicy(policy)) return record;
  throw new DomainError(
    "conflict",
    "policy-version-taken",
    `Version ${version} stands for another policy, and a version never changes its meaning; choose another`,
  );
}
