import { beforeAll, expect, test } from "vitest";
import { pino } from "pino";
import { ingestStream } from "../../src/ingest/ingest-stream.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { takeRunLock } from "../../src/runs/run-lock.ts";
import { detectGroups } from "../support/detect-groups.ts";
import { readTables } from "../support/event-tables.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { someEvents } from "../support/take-in.ts";
import { useTestService } from "../support/test-service.ts";

const clock = stoppedAt("2026-06-06T00:00:00Z");
const service = useTestService(clock);
const victim = "a03";
const own = { email: "erased.person@example.com", phone: "+49 30 901820", device_id: "dev_of_the_erased" };

async function ingest(events: readonly object[]) {
  async function* lines() {
    yield Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  }
  const { database, secret } = service.dependencies;
  return ingestStream({ database, clock, secret }, lines());
}

const events = [
  ...someEvents(12),
  { id: "own", type: "signup", account_id: victim, occurred_at: "2026-04-22T08:00:00Z", ...own },
];

beforeAll(async () => {
  await ingest(events);
  const { database } = service.dependencies;
  const detect = detectGroups([{ members: [0, 1, 2, 3, 4, 5] }, { members: [6, 7, 8] }]);
  const { finished } = await startRun({ database, clock, logger: pino({ level: "silent" }), detect });
  expect(await finished).toMatchObject({ failure: null });
});

const erase = (id: string) => service.fetch(`/v1/accounts/${id}`, { method: "DELETE" });
// biome-ignore lint/suspicious/noExplicitAny: the bodies of several routes
const read = async (path: string): Promise<any> => (await service.fetch(path)).json();
const query = async (sql: string) => (await service.dependencies.database.pool.query(sql)).rows;
const ring = async () => (await read("/v1/rings?sort=-member_count&limit=1")).data[0];

/** Every value of every text column of every table, and which table it stands in. */
async function everything(): Promise<string> {
  const tables = await query(
    "select tablename from pg_tables where schemaname = 'public' and tablename not like 'events_%'",
  );
  const rows = await Promise.all(
    tables.map(async ({ tablename }) => {
      const of = await query(`select row_to_json(t)::text as row from ${tablename} t`);
      return of.map(({ row }) => `${tablename} ${row}`);
    }),
  );
  return rows.flat().join("\n");
}

test("while a run is under way it is refused, and nothing is lost", async () => {
  const lock = await takeRunLock(service.dependencies.database);
  const answer = await erase(victim);
  await lock?.release();
  expect(answer.status).toBe(409);
  expect(((await answer.json()) as { type: string }).type).toBe("urn:ringfence:problem:run-in-progress");
  expect((await service.fetch(`/v1/accounts/${victim}`)).status).toBe(200);
});

test("everything that is known of the account goes, and nothing of anybody else", async () => {
  const [{ key }] = await query(`select key from accounts where id = '${victim}'`);
  await query(`insert into webhook_messages (id, type, payload, created_at)
    values ('msg_1', 'account.attached', '{"account_id":"${victim}","others":["a031"]}', now())`);
  const before = await ring();
  const days = (await read(`/v1/rings/${before.id}/timeline`)).data;
  await ingest([
    { id: "pending", type: "usage", account_id: victim, occurred_at: "2026-05-01T00:00:00Z", requests: 7 },
  ]);
  expect(await everything()).toContain(`"${victim}"`);

  const answer = await erase(victim);
  expect({ status: answer.status, log: service.log.filter((line) => line.includes("err")) }).toEqual({
    status: 204,
    log: [],
  });

  const left = await everything();
  expect(left).not.toContain(`"${victim}"`);
  expect(left).not.toContain(own.device_id);
  expect(left).toContain('[\\"a031\\"]');
  expect(
    await query("select from identifiers join identifier_kinds on code = kind where name in ('email', 'phone')"),
  ).toEqual([]);
  for (const table of ["sightings", "account_days", "ring_members", "ring_memberships", "ring_links", "ring_uses"]) {
    expect({ table, rows: await query(`select from ${table} where account_key = ${key}`) }).toEqual({
      table,
      rows: [],
    });
  }
  expect(await query(`select from ring_links where partner_key = ${key}`)).toEqual([]);

  const after = await ring();
  expect(after).toMatchObject({ id: before.id, member_count: 5, request_count: before.request_count - 4 });
  const daysAfter = (await read(`/v1/rings/${before.id}/timeline`)).data;
  const sum = (list: { requests: number; signups: number }[], of: "requests" | "signups") =>
    list.reduce((total, day) => total + day[of], 0);
  expect([
    sum(days, "requests") - sum(daysAfter, "requests"),
    sum(days, "signups") - sum(daysAfter, "signups"),
  ]).toEqual([4, 1]);
  const members = (await read(`/v1/rings/${before.id}/members`)).data;
  expect(members).toHaveLength(5);
});

test("a second time there is nothing to erase; the record says that somebody was erased, and not who", async () => {
  expect((await erase(victim)).status).toBe(404);
  expect((await erase("%00")).status).toBe(404);
  const { data } = await read("/v1/audit_log?limit=1");
  expect(data).toMatchObject([
    { action: "account.erased", before: null, after: { events: 4, identifiers: expect.any(Number) } },
  ]);
  expect(data[0].subject).toMatch(/^account_[0-9a-f]{16}$/);
  const { key } = await service.keyFor("rings:decide", "rings:read");
  const refused = await service.fetch("/v1/accounts/a01", {
    method: "DELETE",
    headers: { authorization: `Bearer ${key}` },
  });
  expect(refused.status).toBe(403);
});

test("its events sent again are known and change nothing; a new one makes the account anew", async () => {
  const before = await readTables(service.dependencies.database);
  expect(await ingest(events.filter((event) => (event as { account_id: string }).account_id === victim))).toMatchObject(
    {
      accepted: 0,
      duplicates: 3,
    },
  );
  expect(await readTables(service.dependencies.database)).toEqual(before);
  await ingest([{ id: "new", type: "usage", account_id: victim, occurred_at: "2026-06-01T00:00:00Z", requests: 2 }]);
  const account = await read(`/v1/accounts/${victim}`);
  expect(account).toMatchObject({ ring_id: null, signed_up_at: null, activity: { requests: 2 } });
});
