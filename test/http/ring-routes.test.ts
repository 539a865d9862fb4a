import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AccountBody } from "../../src/contract/account.ts";
import { DecisionPage } from "../../src/contract/decision.ts";
import { ProblemBody } from "../../src/contract/problem.ts";
import { EvidencePage, MemberPage, RingBody, RingPage } from "../../src/contract/ring.ts";
import { RingChangePage } from "../../src/contract/ring-change.ts";
import { RunBody, RunPage } from "../../src/contract/run.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { type DetectedGroup, detectGroups } from "../support/detect-groups.ts";
import { type Answer, type Api, json, startApi } from "../support/start-api.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const database = useTestDatabase();
const clock = stoppedAt("2026-06-06T00:00:00Z");
/** A run that nobody hurries: the machine may be busy with other tests. */
const patiently = { timeout: 25_000 };
let api: Api;

/** Rings of 2, 3, 4 … members: three of one risk, two below the threshold. */
const groups: DetectedGroup[] = [
  { members: [0, 1], risk: 0.95 },
  { members: [2, 3, 4], risk: 0.95 },
  { members: [5, 6, 7, 8], risk: 0.95 },
  { members: [9, 10, 11, 12, 13], risk: 0.99 },
  { members: [14, 15, 16, 17, 18, 19], risk: 0.5 },
  { members: [20, 21], risk: 0.5 },
];

beforeAll(async () => {
  api = await startApi(database.database, clock);
  await takeIn(database.database, someEvents(30));
  const logger = pino({ level: "silent" });
  const { finished } = await startRun({ database: database.database, clock, logger, detect: detectGroups(groups) });
  expect(await finished).toMatchObject({ failure: null });
});
afterAll(() => api.close());

/** The problem that a refusal must be, whole. */
function expectProblem(answer: Answer, status: number, code: string): void {
  expect(answer).toMatchObject({ status, body: { type: `urn:ringfence:problem:${code}`, status } });
  expect(answer.type).toContain("application/problem+json");
  ProblemBody.parse(answer.body);
}

async function readAll(path: string, limit: number): Promise<{ id: string; account_id: string; value: string }[]> {
  const all = [];
  let cursor: string | null = null;
  do {
    const page: Answer = await api.request(
      `${path}${path.includes("?") ? "&" : "?"}limit=${limit}${cursor ? `&cursor=${cursor}` : ""}`,
    );
    expect(page.status).toBe(200);
    expect(page.body.data.length).toBeLessThanOrEqual(limit);
    all.push(...page.body.data);
    cursor = page.body.next_cursor;
  } while (cursor !== null);
  return all;
}

