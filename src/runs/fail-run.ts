import { toRunBody } from "../contract/to-run-body.ts";
import type { Database } from "../db/database.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { RunId } from "../model/run.ts";
import { appendMessages } from "../outbox/append-messages.ts";
import { messageId } from "../outbox/message-id.ts";
import { connectionLost, markFailed, processEnded, serviceStopped } from "./run-queries.ts";

/** With these nothing is wrong: the run is started again. */
const isBrokenOff: ReadonlySet<string> = new Set([processEnded, serviceStopped, connectionLost]);

/** Ends a run badly, and tells of it; not of one that was broken off, nor of a shadow run: who asked for that is looking at it. */
export function failRun(database: Pick<Database, "pool">, id: RunId, failure: string, finishedAt: Date): Promise<void> {
  return inTransaction(database, async ({ tx }) => {
    const run = await markFailed(tx, id, failure, finishedAt);
    if (!run || run.isShadow || isBrokenOff.has(failure)) return;
    const message = {
      id: messageId("run.failed", run.id, run.startedAt),
      type: "run.failed" as const,
      ring: null,
      data: { run: toRunBody(run), links: { run: `/v1/runs/${run.id}` } },
    };
    await appendMessages(tx, [message], finishedAt);
  });
}
