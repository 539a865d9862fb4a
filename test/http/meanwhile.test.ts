import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { startRun } from "../../src/runs/start-run.ts";
import { putMessages } from "../support/some-webhooks.ts";
import { detectGroups } from "../support/detect-groups.ts";
import { type Answer, type Api, json, startApi } from "../support/start-api.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";
import { until } from "../support/until.ts";

const own = useTestDatabase();
const clock = stoppedAt("2026-07-01T00:00:00Z");
let api: Api;
let ringId: string;

beforeAll(async () => {
  api = await startApi(own.database, clock);
  await takeIn(own.database, someEvents(12));
  const members = Array.from({ length: 12 }, (_, index) => index);
  const logger = pino({ level: "silent" });
  const { finished } = await startRun({ database: own.database, clock, logger, detect: detectGroups([{ members }]) });
  expect(await finished).toMatchObject({ failure: null });
  ringId = (await api.request("/v1/rings?flagged=any")).body.data[0].id;
});
afterAll(() => api.close());

const countWaiting = async () => {
  const waiting = "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
  return (await own.database.pool.query(waiting)).rowCount;
};

/**
 * Asks while somebody changes things: what `first` changes or locks makes the request wait in its midst, `then` follows, and both hold before it
 * goes on.
 */
async function askMeanwhile(
  ask: () => Promise<Answer>,
  first: string,
  then = "select",
  end = "commit",
): Promise<Answer> {
  const other = await own.database.pool.connect();
  try {
    await other.query("begin");
    await other.query(first);
    const asked = ask();
    await until(async () => (await countWaiting()) === 1);
    await other.query(then);
    await other.query(end);
    return await asked;
  } finally {
    // Whatever has gone wrong: its locks go with it.
    other.release(true);
  }
}

describe("an answer that takes several looks is of one moment", () => {
  const half = "account_key in (select key from accounts where id >= 'a06')";
  const shrink = `delete from ring_members where ${half}; delete from ring_links where ${half};
    update rings set member_count = 6, request_count = 21`;
  const restore = `
    delete from ring_members; insert into ring_members select * from kept_members;
    delete from ring_links; insert into ring_links select * from kept_links;
    update rings set (member_count, request_count) = (select member_count, request_count from kept_rings where kept_rings.id = rings.id)`;
  const ofRing = (path: string) => () => `/v1/rings/${ringId}/${path}`;

  beforeAll(async () => {
    const kept = ["members", "links"].map((name) => `create table kept_${name} as table ring_${name}`);
    await own.database.pool.query([...kept, "create table kept_rings as table rings"].join(";"));
  });
  afterEach(() => own.database.pool.query(restore));

  test.each([
    { of: "a ring's graph", path: ofRing("graph"), waitsFor: "ring_members" },
    { of: "its members", path: ofRing("members"), waitsFor: "ring_members" },
    { of: "its map", path: ofRing("map"), waitsFor: "ring_identifiers" },
    {
      of: "whom a verdict would untie",
      path: ofRing("verdict_preview?kind=KIND&value=VALUE"),
      waitsFor: "ring_members",
    },
    { of: "an account", path: () => "/v1/accounts/a11", waitsFor: "account_days" },
  ])("that of $of", async ({ path, waitsFor }) => {
    const [{ kind, value }] = (await api.request(`/v1/rings/${ringId}/evidence`)).body.data;
    const asked = path().replace("KIND", kind).replace("VALUE", encodeURIComponent(value));
    const ask = () => api.request(asked);
    const before = await ask();
    expect(before.status).toBe(200);
    const meanwhile = await askMeanwhile(ask, `lock table ${waitsFor} in access exclusive mode`, shrink);
    const after = await ask();
    expect(after.body).not.toEqual(before.body);
    expect(meanwhile.body).toEqual(before.body);
  });
});