describe("GET /v1/rings", () => {
  test("lists the flagged ones, riskiest first, with every field that is promised", async () => {
    const { status, body } = await api.request("/v1/rings", { scope: "rings:read" });
    expect(status).toBe(200);
    const page = RingPage.parse(body);
    expect(page.data.map(({ risk }) => risk)).toEqual([0.99, 0.95, 0.95, 0.95]);
    expect(page.next_cursor).toBe(null);
    expect(page.data[0]).toEqual({
      id: expect.any(String),
      status: "open",
      risk: 0.99,
      flagged: true,
      member_count: 5,
      request_count: 10 + 11 + 12 + 13 + 14,
      first_event_at: "2026-04-22T09:09:00.000Z",
      last_event_at: "2026-04-23T10:13:00.000Z",
      first_flagged_at: "2026-04-23T10:29:00.000Z",
      signals: [{ name: "signup-burst", weight: 1.5, summary: "5 accounts signed up at once" }],
      families: ["network", "payment"],
    });
  });

  test.each([
    ["?flagged=any", 6],
    ["?flagged=false", 2],
    ["?flagged=false&min_members=3", 1],
    ["?min_risk=0.96", 1],
    ["?min_risk=0.95&min_members=3", 3],
    ["?max_risk=0.95", 3],
    ["?max_risk=0.4&flagged=any", 0],
    ["?flagged=any&max_members=2", 2],
    ["?min_members=3&max_members=4", 2],
    ["?flagged_after=2026-04-23T10:29:00Z", 4],
    ["?flagged_after=2026-04-23T10:29:00.001Z", 0],
    ["?flagged_before=2026-04-23T10:29:00Z", 0],
    ["?flagged_before=2026-04-23T12:29:00.001%2B02:00", 4],
    ["?flagged=any&active_after=2026-04-23T10:13:00Z", 3],
    ["?flagged=any&active_after=2026-04-23T10:13:00Z&active_before=2026-04-23T10:19:00Z", 1],
    ["?flagged=any&active_before=2026-04-23T10:13:00Z", 3],
    ["?status=open", 4],
    ["?status=dismissed", 0],
  ])("%s finds %d", async (query, count) => {
    const { body } = await api.request(`/v1/rings${query}`);
    expect(RingPage.parse(body).data).toHaveLength(count);
  });

  test.each(["-risk", "risk", "-member_count", "member_count", "-request_count", "request_count"])(
    "sorted by %s, pages of every size give each ring once and in one order",
    async (sort) => {
      const whole = await readAll(`/v1/rings?flagged=any&sort=${sort}`, 200);
      expect(new Set(whole.map(({ id }) => id)).size).toBe(6);
      const key = sort.replace("-", "") as keyof (typeof whole)[number];
      const values = whole.map((ring) => Number(ring[key]));
      const sorted = [...values].sort((a, b) => (sort.startsWith("-") ? b - a : a - b));
      expect(values).toEqual(sorted);
      for (const limit of [1, 2, 4]) expect(await readAll(`/v1/rings?flagged=any&sort=${sort}`, limit)).toEqual(whole);
    },
  );

  test("a cursor stays right while rings come: each of the old ones is there once", async () => {
    const first = RingPage.parse((await api.request("/v1/rings?sort=-member_count&limit=2")).body);
    const before = await readAll("/v1/rings?sort=-member_count", 200);
    await database.database.pool.query(
      `insert into rings select 'ring_new_' || member_count, status, risk, flagged, member_count, request_count, first_event_at,
         last_event_at, first_flagged_at, signals, families, first_run_id, last_run_id, dissolved_run_id from rings where flagged`,
    );
    const rest = await readAll(`/v1/rings?sort=-member_count&cursor=${first.next_cursor}`, 200);
    await database.database.pool.query("delete from rings where id like 'ring_new_%'");
    const seen = [...first.data, ...rest].map(({ id }) => id).filter((id) => !id.startsWith("ring_new_"));
    expect(seen).toEqual(before.map(({ id }) => id));
  });

  test.each(["-first_flagged_at", "first_flagged_at", "-last_event_at", "last_event_at"])(
    "sorted by %s, those that were never flagged have their place too",
    async (sort) => {
      const whole = await readAll(`/v1/rings?flagged=any&sort=${sort}`, 200);
      expect(await readAll(`/v1/rings?flagged=any&sort=${sort}`, 1)).toEqual(whole);
      expect(whole).toHaveLength(6);
    },
  );

  test("the same twice is the same to the byte", async () => {
    const [first, second] = [await api.request("/v1/rings?flagged=any"), await api.request("/v1/rings?flagged=any")];
    expect(first.text).toBe(second.text);
  });

  test.each([
    ["?limt=5", "limt"],
    ["?limit=0", "limit"],
    ["?limit=201", "limit"],
    ["?limit=1.5", "limit"],
    ["?limit=ten", "limit"],
    ["?limit=1&limit=2", "limit"],
    ["?flagged=yes", "flagged"],
    ["?status=closed", "status"],
    ["?min_risk=2", "min_risk"],
    ["?max_risk=", "max_risk"],
    ["?min_risk=", "min_risk"],
    ["?limit=", "limit"],
    ["?status=", "status"],
    ["?cursor=", "cursor"],
    ["?max_members=0", "max_members"],
    ["?flagged_after=yesterday", "flagged_after"],
    ["?active_before=2026-04-23", "active_before"],
    ["?active_before=2026-04-23T10:00:00", "active_before"],
    ["?active_after=1969-12-31T00:00:00Z", "active_after"],
    ["?active_after=2026-04-23T10:00:00Z&active_after=2026-04-23T10:00:00Z", "active_after"],
    ["?sort=name", "sort"],
    ["?cursor=x", "cursor"],
    [`?cursor=${Buffer.from('{"sort":"risk","value":0.5,"id":"a"}').toString("base64url")}`, "cursor"],
    [`?cursor=${Buffer.from('{"sort":"-risk","value":0.5,"id":"\\u0000"}').toString("base64url")}`, "cursor"],
    [`?cursor=${Buffer.from('{"sort":"-risk","value":"1; drop","id":"a"}').toString("base64url")}`, "cursor"],
  ])("%s is refused by name", async (query, parameter) => {
    const answer = await api.request(`/v1/rings${query}`);
    expectProblem(answer, 422, "invalid-parameters");
    expect(answer.body.errors).toEqual([expect.objectContaining({ parameter })]);
  });

  test("needs a key that may read", async () => {
    expectProblem(await api.request("/v1/rings", { scope: "events:write" }), 403, "missing-scope");
    expectProblem(await api.request("/v1/rings", { headers: { authorization: "" } }), 401, "missing-key");
  });
});

