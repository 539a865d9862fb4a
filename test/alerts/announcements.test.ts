import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { changeEndpoint } from "../../src/alerts/change-endpoint.ts";
import { webhookMessages } from "../../src/contract/webhook-message.ts";
import { readConfig } from "../../src/config.ts";
import type { DecisionOutcome } from "../../src/model/decision.ts";
import type { WebhookEndpointId } from "../../src/model/webhook-endpoint.ts";
import { decideRing } from "../../src/rings/decide-ring.ts";
import { listRings } from "../../src/rings/list-rings.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { type DetectedGroup, detectGroups } from "../support/detect-groups.ts";
import { anEndpoint } from "../support/start-worker.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const own = useTestDatabase();
const clock = stoppedAt("2026-06-06T00:00:00Z");
const logger = pino({ level: "silent" });

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

async function run(...groups: readonly DetectedGroup[]) {
  const { finished } = await startRun({ database: own.database, clock, logger, detect: detectGroups(groups) });
  const ended = await finished;
  expect(ended).toMatchObject({ failure: null });
  return ended;
}

const decide = (ringId: string, outcome: DecisionOutcome) =>
  decideRing({ database: own.database, clock }, { ringId, outcome, reason: "we looked", decidedBy: "ada" });

/** The messages since the last time, each checked against what the OpenAPI document says of it. */
const seen = new Set<string>();
// biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of a payload.
async function news(): Promise<any[]> {
  const { rows } = await own.database.pool.query("select * from webhook_messages order by created_at, id");
  const fresh = rows.filter(({ id }) => !seen.has(id));
  for (const { id } of fresh) seen.add(id);
  return fresh.map(({ type, payload }) => {
    const body = JSON.parse(payload);
    expect(webhookMessages[type as keyof typeof webhookMessages].parse(body)).toEqual(body);
    return body;
  });
}

const types = async () => (await news()).map(({ type }) => type).sort();
const deliveriesOf = async (id: string) => {
  const { rows } = await own.database.pool.query(
    `select type from webhook_deliveries join webhook_messages on webhook_messages.id = message_id
     where endpoint_id = $1 order by webhook_deliveries.id`,
    [id],
  );
  return rows.map(({ type }) => type);
};

