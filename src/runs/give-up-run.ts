import type { Database } from "../db/database.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { RunId } from "../model/run.ts";
import { announceFailure } from "./announce-failure.ts";
import { markGivenUp } from "./run-queries.ts";

/**
 * Leaves a run alone that would take its process down again, and tells of it: nobody else will. Of a shadow run as well, for it has ended the service.
 * Only for who holds the lock.
 */
export function giveUpRun(database: Pick<Database, "pool">, id: RunId, now: Date): Promise<void> {
  return inTransaction(database, async ({ tx }) => {
    const run = await markGivenUp(tx, id);
    if (run) await announceFailure(tx, run, now);
  });
}
