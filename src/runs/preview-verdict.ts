import type { Db } from "../db/database.ts";
import { normaliseIp } from "../ingest/normalise-ip.ts";
import type { AccountId } from "../model/account.ts";
import type { Identifier } from "../model/identifier.ts";
import type { Ring } from "../model/ring.ts";
import { listUsers } from "../rings/list-users.ts";
import { loadMemberTies } from "../rings/load-member-ties.ts";
import { findRunPolicy } from "./find-run-policy.ts";

/** More members are not looked at: the answer has to be there at once. */
const mostExamined = 1000;

export interface VerdictPreview {
  /** Members that use the identifier, or what a verdict on it goes for besides. */
  readonly users: number;
  readonly examined: number;
  /** Those of them that would not belong to the ring any more, by id. */
  readonly untied: readonly AccountId[];
}

/**
 * Whom a verdict that excuses an identifier would untie from a ring, by the rule that the run let its members in by.
 *
 * What a run would do besides is left aside: a ring from which many are untied may fall apart.
 */
export async function previewVerdict(db: Db, ring: Ring, identifier: Identifier): Promise<VerdictPreview> {
  const isExcused = excusedWith(identifier);
  const users = await listUsers(db, ring.id, isExcused);
  const examined = users.slice(0, mostExamined);
  const policy = await findRunPolicy(db);
  if (!policy) return { users: users.length, examined: 0, untied: [] };
  const before = await loadMemberTies(db, ring, examined, policy.evidence);
  const after = await loadMemberTies(db, ring, examined, policy.evidence, isExcused);
  const untied = examined.filter(
    (id) => before.get(id)?.untiedBy !== undefined && after.get(id)?.untiedBy === undefined,
  );
  return { users: users.length, examined: examined.length, untied };
}

/** An address goes with the network around it, a network with the addresses in it. */
function excusedWith(given: Identifier): (identifier: Identifier) => boolean {
  const network = given.kind === "ip" ? normaliseIp(given.value)?.prefix : undefined;
  return ({ kind, value }) => {
    if (kind === given.kind) return value === given.value;
    if (given.kind === "ip") return kind === "ip_prefix" && value === network;
    return given.kind === "ip_prefix" && kind === "ip" && normaliseIp(value)?.prefix === given.value;
  };
}
