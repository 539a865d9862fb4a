import { randomBytes } from "node:crypto";
import { pino } from "pino";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createSender } from "../../src/alerts/deliver/sender.ts";
import { listDeliveries } from "../../src/alerts/delivery-queries.ts";
import { createAddressGuard } from "../../src/alerts/reach/address-guard.ts";
import { redeliver } from "../../src/alerts/redeliver.ts";
import { requireDelivery } from "../../src/alerts/require-delivery.ts";
import { requireEndpoint } from "../../src/alerts/require-endpoint.ts";
import { rotateSecret } from "../../src/alerts/rotate-secret.ts";
import { tryEndpoint } from "../../src/alerts/try-endpoint.ts";
import type { WebhookDelivery } from "../../src/model/webhook-delivery.ts";
import { putMessages } from "../support/some-webhooks.ts";
import { answer, type Behaviour, type Receiver, startReceiver } from "../support/start-receiver.ts";
import { anEndpoint, movableClock, startWorker, webhookSecret } from "../support/start-worker.ts";
import { useTestDatabase } from "../support/test-database.ts";

const own = useTestDatabase();
const cleanUps: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  await own.database.pool.query("truncate webhook_endpoints, webhook_messages cascade");
});

async function receiver(behave?: Behaviour): Promise<Receiver> {
  const started = await startReceiver(behave);
  cleanUps.push(() => started.close());
  return started;
}

function work(clock: Parameters<typeof startWorker>[1], log?: string[]) {
  const worker = startWorker(own.database, clock, log);
  cleanUps.push(() => worker.stop());
  return worker;
}

/** Likewise. */
const patient = { timeout: 180_000 };
const names = (count: number, prefix = "msg") => Array.from({ length: count }, (_, index) => `${prefix}_${index + 10}`);
const put = (ids: readonly string[], endpointIds: readonly string[]) =>
  putMessages(
    own.database,
    ids.map((id) => ({ id, createdAt: "2026-01-01T00:00:00Z" })),
    endpointIds,
  );
const of = (endpointId: string): Promise<WebhookDelivery[]> =>
  listDeliveries(own.database.db, { limit: 1000, endpointId });
const statuses = async (endpointId: string) => (await of(endpointId)).map(({ status }) => status);
/** Patient: the machine may be busy with other things. */
const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 60_000, interval: 50 });

