import type { Database } from "../db/database.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { RunId } from "../model/run.ts";
import { announceFailure } from "./announce-failure.ts";
import { connectionLost, markFailed, processEnded, serviceStopped } from "./run-queries.ts";

/** With these nothing is wrong: the run is started again. */
const isBrokenOff: ReadonlySet<string> = new Set([processEnded, serviceStopped, connectionLost]);

/** Ends a run badly, and tells of it; not of one that was broken off, nor of a shadow run: who asked for that is looking at it. */
export function failRun(database: Pick<Database, "pool">, id: RunId, failure: string, finishedAt: Date): Promise<void> {
  return inTransaction(database, async ({ tx }) => {
    const run = await markFailed(tx, id, failure, finishedAt);
    if (!run || run.isShadow || isBrokenOff.has(failure)) return;
    await announceFailure(tx, run, finishedAt);
  });
}
