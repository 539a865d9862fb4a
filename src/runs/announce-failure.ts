import { toRunBody } from "../contract/to-run-body.ts";
import type { Db } from "../db/database.ts";
import type { Run } from "../model/run.ts";
import { appendMessages } from "../outbox/append-messages.ts";
import { messageId } from "../outbox/message-id.ts";

/** Tells of a run that has failed and is not started again, in the transaction that marks it. */
export function announceFailure(tx: Db, run: Run, now: Date): Promise<void> {
  const message = {
    id: messageId("run.failed", run.id, run.startedAt),
    type: "run.failed" as const,
    ring: null,
    data: { run: toRunBody(run), links: { run: `/v1/runs/${run.id}` } },
  };
  return appendMessages(tx, [message], now);
}
