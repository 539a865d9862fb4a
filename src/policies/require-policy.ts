import type { Db } from "../db/database.ts";
import { DomainError } from "../model/errors.ts";
import { selectPolicy } from "./policy-queries.ts";
import type { PolicyRecord } from "../model/policy-record.ts";

/** @throws {DomainError} `policy-not-found` */
export async function requirePolicy(db: Db, version: string): Promise<PolicyRecord> {
  const record = await selectPolicy(db, version);
  if (!record) throw new DomainError("not-found", "policy-not-found", `No policy has the version ${version}`);
  return record;
}
