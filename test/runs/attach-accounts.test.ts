import { pino } from "pino";
import { beforeAll, expect, test } from "vitest";
import { webhookMessages } from "../../src/contract/webhook-message.ts";
import { decideRing } from "../../src/rings/decide-ring.ts";
import { attachAccounts } from "../../src/runs/attach-accounts.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { detectGroups } from "../support/detect-groups.ts";
import { anEndpoint } from "../support/start-worker.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const own = useTestDatabase();
const clock = stoppedAt("2026-06-06T00:00:00Z");
let ringId = "";
let next = 0;

const seen = (account: string, ip: string, card: string) => ({
  id: `e${++next}`,
  type: "usage",
  account_id: account,
  occurred_at: "2026-04-22T09:00:00Z",
  ip,
  payment_instrument: card,
});

/** Six accounts on one card and one address among sixty strangers. By the places of their ids, m0 - m5 come first. */
beforeAll(async () => {
  const members = Array.from({ length: 6 }, (_, index) => seen(`m${index}`, "203.0.113.9", "pm_ring"));
  const strangers = Array.from({ length: 60 }, (_, index) =>
    seen(`s${index + 10}`, `198.51.100.${index + 1}`, `pm_${index}`),
  );
  await takeIn(own.database, [...members, ...strangers]);
  await run([0, 1, 2, 3, 4, 5]);
  const { rows } = await own.database.pool.query("select id from rings");
  ringId = rows[0].id;
});

async function run(members: readonly number[]): Promise<void> {
  const detect = detectGroups([{ members }]);
  const { finished } = await startRun({ database: own.database, clock, logger: pino({ level: "silent" }), detect });
  expect(await finished).toMatchObject({ failure: null });
  await own.database.pool.query(`
    delete from ring_identifiers;
    insert into ring_identifiers (ring_id, identifier_key, member_count, other_count, contribution, bits, first_seen_at, last_seen_at)
    select rings.id, key, rings.member_count, 0, 40, 8, now(), now() from rings, identifiers
    where status <> 'dissolved' and value in ('203.0.113.9', 'pm_ring')`);
}

const candidates = async () => {
  const { rows } = await own.database.pool.query(
    "select id from attachment_candidates join accounts on key = account_key order by 1",
  );
  return rows.map(({ id }) => id);
};
const messagesOf = async (type: string) => {
  const { rows } = await own.database.pool.query("select payload from webhook_messages where type = $1", [type]);
  return rows.map(({ payload }) => JSON.parse(payload));
};
const attach = async () => {
  while ((await attachAccounts(own.database, clock.now())) > 0);
};

test("an account with a ring's card and address is nobody's business while the ring is open", async () => {
  await takeIn(own.database, [seen("z0_early", "203.0.113.9", "pm_ring")]);
  expect(await candidates()).toEqual([]);
});

test("once the ring is confirmed it is told of at once, where it belongs by two families; and once", async () => {
  const decision = { ringId, outcome: "confirmed" as const, reason: "we looked", decidedBy: "ada" };
  await decideRing({ database: own.database, clock }, decision);
  const { endpoint } = await anEndpoint(own.database, clock, "https://alerts.example.com/");
  await takeIn(own.database, [
    seen("m0", "203.0.113.9", "pm_ring"),
    seen("z1_half", "192.0.2.1", "pm_ring"),
    seen("z2_late", "203.0.113.9", "pm_ring"),
    seen("z3_other", "192.0.2.2", "pm_other"),
  ]);
  expect(await candidates()).toEqual(["z1_half", "z2_late"]);
  await Promise.all([attach(), attach()]);
  expect(await candidates()).toEqual([]);
  const [told, ...others] = await messagesOf("account.attached");
  expect(others).toEqual([]);
  expect(webhookMessages["account.attached"].parse(told)).toEqual(told);
  expect(told.data).toMatchObject({
    account_id: "z2_late",
    ring: { id: ringId, status: "confirmed", member_count: 6 },
    links: { ring: `/v1/rings/${ringId}` },
  });
  expect(told.data.ties.bits).toBeGreaterThan(told.data.ties.needed_bits);
  expect(JSON.stringify(told)).not.toMatch(/203\.0\.113\.9|pm_ring/);
  const { rows } = await own.database.pool.query("select count(*) from webhook_deliveries where endpoint_id = $1", [
    endpoint.id,
  ]);
  expect(rows).toEqual([{ count: 1 }]);

  await takeIn(own.database, [seen("z2_late", "203.0.113.9", "pm_ring")]);
  await attach();
  expect(await messagesOf("account.attached")).toHaveLength(1);
});

test("the run that finds it does not tell of it again, but of whoever else has joined", async () => {
  const late = 68;
  await run([0, 1, 2, 3, 4, 5, late]);
  const { rows } = await own.database.pool.query(
    "select id from ring_members join accounts on key = account_key order by id desc limit 1",
  );
  expect(rows).toEqual([{ id: "z2_late" }]);
  expect(await messagesOf("ring.grown")).toEqual([]);
  await run([0, 1, 2, 3, 4, 5, late - 1, late]);
  expect(await messagesOf("ring.grown")).toMatchObject([{ data: { ring: { member_count: 8 } } }]);
});
