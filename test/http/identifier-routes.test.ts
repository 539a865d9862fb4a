import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AuditPage } from "../../src/contract/audit.ts";
import { IdentifierBody, IdentifierPage, VerdictPage } from "../../src/contract/verdict.ts";
import { type Answer, type Api, json, startApi } from "../support/start-api.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const database = useTestDatabase();
let api: Api;

beforeAll(async () => {
  api = await startApi(database.database, stoppedAt("2026-06-06T00:00:00Z"));
  const mail = {
    id: "m",
    type: "signup",
    account_id: "m",
    occurred_at: "2026-05-01T00:00:00Z",
    email: "ada@example.com",
  };
  await takeIn(database.database, [...someEvents(4), mail]);
});
afterAll(() => api.close());

const pathOf = (kind: string, value: string) => `/v1/identifiers/${kind}/${encodeURIComponent(value)}`;
const get = (kind: string, value: string) => api.request(pathOf(kind, value), { scope: "rings:read" });
const put = (kind: string, value: string, body: object) =>
  api.request(pathOf(kind, value), { ...json(body), method: "PUT", scope: "rings:decide" });
const remove = (kind: string, value: string) =>
  api.request(pathOf(kind, value), { method: "DELETE", scope: "rings:decide" });

function expectProblem(answer: Answer, status: number, code: string): void {
  expect(answer).toMatchObject({ status, body: { type: `urn:ringfence:problem:${code}`, status } });
}

describe("an identifier", () => {
  test("is given a verdict, another, and none again; what was said stays in its history", async () => {
    const given = await put("ip", "::ffff:198.51.100.1", { verdict: "carrier", reason: " they said so " });
    expect(given.status).toBe(200);
    expect(IdentifierBody.parse(given.body)).toEqual({
      kind: "ip",
      family: "network",
      value: "198.51.100.1",
      seen: true,
      verdict: {
        id: "verdict_1",
        verdict: "carrier",
        reason: "they said so",
        expires_at: null,
        author: "test rings:decide",
        key_id: expect.stringMatching(/^key_/),
        created_at: "2026-06-06T00:00:00.000Z",
      },
    });
    expect((await get("ip", "198.51.100.1")).body).toEqual(given.body);
    const again = await put("ip", "198.51.100.1", {
      verdict: "office",
      reason: "r",
      expires_at: "2026-07-01T02:00:00+02:00",
    });
    expect(again.body.verdict).toMatchObject({ verdict: "office", expires_at: "2026-07-01T00:00:00.000Z" });
    expect((await remove("ip", "198.51.100.1")).body).toMatchObject({ seen: true, verdict: null });
    expectProblem(await remove("ip", "198.51.100.1"), 404, "verdict-not-found");
    const history = `${pathOf("ip", "198.51.100.1")}/verdicts?limit=2`;
    const page = VerdictPage.parse((await api.request(history, { scope: "rings:read" })).body);
    expect(page.data.map(({ verdict }) => verdict)).toEqual([null, "office"]);
    const rest = VerdictPage.parse((await api.request(`${history}&cursor=${page.next_cursor}`)).body);
    expect(rest).toMatchObject({ data: [{ verdict: "carrier" }], next_cursor: null });
  });

  test("is known by its raw value, and its answer has the hash instead", async () => {
    const given = await put("email", "Ada+x@Example.com", { verdict: "known_bad", reason: "stolen" });
    expect(given.body).toMatchObject({ seen: true, verdict: { verdict: "known_bad" } });
    expect(given.text).not.toMatch(/ada/i);
    expect((await get("email", given.body.value)).body).toEqual(given.body);
  });

  test("may have any characters, and need not have been seen", async () => {
    const value = "a/b?c#d%2F e\u00e4";
    expect((await put("device_id", value, { verdict: "ci", reason: "theirs" })).body).toMatchObject({
      value,
      seen: false,
    });
    expect((await get("device_id", value)).body.verdict.verdict).toBe("ci");
    const network = await put("ip_prefix", "198.51.100.0/24", { verdict: "vpn", reason: "on their site" });
    expect(network.body).toMatchObject({ value: "198.51.100.0/24", seen: true });
  });

  test("of which nothing is known is not there", async () => {
    expectProblem(await get("ip", "192.0.2.1"), 404, "identifier-not-found");
    expectProblem(await remove("ip", "192.0.2.1"), 404, "verdict-not-found");
  });

  test("is listed while it has a verdict", async () => {
    const list = async (query = "") =>
      IdentifierPage.parse((await api.request(`/v1/identifiers${query}`, { scope: "rings:read" })).body);
    const { data } = await list();
    expect(data.map(({ verdict }) => verdict.verdict)).toEqual(["vpn", "ci", "known_bad"]);
    expect((await list("?verdict=ci&kind=device_id")).data).toHaveLength(1);
    expect((await list("?verdict=ci&kind=ip")).data).toEqual([]);
    const first = await list("?limit=1");
    expect((await list(`?limit=5&cursor=${first.next_cursor}`)).data).toEqual(data.slice(1));
  });
});