describe("deliveries", () => {
  test(
    "reach their receiver signed, and the public library verifies them, by both secrets while one is rotated",
    patient,
    async () => {
      const clock = movableClock();
      const good = await receiver();
      const { endpoint, secret: former } = await anEndpoint(own.database, clock, good.url);
      const { secret: newer } = await rotateSecret(
        { database: own.database, clock, secret: webhookSecret, randomBytes },
        endpoint.id,
        { overlapHours: 1, actor: { name: "ada", keyId: null } },
      );
      await put(["msg_1"], [endpoint.id]);
      work(clock);
      await soon(() => expect(good.received).toHaveLength(1));
      const [{ body, headers }] = good.received as [(typeof good.received)[number]];
      for (const secret of [former, newer]) expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
      expect(() => new Webhook(former).verify(`${body} `, headers)).toThrow();
      expect(headers["webhook-id"]).toBe("msg_1");
      await soon(async () => expect(await statuses(endpoint.id)).toEqual(["delivered"]));

      clock.forward(2);
      await put(["msg_2"], [endpoint.id]);
      await soon(() => expect(good.received).toHaveLength(2));
      expect(good.received[1]?.headers["webhook-signature"]?.split(" ")).toHaveLength(1);
    },
  );

  test(
    "to receivers of every kind: nobody is delayed by another, and each gets everything that it takes",
    patient,
    async () => {
      const clock = movableClock();
      const closed = await startReceiver();
      await closed.close();
      const elsewhere = await receiver();
      let atOnce = 0;
      let most = 0;
      const receivers = {
        good: await receiver(),
        slow: await receiver((response) => {
          most = Math.max(most, ++atOnce);
          response.once("close", () => atOnce--);
        }),
        broken: await receiver(answer(500, {}, "out of order")),
        gone: await receiver(answer(410)),
        busy: await receiver((response, request, count) =>
          answer(count <= 4 ? 429 : 204, count <= 4 ? { "retry-after": "3" } : {})(response, request, count),
        ),
        redirecting: await receiver(answer(302, { location: elsewhere.url })),
        endless: await receiver((response) => {
          response.writeHead(200);
          response.write("more");
        }),
        huge: await receiver((response) => {
          response.writeHead(200);
          const push = () => {
            while (!response.destroyed && response.write(Buffer.alloc(65_536)));
            if (!response.destroyed) response.once("drain", push);
          };
          push();
        }),
      };
      const ids: Record<string, string> = {};
      for (const [name, { url }] of [...Object.entries(receivers), ["down", closed] as const]) {
        ids[name] = (await anEndpoint(own.database, clock, url)).endpoint.id;
      }
      const messages = names(12);
      await put(messages, Object.values(ids));
      const log: string[] = [];
      work(clock, log);

      await soon(() => expect(receivers.good.ids()).toEqual(messages));
      // The slow one has not even been given up yet.
      for (const { lastAttempt } of await of(ids.slow as string)) expect(lastAttempt).toBeNull();
      expect(receivers.good.received).toHaveLength(12);
      await soon(() => expect(receivers.huge.ids()).toEqual(messages));
      await soon(() => expect(receivers.endless.ids()).toEqual(messages));
      for (const name of ["good", "huge", "endless"]) {
        await soon(async () => expect(await statuses(ids[name] as string)).toEqual(Array(12).fill("delivered")));
      }
      expect(most).toBe(4);

      const gone = await requireEndpoint(own.database.db, ids.gone as string, clock.now());
      expect(gone.disabled?.reason).toBe("The receiver answered 410: it is gone");
      expect(await statuses(ids.gone as string)).toEqual(Array(12).fill("dead"));
      expect(receivers.gone.received.length).toBeLessThanOrEqual(4);
      expect(elsewhere.connections()).toBe(0);

      // Whoever asks for patience is left alone: every message waits, also those that were not refused.
      await soon(() => expect(receivers.busy.ids()).toEqual(messages));
      const [refused, next] = [receivers.busy.received[3], receivers.busy.received[4]];
      expect((next?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThan(2800);

      for (const [name, failure] of [
        ["down", "The connection was refused"],
        ["broken", "The receiver answered 500"],
        ["redirecting", "The receiver answered 302; redirects are not followed"],
      ] as const) {
        const [delivery] = await of(ids[name] as string);
        expect([name, delivery?.status, delivery?.lastAttempt?.failure]).toEqual([name, "pending", failure]);
        const endpoint = await requireEndpoint(own.database.db, ids[name] as string, clock.now());
        expect(endpoint.failingSince).not.toBeNull();
      }
      expect((await of(ids.broken as string))[0]?.lastAttempt).toMatchObject({
        responseStatus: 500,
        responseStart: "out of order",
      });
      for (const { url } of Object.values(receivers)) expect(log.join()).not.toContain(url);
    },
  );

  test(
    "that fail are tried ten times under one id; then they are dead, and the endpoint is disabled and says so",
    patient,
    async () => {
      const clock = movableClock();
      let isBroken = true;
      const failing = await receiver((response, request, count) =>
        answer(isBroken ? 500 : 204)(response, request, count),
      );
      const { endpoint } = await anEndpoint(own.database, clock, failing.url);
      await put(["msg_1"], [endpoint.id]);
      work(clock);
      const waits = [0.01, 0.1, 0.6, 2.3, 5.6, 11.1, 15.5, 22.1, 26.5];
      for (const [place, wait] of waits.entries()) {
        await soon(() => expect(failing.received).toHaveLength(place + 1));
        await soon(async () => expect((await of(endpoint.id))[0]?.lastAttempt?.number).toBe(place + 1));
        clock.forward(wait);
      }
      await soon(async () => expect(await statuses(endpoint.id)).toEqual(["dead"]));
      expect(failing.received).toHaveLength(10);
      expect(failing.ids()).toEqual(["msg_1"]);
      const [dead] = await listDeliveries(own.database.db, { limit: 10, status: "dead" });
      const { attempts } = await requireDelivery(own.database.db, dead?.id ?? "");
      expect(attempts.map(({ number, responseStatus }) => [number, responseStatus])).toEqual(
        Array.from({ length: 10 }, (_, index) => [index + 1, 500]),
      );
      const { disabled } = await requireEndpoint(own.database.db, endpoint.id, clock.now());
      expect(disabled?.reason).toMatch(/^Nothing could be delivered since .*: The receiver answered 500$/);
      const { rows } = await own.database.pool.query("select actor, action from audit_log order by id desc limit 1");
      expect(rows).toEqual([{ actor: "ringfence", action: "webhook_endpoint.disabled" }]);

      await own.database.pool.query("update webhook_endpoints set disabled_at = null, disabled_reason = null");
      isBroken = false;
      await redeliver({ database: own.database, clock }, dead?.id ?? "");
      await soon(async () => expect(await statuses(endpoint.id)).toEqual(["delivered"]));
      expect(failing.ids()).toEqual(["msg_1"]);
      const { failingSince } = await requireEndpoint(own.database.db, endpoint.id, clock.now());
      expect(failingSince).toBeNull();
    },
  );

  test("that one message kills leave the endpoint enabled", patient, async () => {
    const clock = movableClock();
    const picky = await receiver((response, request, count) =>
      answer(request.headers["webhook-id"] === "msg_10" ? 400 : 204)(response, request, count),
    );
    const { endpoint } = await anEndpoint(own.database, clock, picky.url);
    await put(["msg_10", "msg_11"], [endpoint.id]);
    await own.database.pool.query(
      "update webhook_deliveries set tries = 9, attempt_count = 9 where message_id = 'msg_10'",
    );
    work(clock);
    await soon(async () => expect((await statuses(endpoint.id)).sort()).toEqual(["dead", "delivered"]));
    expect(await requireEndpoint(own.database.db, endpoint.id, clock.now())).toMatchObject({ disabled: null });
  });

  test(
    "under way when the process ends are handed back, and go out under the same id from the next",
    patient,
    async () => {
      const clock = movableClock();
      const hanging = await receiver((response, request, count) => {
        if (count > 1) answer(204)(response, request, count);
      });
      const { endpoint } = await anEndpoint(own.database, clock, hanging.url);
      await put(["msg_1"], [endpoint.id]);
      const first = work(clock);
      await soon(() => expect(hanging.received).toHaveLength(1));
      const before = performance.now();
      await first.stop();
      expect(performance.now() - before).toBeLessThan(5000);
      work(clock);
      await soon(async () => expect(await statuses(endpoint.id)).toEqual(["delivered"]));
      expect(hanging.received.map(({ headers }) => headers["webhook-id"])).toEqual(["msg_1", "msg_1"]);
    },
  );

  test("are made once each by three workers side by side", patient, async () => {
    const clock = movableClock();
    const good = await receiver((response, request, count) => {
      setTimeout(() => answer(204)(response, request, count), 20);
    });
    const { endpoint } = await anEndpoint(own.database, clock, good.url);
    const messages = names(60);
    await put(messages, [endpoint.id]);
    for (let worker = 0; worker < 3; worker++) work(clock);
    await soon(async () => expect(new Set(await statuses(endpoint.id))).toEqual(new Set(["delivered"])));
    expect(good.ids()).toEqual(messages);
    expect(good.received).toHaveLength(60);
  });

  test("whose secret cannot be read any more say so, and are not sent", patient, async () => {
    const clock = movableClock();
    const good = await receiver();
    const { endpoint } = await anEndpoint(own.database, clock, good.url);
    await own.database.pool.query("update webhook_secrets set sealed = sealed || 'x'::bytea");
    await put(["msg_1"], [endpoint.id]);
    work(clock);
    await soon(async () =>
      expect((await of(endpoint.id))[0]?.lastAttempt?.failure).toMatch(/^Its secret cannot be read: RINGFENCE_SECRET/),
    );
    expect(good.connections()).toBe(0);
  });
});

describe("an endpoint with a digest", () => {
  test("gets one message at its hour with all of the day's, and none on a day without", patient, async () => {
    const clock = movableClock();
    const good = await receiver();
    const hour = (clock.now().getUTCHours() + 2) % 24;
    const { endpoint } = await anEndpoint(own.database, clock, good.url, { digestHour: hour });
    await putMessages(own.database, [
      { id: "msg_1", risk: 0.95 },
      { id: "msg_2", risk: 0.99 },
      { id: "msg_3", type: "run.failed", risk: null },
    ]);
    await own.database.pool.query(
      "insert into webhook_digest_items select $1, id from webhook_messages where type <> 'alerts.digest'",
      [endpoint.id],
    );
    work(clock);
    work(clock);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(good.received).toHaveLength(0);
    clock.forward(2);
    await soon(() => expect(good.received).toHaveLength(1));
    const { type, data } = JSON.parse(good.received[0]?.body ?? "");
    expect(type).toBe("alerts.digest");
    expect(data).toMatchObject({ counts: { "ring.detected": 2, "run.failed": 1 }, omitted: 0 });
    expect(new Date(data.until).getUTCHours()).toBe(hour);
    expect(data.messages.map(({ data: { number } }: { data: { number: string } }) => number)).toEqual([
      "msg_3",
      "msg_2",
      "msg_1",
    ]);
    clock.forward(24);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(good.received).toHaveLength(1);
  });
});

describe("an endpoint that is tried", () => {
  const dependencies = (clock: ReturnType<typeof movableClock>) => {
    const sender = createSender({ guard: createAddressGuard(["127.0.0.1"]) });
    return {
      database: own.database,
      clock,
      secret: webhookSecret,
      randomBytes,
      logger: pino({ level: "silent" }),
      sender,
    };
  };

  test("says at once what came of it, and gets the message once", patient, async () => {
    const clock = movableClock();
    const good = await receiver(answer(200, {}, "hello"));
    const { endpoint, secret } = await anEndpoint(own.database, clock, good.url);
    const tried = await tryEndpoint(dependencies(clock), endpoint.id);
    expect(tried).toMatchObject({ type: "webhook.test", status: "delivered", attemptCount: 1 });
    expect(tried.attempts).toMatchObject([{ number: 1, responseStatus: 200, responseStart: "hello", failure: null }]);
    const [{ body, headers }] = good.received as [(typeof good.received)[number]];
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: "webhook.test" });
  });

  test.each([500, 410])("and answers %d is not held to have failed", patient, async (status) => {
    const clock = movableClock();
    const broken = await receiver(answer(status));
    const { endpoint } = await anEndpoint(own.database, clock, broken.url);
    const tried = await tryEndpoint(dependencies(clock), endpoint.id);
    expect(tried).toMatchObject({ status: "dead", lastAttempt: { failure: `The receiver answered ${status}` } });
    expect(await requireEndpoint(own.database.db, endpoint.id, clock.now())).toMatchObject({
      failingSince: null,
      disabled: null,
    });
    work(clock);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(broken.received).toHaveLength(1);
  });
});