describe("one ring", () => {
  const largest = async () => {
    const { body } = await api.request("/v1/rings?flagged=any&sort=-member_count&limit=1");
    return body.data[0].id as string;
  };

  test("is the same alone as in the list", async () => {
    const id = await largest();
    const { status, body } = await api.request(`/v1/rings/${id}`);
    expect(status).toBe(200);
    expect(RingBody.parse(body)).toMatchObject({ id, member_count: 6 });
  });

  test("has its members by account id, page by page", async () => {
    const id = await largest();
    const { body } = await api.request(`/v1/rings/${id}/members`);
    expect(MemberPage.parse(body).data[0]).toEqual({
      account_id: "a14",
      joined_at: "2026-04-23T10:29:00.000Z",
      evidence_bits: 12.5,
      request_count: 15,
      reasons: [
        "is most strongly linked with a15, by 12.5 bits: network 8.0, payment 4.0 and closeness in time 0.5",
        "has none for itself of its 1 address and 1 card",
      ],
      against: [],
      ties: {
        bits: expect.any(Number),
        needed_bits: expect.any(Number),
        families: { network: expect.any(Number), payment: expect.any(Number), content: 0, device: 0, contact: 0 },
      },
      partners: [{ account_id: "a15", bits: 12.5 }],
      untied_by: null,
    });
    const paged = await readAll(`/v1/rings/${id}/members`, 4);
    expect(paged.map(({ account_id }) => account_id)).toEqual(["a14", "a15", "a16", "a17", "a18", "a19"]);
  });

  test("has its evidence by contribution, page by page", async () => {
    const id = await largest();
    const { body } = await api.request(`/v1/rings/${id}/evidence`);
    const { data } = EvidencePage.parse(body);
    expect(data.map(({ contribution }) => contribution)).toEqual([41, 40]);
    expect(data[0]).toMatchObject({ member_count: 6, other_count: 1, bits: 8 });
    expect(await readAll(`/v1/rings/${id}/evidence`, 1)).toEqual(data);
  });

  test("has its history, newest first, page by page", async () => {
    const id = await largest();
    const { body } = await api.request(`/v1/rings/${id}/history`, { scope: "rings:read" });
    const { data } = RingChangePage.parse(body);
    expect(data).toEqual([
      {
        id: expect.stringMatching(/^change_\d+$/),
        ring_id: id,
        kind: "appeared",
        at: "2026-04-23T10:29:00.000Z",
        run_id: "run_1",
        other_ring_id: null,
        member_count: 6,
        risk: 0.5,
        status: "open",
        joined_count: 6,
        left_count: 0,
        joined: ["a14", "a15", "a16", "a17", "a18", "a19"],
        left: [],
        reason: "Found for the first time: 6 accounts tied together by network and payment",
      },
    ]);
    const { body: flagged } = await api.request("/v1/rings?sort=-risk&limit=1");
    const whole = await readAll(`/v1/rings/${flagged.data[0].id}/history`, 200);
    expect(whole).toHaveLength(2);
    expect(await readAll(`/v1/rings/${flagged.data[0].id}/history`, 1)).toEqual(whole);
    expectProblem(await api.request(`/v1/rings/${id}/history?cursor=x`), 422, "invalid-parameters");
  });

  test.each(["", "/members", "/evidence", "/decisions", "/history"])(
    "that is not there: 404 at its %j",
    async (path) => {
      expectProblem(await api.request(`/v1/rings/ring_0${path}`), 404, "ring-not-found");
      expectProblem(await api.request(`/v1/rings/%00${path}`), 404, "ring-not-found");
    },
  );
});

