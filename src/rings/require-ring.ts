import type { Db } from "../db/database.ts";
import type { Ring } from "../model/ring.ts";
import { ringNotFound } from "./ring-not-found.ts";
import { findRing, findVersionedRing } from "./ring-queries.ts";
import type { VersionedRing } from "./ring-version.ts";

/** @throws {DomainError} `ring-not-found` */
export async function requireRing(db: Db, id: string): Promise<Ring> {
  const ring = await findRing(db, id);
  if (!ring) throw ringNotFound(id);
  return ring;
}

/** @throws {DomainError} `ring-not-found` */
export async function requireVersionedRing(db: Db, id: string): Promise<VersionedRing> {
  const ring = await findVersionedRing(db, id);
  if (!ring) throw ringNotFound(id);
  return ring;
}
