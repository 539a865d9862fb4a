import { expect, test } from "vitest";
import { putMessages } from "../support/some-webhooks.ts";
import { runProgram } from "../support/run-program.ts";
import { startReceiver } from "../support/start-receiver.ts";
import { useTestDatabase } from "../support/test-database.ts";

const database = useTestDatabase();

test("endpoints are added, tried, listed and removed, and what nobody took is sent again", {
  timeout: 240_000,
}, async () => {
  const receiver = await startReceiver();
  const env = {
    DATABASE_URL: database.url,
    RINGFENCE_SECRET: "s".repeat(32),
    RINGFENCE_WEBHOOK_ALLOW_PRIVATE: "127.0.0.1",
    USER: "ada",
  };
  const webhooks = (...args: string[]) => runProgram(["webhooks", ...args], { env });
  const added = await webhooks(
    "add",
    receiver.url,
    "--events",
    "ring.detected",
    "run.failed",
    "--minimum-risk",
    "0.95",
  );
  expect(added).toMatchObject({ code: 0, stderr: "" });
  const [, id = ""] = /^Endpoint: (whe_\w{16})\nSecret, shown this once: whsec_.{44}\n$/.exec(added.stdout) ?? [];
  expect((await webhooks("list")).stdout).toMatch(
    new RegExp(`^${id} .* ring.detected run.failed +95.0 % +at once +enabled$`, "m"),
  );
  expect(await webhooks("test", id)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^The receiver answered 204/),
  });
  expect(JSON.parse(receiver.received[0]?.body ?? "")).toMatchObject({ type: "webhook.test" });
  await receiver.close();
  expect(await webhooks("test", id)).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^The connection was refused/),
  });

  await putMessages(database.database, [{ id: "msg_1" }], [id]);
  await database.database.pool.query(
    "update webhook_deliveries set status = 'dead', next_attempt_at = null, finished_at = now() where message_id = 'msg_1'",
  );
  const { data } = JSON.parse((await webhooks("deliveries", "--status", "dead", "--json")).stdout);
  const dead = data.find(({ message_id }: { message_id: string }) => message_id === "msg_1").id;
  expect((await webhooks("redeliver", dead)).stdout).toBe(`${dead} goes out again.\n`);
  const range = await webhooks("redeliver", "--endpoint", id, "--from", "2026-01-01T00:00:00Z");
  expect(range).toMatchObject({ code: 0, stdout: "0 messages go out again.\n" });
  expect((await webhooks("deliveries", "--status", "pending")).stdout).toMatch(new RegExp(`^${dead} .* pending`, "m"));

  expect(await webhooks("redeliver")).toMatchObject({ code: 1, stderr: "Name a delivery, or --endpoint and --from\n" });
  expect(await webhooks("add", "ftp://x")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("must be an https URL"),
  });
  expect((await webhooks("remove", id)).stdout).toBe(`Removed ${id}.\n`);
  expect(JSON.parse((await webhooks("list", "--json")).stdout)).toEqual({ data: [] });
});