describe("decisions", () => {
  const decide = (id: string, body: unknown, scope: "rings:decide" | "rings:read" = "rings:decide") =>
    api.request(`/v1/rings/${id}/decisions`, { ...json(body), scope });
  const smallest = async () => (await api.request("/v1/rings?sort=member_count&limit=1")).body.data[0].id as string;

  test("dismiss, reopen and confirm a ring, and are all kept", async () => {
    const id = await smallest();
    const dismissed = await decide(id, { outcome: "dismissed", reason: " An office. " });
    expect(dismissed.status).toBe(201);
    expect(RingBody.parse(dismissed.body)).toMatchObject({ id, status: "dismissed" });
    expectProblem(await decide(id, { outcome: "dismissed", reason: "again" }), 409, "ring-already-decided");
    expect((await decide(id, { outcome: "reopened", reason: "No office." })).body.status).toBe("open");
    expectProblem(await decide(id, { outcome: "reopened", reason: "again" }), 409, "ring-already-decided");
    expect((await decide(id, { outcome: "confirmed", reason: "They paid with one card." })).body.status).toBe(
      "confirmed",
    );
    const { body } = await api.request(`/v1/rings/${id}/decisions`, { scope: "rings:read" });
    const { data } = DecisionPage.parse(body);
    expect(data.map(({ outcome }) => outcome)).toEqual(["confirmed", "reopened", "dismissed"]);
    expect(data[2]).toMatchObject({
      ring_id: id,
      reason: "An office.",
      risk_when_decided: 0.95,
      decided_by: "test rings:decide",
      decided_at: "2026-06-06T00:00:00.000Z",
    });
    expect(await readAll(`/v1/rings/${id}/decisions`, 1)).toEqual(data);
  });

  test("of two at once, one is told that it is already decided", async () => {
    const id = (await api.request("/v1/rings?sort=-risk&limit=1")).body.data[0].id as string;
    const answers = await Promise.all([1, 2].map((n) => decide(id, { outcome: "confirmed", reason: `analyst ${n}` })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test.each([
    [{ outcome: "banned", reason: "x" }, "/outcome"],
    [{ outcome: "confirmed" }, "/reason"],
    [{ outcome: "confirmed", reason: "  " }, "/reason"],
    [{ outcome: "confirmed", reason: "a\0b" }, "/reason"],
    [{ outcome: "confirmed", reason: "\ud800" }, "/reason"],
    [{ outcome: "confirmed", reason: "x".repeat(2001) }, "/reason"],
    [{ outcome: "confirmed", reason: "x", by: "me" }, "/by"],
  ])("%j is refused at %s", async (body, pointer) => {
    const answer = await decide(await smallest(), body);
    expectProblem(answer, 422, "invalid-body");
    expect(answer.body.errors).toEqual([expect.objectContaining({ pointer })]);
  });

  test("need the scope, a ring and JSON", async () => {
    const body = { outcome: "confirmed", reason: "x" };
    expectProblem(await decide(await smallest(), body, "rings:read"), 403, "missing-scope");
    expectProblem(await decide("ring_0", body), 404, "ring-not-found");
    const text = { method: "POST", body: "x", headers: { "content-type": "text/plain" } };
    expectProblem(await api.request("/v1/rings/ring_0/decisions", text), 415, "unsupported-media-type");
    const broken = { method: "POST", body: "{", headers: { "content-type": "application/json" } };
    expectProblem(await api.request("/v1/rings/ring_0/decisions", broken), 400, "malformed-json");
  });
});

describe("GET /v1/accounts/{id}", () => {
  test("tells ring, risk, links and activity", async () => {
    const { status, body } = await api.request("/v1/accounts/a14", { scope: "rings:read" });
    expect(status).toBe(200);
    expect(AccountBody.parse(body)).toMatchObject({
      account_id: "a14",
      risk: 0.5,
      signed_up_at: "2026-04-22T09:14:00.000Z",
      links: [{ account_id: "a15", bits: 12.5, families: { network: 8, payment: 4, content: 0 }, timing: 0.5 }],
      activity: { requests: 15, active_days: 1, last_event_at: "2026-04-23T10:14:00.000Z" },
    });
  });

  test("finds ids with any character, and says when there is none", async () => {
    const id = "team/ü 100%?#";
    await takeIn(database.database, [
      { id: "odd", type: "usage", account_id: id, occurred_at: "2026-04-22T00:00:00Z" },
    ]);
    const { body } = await api.request(`/v1/accounts/${encodeURIComponent(id)}`);
    expect(AccountBody.parse(body)).toMatchObject({ account_id: id, risk: 0, ring_id: null, signed_up_at: null });
    expectProblem(await api.request("/v1/accounts/nobody"), 404, "account-not-found");
    expectProblem(await api.request("/v1/accounts/%00"), 404, "account-not-found");
  });
});

describe("runs", () => {
  test("start over HTTP, go on in the background and can be watched", async () => {
    const started = await api.request("/v1/runs", { method: "POST" });
    expect(started.status).toBe(202);
    const { id } = RunBody.parse(started.body);
    await expect.poll(async () => (await api.request(`/v1/runs/${id}`)).body.status, patiently).not.toBe("running");
    const { body } = await api.request(`/v1/runs/${id}`, { scope: "rings:read" });
    expect(RunBody.parse(body)).toMatchObject({ status: "published", progress: 1, window_days: 90 });
    const page = await api.request("/v1/runs?limit=1");
    expect(RunPage.parse(page.body).data[0]?.id).toBe(id);
    expect((await readAll("/v1/runs", 1)).map((run) => run.id)).toEqual(["run_2", "run_1"]);
  });

  test("take a moment and a window", async () => {
    const body = { as_of: "2026-04-22T12:00:00+02:00", window_days: 7 };
    const started = await api.request("/v1/runs", json(body));
    expect(started).toMatchObject({ status: 202, body: { as_of: "2026-04-22T10:00:00.000Z", window_days: 7 } });
    const status = async () => (await api.request(`/v1/runs/${started.body.id}`)).body.status;
    await expect.poll(status, patiently).toBe("published");
  });

  test.each([
    [{ as_of: "yesterday" }, "/as_of"],
    [{ as_of: "2026-04-22T12:00:00" }, "/as_of"],
    [{ window_days: 0 }, "/window_days"],
    [{ window_days: 1.5 }, "/window_days"],
    [{ windowDays: 5 }, "/windowDays"],
  ])("%j is refused at %s", async (body, pointer) => {
    const answer = await api.request("/v1/runs", json(body));
    expectProblem(answer, 422, "invalid-body");
    expect(answer.body.errors).toEqual([expect.objectContaining({ pointer })]);
  });

  test("need an admin to start, and an id that is there", async () => {
    expectProblem(await api.request("/v1/runs", { method: "POST", scope: "rings:decide" }), 403, "missing-scope");
    for (const id of ["run_99", "run_0", "7", "run_x", "%00"]) {
      expectProblem(await api.request(`/v1/runs/${id}`), 404, "run-not-found");
    }
  });
});
