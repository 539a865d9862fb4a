import type { Db } from "../db/database.ts";
import { DomainError } from "../model/errors.ts";
import type { Run } from "../model/run.ts";
import { findRun } from "./run-queries.ts";

/** @throws {DomainError} `run-not-found` */
export async function requireRun(db: Db, id: string): Promise<Run> {
  const run = await findRun(db, id);
  if (!run) throw new DomainError("not-found", "run-not-found", `No run has the id ${id}`);
  return run;
}
