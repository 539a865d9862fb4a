import type { Db } from "../db/database.ts";
import type { Policy } from "../detection/policy.ts";
import { findPolicyFaults, parsePolicy } from "../policies/parse-policy.ts";
import { selectPolicy } from "../policies/policy-queries.ts";
import { findNewestPublished } from "./run-queries.ts";

/**
 * The policy that the newest run judged by.
 *
 * @returns undefined before the first run, and where that policy was written by another version of the program that knew other constants
 */
export async function findRunPolicy(db: Db): Promise<Policy | undefined> {
  const run = await findNewestPublished(db);
  const record = run && (await selectPolicy(db, run.policyVersion));
  return record && findPolicyFaults(record.document).length === 0 ? parsePolicy(record.document) : undefined;
}
