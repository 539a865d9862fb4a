import type { Db } from "../db/database.ts";
import type { Ring } from "../model/ring.ts";
import { ringNotFound } from "./ring-not-found.ts";
import { findRing } from "./ring-queries.ts";

/** @throws {DomainError} `ring-not-found` */
export async function requireRing(db: Db, id: string): Promise<Ring> {
  const ring = await findRing(db, id);
  if (!ring) throw ringNotFound(id);
  return ring;
}