describe("what goes while it is asked for", () => {
  const anEndpoint = async () => {
    const made = await api.request(
      "/v1/webhook_endpoints",
      json({ url: "https://alerts.example.com/", events: ["ring.detected"] }),
    );
    expect(made.status).toBe(201);
    return made.body.id as string;
  };
  const range = json({ from: "2026-05-01T00:00:00Z", to: "2026-06-30T00:00:00Z" });

  test("a message that is forgotten is not sent again, and the others are", async () => {
    const id = await anEndpoint();
    await putMessages(own.database, [{ id: "msg_old" }, { id: "msg_new" }]);
    const again = await askMeanwhile(
      () => api.request(`/v1/webhook_endpoints/${id}/redeliver`, range),
      "delete from webhook_messages where id = 'msg_old'",
    );
    expect([again.status, again.body]).toEqual([202, { redelivered: 1 }]);
  });

  test("an endpoint that is deleted takes what is redelivered along: it is not found", async () => {
    const id = await anEndpoint();
    await putMessages(own.database, [{ id: "msg_gone" }], [id]);
    const { body } = await api.request(`/v1/webhook_deliveries?endpoint_id=${id}`);
    for (const path of [`webhook_endpoints/${id}/redeliver`, `webhook_deliveries/${body.data[0].id}/redeliver`]) {
      const gone = `delete from webhook_endpoints where id = '${id}'`;
      const again = await askMeanwhile(() => api.request(`/v1/${path}`, range), gone, "select", "rollback");
      expect(again.status).toBe(202);
    }
    const again = await askMeanwhile(
      () => api.request(`/v1/webhook_deliveries/${body.data[0].id}/redeliver`, { method: "POST" }),
      `delete from webhook_endpoints where id = '${id}'`,
    );
    expect([again.status, again.body.type]).toEqual([404, "urn:ringfence:problem:webhook-endpoint-not-found"]);
  });

  test("a ring that is forgotten before it is decided on is not found", async () => {
    await own.database.pool.query(
      `insert into rings select (jsonb_populate_record(rings, '{"id": "ring_idle"}')).* from rings where id = '${ringId}'`,
    );
    const decision = json({ outcome: "confirmed", reason: "we looked" });
    const decided = await askMeanwhile(
      () => api.request("/v1/rings/ring_idle/decisions", decision),
      "delete from rings where id = 'ring_idle'",
    );
    expect([decided.status, decided.body.type]).toEqual([404, "urn:ringfence:problem:ring-not-found"]);
  });

  test("an account that is erased before it is erased is not found", async () => {
    const erased = await askMeanwhile(
      () => api.request("/v1/accounts/a10", { method: "DELETE" }),
      "select from accounts where id = 'a10' for update",
      "delete from accounts where id = 'a10'",
    );
    expect([erased.status, erased.body.type]).toEqual([404, "urn:ringfence:problem:account-not-found"]);
  });

  test("two who wait for each other: one is told to try again, and nothing of its change is there", async () => {
    const id = await anEndpoint();
    await putMessages(own.database, [{ id: "msg_a" }, { id: "msg_b" }], [id]);
    const [first, second] = (
      await own.database.pool.query("select id from webhook_deliveries where endpoint_id = $1 order by id", [id])
    ).rows.map((row) => row.id);
    // Whoever has waited for a second looks whether it is in a circle: that is the request.
    const deleted = await askMeanwhile(
      () => api.request(`/v1/webhook_endpoints/${id}`, { method: "DELETE" }),
      `delete from webhook_deliveries where id = ${second}`,
      `delete from webhook_deliveries where id = ${first}`,
      "rollback",
    );
    expect([deleted.status, deleted.body.type]).toEqual([503, "urn:ringfence:problem:database-busy"]);
    expect(deleted.headers.get("retry-after")).toBe("1");
    expect((await api.request(`/v1/webhook_endpoints/${id}`)).status).toBe(200);
    expect((await api.request(`/v1/webhook_endpoints/${id}`, { method: "DELETE" })).status).toBe(204);
  });
});
