import { expect, test } from "vitest";
import { forgetMessages } from "../../src/storage/forget-messages.ts";
import { putMessages } from "../support/some-webhooks.ts";
import { anEndpoint } from "../support/start-worker.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { useTestDatabase } from "../support/test-database.ts";

const own = useTestDatabase();

test("old messages are forgotten with what came of them, but not what is still to be delivered", async () => {
  const { endpoint } = await anEndpoint(own.database, stoppedAt("2026-01-01T00:00:00Z"), "https://alerts.example.com/");
  const old = "2026-01-01T00:00:00Z";
  const ids = ["msg_delivered", "msg_pending", "msg_told_to_nobody", "msg_in_digest"];
  await putMessages(
    own.database,
    ids.map((id) => ({ id, createdAt: old })),
  );
  await putMessages(own.database, [{ id: "msg_new", createdAt: "2026-06-01T00:00:00Z" }]);
  await own.database.pool.query(
    `insert into webhook_deliveries (endpoint_id, message_id, status, attempt_count, next_attempt_at, created_at, finished_at) values
       ($1, 'msg_delivered', 'delivered', 1, null, $2, $2), ($1, 'msg_pending', 'pending', 0, $2, $2, null)`,
    [endpoint.id, old],
  );
  await own.database.pool.query(
    `insert into webhook_attempts (delivery_id, number, started_at, duration_ms)
     select id, 1, $1, 5 from webhook_deliveries where status = 'delivered'`,
    [old],
  );
  await own.database.pool.query("insert into webhook_digest_items values ($1, 'msg_in_digest')", [endpoint.id]);
  expect(await forgetMessages(own.database, new Date("2026-03-01T00:00:00Z"), undefined)).toEqual({
    webhook_deliveries: 1,
    webhook_messages: 2,
  });
  const { rows } = await own.database.pool.query(
    "select id, (select count(*) from webhook_attempts) as attempts from webhook_messages order by id",
  );
  expect(rows).toEqual(["msg_in_digest", "msg_new", "msg_pending"].map((id) => ({ id, attempts: 0 })));
});
