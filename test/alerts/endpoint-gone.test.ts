import { randomBytes } from "node:crypto";
import { pino } from "pino";
import { beforeEach, describe, expect, test } from "vitest";
import { createSender } from "../../src/alerts/deliver/sender.ts";
import { createAddressGuard } from "../../src/alerts/reach/address-guard.ts";
import { tryEndpoint } from "../../src/alerts/try-endpoint.ts";
import { inTransaction } from "../../src/db/in-transaction.ts";
import type { WebhookMessageId } from "../../src/model/webhook-delivery.ts";
import { appendMessages } from "../../src/outbox/append-messages.ts";
import { anEndpoint, movableClock, webhookSecret } from "../support/start-worker.ts";
import { useTestDatabase } from "../support/test-database.ts";
import { until } from "../support/until.ts";

const own = useTestDatabase();
const clock = movableClock();
const read = async (query: string) => (await own.database.pool.query(query)).rows;
beforeEach(() => own.database.pool.query("truncate webhook_endpoints, webhook_messages cascade"));

/** Does some work while somebody deletes an endpoint: the deletion is made before it, and holds only when the work waits for it. */
async function whileDeleted<T>(id: string, work: () => Promise<T>): Promise<PromiseSettledResult<T>> {
  const deleting = await own.database.pool.connect();
  try {
    await deleting.query("begin");
    await deleting.query("delete from webhook_endpoints where id = $1", [id]);
    const outcome = Promise.allSettled([work()]);
    const waiting = "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
    await until(async () => (await read(waiting)).length === 1);
    await deleting.query("commit");
    return (await outcome)[0];
  } finally {
    deleting.release();
  }
}

describe("an endpoint that is deleted meanwhile", () => {
  test.each(["one by one", "once a day"])(
    "gets no message that is told %s, and the others get theirs",
    async (pace) => {
      const digestHour = pace === "once a day" ? 8 : null;
      const { endpoint: leaving } = await anEndpoint(own.database, clock, "http://127.0.0.1:9/", { digestHour });
      const { endpoint: staying } = await anEndpoint(own.database, clock, "http://127.0.0.1:9/", { digestHour });
      const id = "msg_1" as WebhookMessageId;
      const message = { id, type: "run.failed", ring: null, data: {} } as const;
      const told = await whileDeleted(leaving.id, () =>
        inTransaction(own.database, ({ tx }) => appendMessages(tx, [message], clock.now())),
      );
      expect(told).toMatchObject({ status: "fulfilled" });
      const table = digestHour === null ? "webhook_deliveries" : "webhook_digest_items";
      expect(await read(`select endpoint_id, message_id from ${table}`)).toEqual([
        { endpoint_id: staying.id, message_id: id },
      ]);
    },
  );

  test("is not tried: it is not found", async () => {
    const { endpoint } = await anEndpoint(own.database, clock, "http://127.0.0.1:9/");
    const dependencies = {
      database: own.database,
      clock,
      secret: webhookSecret,
      randomBytes,
      logger: pino({ level: "silent" }),
      sender: createSender({ guard: createAddressGuard(["127.0.0.0/8"]) }),
    };
    const tried = await whileDeleted(endpoint.id, () => tryEndpoint(dependencies, endpoint.id));
    expect(tried).toMatchObject({ status: "rejected", reason: { code: "webhook-endpoint-not-found" } });
    expect(await read("select from webhook_messages")).toEqual([]);
  });
});