describe("bad input", () => {
  const good = { verdict: "office", reason: "r" };
  test.each([
    ["ip", "198.51.100.2", { ...good, verdict: "nice" }, 422, "invalid-body"],
    ["ip", "198.51.100.2", { ...good, reason: " " }, 422, "invalid-body"],
    ["ip", "198.51.100.2", { ...good, reason: "a\0b" }, 422, "invalid-body"],
    ["ip", "198.51.100.2", { ...good, colour: "red" }, 422, "invalid-body"],
    ["ip", "198.51.100.2", { ...good, expires_at: "tomorrow" }, 422, "invalid-body"],
    ["ip", "198.51.100.2", { ...good, expires_at: "2026-06-06T00:00:00Z" }, 422, "verdict-already-over"],
    ["ip", "nowhere", good, 422, "invalid-identifier"],
    ["payment_instrument", "4111 1111 1111 1111", good, 422, "invalid-identifier"],
    ["device_id", "a\0b", good, 422, "invalid-identifier"],
    ["colour", "red", good, 422, "invalid-parameters"],
  ])("%s %j with %j is %d %s", async (kind, value, body, status, code) => {
    expectProblem(await put(kind, value, body), status, code);
  });

  test("a broken escape, an unknown parameter, a foreign cursor, a missing scope", async () => {
    expectProblem(await api.request("/v1/identifiers/ip/%E0%A4%A"), 400, "bad-request");
    expectProblem(await api.request("/v1/identifiers?colour=red"), 422, "invalid-parameters");
    expectProblem(await api.request("/v1/identifiers?cursor=x"), 422, "invalid-parameters");
    const asReader = { ...json(good), method: "PUT", scope: "rings:read" } as const;
    expectProblem(await api.request(pathOf("ip", "198.51.100.2"), asReader), 403, "missing-scope");
    const deletes = { method: "DELETE", scope: "rings:read" } as const;
    expectProblem(await api.request(pathOf("ip", "198.51.100.2"), deletes), 403, "missing-scope");
    expectProblem(await api.request("/v1/audit_log", { scope: "rings:decide" }), 403, "missing-scope");
  });
});

test("the audit log has verdicts, decisions and policies, with the key that each came with", async () => {
  await api.request("/v1/policies/active");
  const page = AuditPage.parse((await api.request("/v1/audit_log?limit=3")).body);
  expect(page.data.map(({ action, subject, actor }) => [action, subject, actor])).toEqual([
    ["policy.promoted", "1", "ringfence"],
    ["policy.added", "1", "ringfence"],
    ["verdict.given", "verdict_6", "test rings:decide"],
  ]);
  expect(page.data[2]?.key_id).toMatch(/^key_/);
  const rest = AuditPage.parse((await api.request(`/v1/audit_log?limit=9&cursor=${page.next_cursor}`)).body);
  expect(rest.data.map(({ action }) => action)).toEqual([
    ...Array(2).fill("verdict.given"),
    "verdict.withdrawn",
    ...Array(2).fill("verdict.given"),
  ]);
});