describe("what a run or a decision changes", () => {
  let everything: WebhookEndpointId;
  let risky: WebhookEndpointId;
  let digest: WebhookEndpointId;

  test("is told to each endpoint that wants to hear it, in the payload that is documented", async () => {
    const url = "https://alerts.example.com/";
    everything = (await anEndpoint(own.database, clock, url)).endpoint.id;
    risky = (await anEndpoint(own.database, clock, url, { events: ["ring.detected"], minimumRisk: 0.96 })).endpoint.id;
    digest = (await anEndpoint(own.database, clock, url, { digestHour: 8 })).endpoint.id;
    const disabled = (await anEndpoint(own.database, clock, url)).endpoint.id;
    const actor = { name: "ada", keyId: null };
    await changeEndpoint({ database: own.database, clock, config: readConfig({}) }, disabled, {
      isEnabled: false,
      actor,
    });

    await takeIn(own.database, someEvents(60));
    const { id: runId } = await run(
      { members: range(0, 12) },
      { members: range(50, 58), risk: 0.98 },
      { members: range(40, 45), risk: 0.5 },
    );
    const told = await news();
    expect(told.map(({ type }) => type)).toEqual(["ring.detected", "ring.detected"]);
    const large = told.find(({ data }) => data.ring.member_count === 12);
    expect(large).toMatchObject({
      timestamp: "2026-06-06T00:00:00.000Z",
      data: {
        ring: { status: "open", risk: 0.95, flagged: true, signals: [{ name: "signup-burst" }] },
        previously: null,
        changes: [{ kind: "appeared", run_id: runId, joined_count: 12 }, { kind: "flagged" }],
        links: { ring: `/v1/rings/${large.data.ring.id}`, run: `/v1/runs/${runId}`, others: [] },
      },
    });
    expect(large.data.changes[0].joined).toHaveLength(12);
    expect(JSON.stringify(told)).not.toMatch(/198\.51\.100|pm_1/);
    expect(await deliveriesOf(everything)).toEqual(["ring.detected", "ring.detected"]);
    expect(await deliveriesOf(risky)).toEqual(["ring.detected"]);
    expect([...(await deliveriesOf(digest)), ...(await deliveriesOf(disabled))]).toEqual([]);
    const { rows } = await own.database.pool.query("select endpoint_id, count(*) from webhook_digest_items group by 1");
    expect(rows).toEqual([{ endpoint_id: digest, count: 2 }]);
  });

  test("is not told twice: a run that finds the same says nothing", async () => {
    await run({ members: range(0, 12) }, { members: range(50, 58), risk: 0.98 }, { members: range(40, 45), risk: 0.5 });
    expect(await news()).toEqual([]);
  });

  test("is told of growth by the policy's share, of a crossed level and of a ring that is no more", async () => {
    await run({ members: range(0, 14) }, { members: range(50, 58), risk: 0.98 });
    expect(await types()).toEqual([]);
    await run({ members: range(0, 16), risk: 0.975 });
    const told = await news();
    expect(told.map(({ type }) => type).sort()).toEqual(["ring.dissolved", "ring.escalated", "ring.grown"]);
    const grown = told.find(({ type }) => type === "ring.grown");
    expect(grown.data).toMatchObject({
      previously: { risk: 0.95, member_count: 12 },
      changes: [{ kind: "grown", joined: ["a14", "a15"] }],
    });
  });

  test("is told of every decision, of whoever joins a confirmed ring, and of nothing in a dismissed one until it changes much", async () => {
    const [ring] = await listRings(own.database.db, { sort: { by: "member_count", descending: true }, limit: 1 });
    await decide(ring?.id ?? "", "confirmed");
    const [decided] = await news();
    expect(decided).toMatchObject({
      type: "ring.decided",
      data: {
        ring: { status: "confirmed" },
        decision: { outcome: "confirmed", reason: "we looked", decided_by: "ada" },
      },
    });
    await run({ members: range(0, 17), risk: 0.975 });
    expect(await types()).toEqual(["ring.grown"]);
    await decide(ring?.id ?? "", "reopened");
    await decide(ring?.id ?? "", "dismissed");
    expect(await types()).toEqual(["ring.decided", "ring.decided"]);
    await run({ members: range(0, 22), risk: 0.999 });
    await run();
    await run({ members: range(0, 20), risk: 0.999 });
    expect(await types()).toEqual([]);
    await run({ members: range(0, 26), risk: 0.999 });
    expect(await types()).toEqual(["ring.grown"]);
  });

  test("is neither told nor done where the transaction fails", async () => {
    await own.database.pool.query(
      "alter table webhook_messages add constraint nothing_new check (created_at < '2000-01-01') not valid",
    );
    try {
      const failing = startRun({
        database: own.database,
        clock,
        logger,
        detect: detectGroups([{ members: range(40, 50) }]),
      });
      expect(await (await failing).finished).toMatchObject({ status: "running" });
    } catch {
      // Not even its failure could be told.
    } finally {
      await own.database.pool.query("alter table webhook_messages drop constraint nothing_new");
    }
    const { rows } = await own.database.pool.query("select from rings where member_count = 10");
    expect(rows).toEqual([]);
    expect(await news()).toEqual([]);
    const [ring] = await listRings(own.database.db, { sort: { by: "member_count", descending: true }, limit: 1 });
    await own.database.pool.query(
      "alter table webhook_messages add constraint nothing_new check (created_at < '2000-01-01') not valid",
    );
    await expect(decide(ring?.id ?? "", "reopened")).rejects.toThrow("nothing_new");
    await own.database.pool.query("alter table webhook_messages drop constraint nothing_new");
    const [after] = await listRings(own.database.db, { sort: { by: "member_count", descending: true }, limit: 1 });
    expect(after?.status).toBe("dismissed");
  });

  test("is told of a run that fails by itself, and not of a shadow run", async () => {
    const detect = async () => {
      throw new Error("the worker ran out of memory");
    };
    const { finished } = await startRun({ database: own.database, clock, logger, detect });
    expect(await finished).toMatchObject({ status: "failed" });
    const [failed, ...rest] = await news();
    expect(failed).toMatchObject({
      type: "run.failed",
      data: { run: { status: "failed", failure: "the worker ran out of memory" } },
    });
    expect(rest).toEqual([]);
    expect((await deliveriesOf(everything)).at(-1)).toBe("run.failed");
  });
});
