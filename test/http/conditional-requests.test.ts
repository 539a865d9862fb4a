import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DecisionPage, RingOutdatedBody } from "../../src/contract/decision.ts";
import { RingPage } from "../../src/contract/ring.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { detectGroups } from "../support/detect-groups.ts";
import { type Api, json, startApi } from "../support/start-api.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const database = useTestDatabase();
const clock = stoppedAt("2026-06-06T00:00:00Z");
let api: Api;
let ids: string[];

const publish = async (risk: number) => {
  const logger = pino({ level: "silent" });
  const detect = detectGroups([{ members: [0, 1] }, { members: [2, 3, 4], risk }, { members: [5, 6, 7, 8] }]);
  const { finished } = await startRun({ database: database.database, clock, logger, detect });
  expect(await finished).toMatchObject({ failure: null });
};

beforeAll(async () => {
  api = await startApi(database.database, clock);
  await takeIn(database.database, someEvents(10));
  await publish(0.95);
  ids = RingPage.parse((await api.request("/v1/rings?sort=member_count")).body).data.map(({ id }) => id);
});
afterAll(() => api.close());

const get = (id: string, headers: Record<string, string> = {}) => api.request(`/v1/rings/${id}`, { headers });
const tagOf = async (id: string) => (await get(id)).headers.get("etag") as string;
const decide = (id: string, outcome: string, headers: Record<string, string> = {}) => {
  const { headers: type, ...options } = json({ outcome, reason: "We looked." });
  return api.request(`/v1/rings/${id}/decisions`, { ...options, headers: { ...(type as object), ...headers } });
};

describe("If-None-Match on a ring", () => {
  test("is answered 304 and no body while the ring is as it was", async () => {
    const [id = ""] = ids;
    const tag = await tagOf(id);
    expect(tag).toMatch(/^"[\w-]{22}"$/);
    for (const header of [tag, `W/${tag}`, `"x", ${tag}`, "*"]) {
      const answer = await get(id, { "if-none-match": header });
      expect([header, answer.status, answer.text, answer.headers.get("etag")]).toEqual([header, 304, "", tag]);
    }
    expect((await get(id, { "if-none-match": '"x"' })).status).toBe(200);
  });

  test("no longer holds when a run finds another risk, and does where it finds the same", async () => {
    const [same = "", other = ""] = ids;
    const before = [await tagOf(same), await tagOf(other)];
    await publish(0.97);
    expect(await tagOf(same)).toBe(before[0]);
    expect(await tagOf(other)).not.toBe(before[1]);
  });
});

describe("If-Match on a decision", () => {
  test("lets the first of two analysts decide and shows the second what the ring is now", async () => {
    const [id = ""] = ids;
    const seen = await tagOf(id);
    const first = await decide(id, "dismissed", { "if-match": seen });
    expect(first.status).toBe(201);
    expect(first.headers.get("etag")).toBe(await tagOf(id));
    const second = await decide(id, "confirmed", { "if-match": seen });
    expect(second).toMatchObject({ status: 412, body: { type: "urn:ringfence:problem:ring-outdated" } });
    expect(second.type).toContain("application/problem+json");
    expect(RingOutdatedBody.parse(second.body).ring).toEqual((await get(id)).body);
    expect(second.headers.get("etag")).toBe(first.headers.get("etag"));
    expect((await decide(id, "confirmed", { "if-match": second.headers.get("etag") as string })).status).toBe(201);
    const { body } = await api.request(`/v1/rings/${id}/decisions`);
    expect(DecisionPage.parse(body).data.map(({ outcome }) => outcome)).toEqual(["confirmed", "dismissed"]);
  });

  test("of two at once lets one through", async () => {
    const id = ids[1] ?? "";
    const seen = await tagOf(id);
    const answers = await Promise.all(
      ["confirmed", "dismissed"].map((outcome) => decide(id, outcome, { "if-match": seen })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 412]);
  });

  test("does not take a ring that was decided and reopened for the one that was looked at", async () => {
    const id = ids[2] ?? "";
    const seen = await tagOf(id);
    const body = (await get(id)).text;
    await decide(id, "confirmed");
    await decide(id, "reopened");
    expect((await get(id)).text).toBe(body);
    expect((await decide(id, "dismissed", { "if-match": seen })).status).toBe(412);
    expect((await decide(id, "dismissed", { "if-match": "*" })).status).toBe(201);
  });

  test("never matches a weak tag, and one without quotes is refused", async () => {
    const [id = ""] = ids;
    const seen = await tagOf(id);
    expect((await decide(id, "reopened", { "if-match": `W/${seen}` })).status).toBe(412);
    for (const header of [seen.slice(1, -1), "", '"a" "b"']) {
      const answer = await decide(id, "reopened", { "if-match": header });
      expect(answer).toMatchObject({ status: 400, body: { type: "urn:ringfence:problem:malformed-header" } });
    }
    expect((await get(id, { "if-none-match": "x" })).status).toBe(400);
  });

  test("on a ring that is not there is a 404", async () => {
    expect((await decide("ring_0", "confirmed", { "if-match": '"x"' })).status).toBe(404);
  });
});
