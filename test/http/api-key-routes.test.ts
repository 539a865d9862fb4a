import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ApiKeyBody, ApiKeyPage, CreatedApiKeyBody } from "../../src/contract/api-key.ts";
import { type Api, json, startApi } from "../support/start-api.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { useTestDatabase } from "../support/test-database.ts";

const database = useTestDatabase();
let api: Api;
beforeAll(async () => {
  api = await startApi(database.database, stoppedAt("2026-06-06T00:00:00Z"));
});
afterAll(() => api.close());

const create = (body: unknown) => api.request("/v1/api_keys", json(body));
const callWith = (key: string, path: string) => api.request(path, { headers: { authorization: `Bearer ${key}` } });

describe("/v1/api_keys", () => {
  test("makes a key that works, shows it once, lists it and ends it for good", async () => {
    const made = await create({ name: " ada ", scopes: ["rings:read", "rings:read"] });
    expect(made.status).toBe(201);
    expect(made.headers.get("cache-control")).toBe("no-store");
    const { key, ...shown } = CreatedApiKeyBody.parse(made.body);
    expect(shown).toMatchObject({ name: "ada", scopes: ["rings:read"], revoked_at: null });
    expect((await callWith(key, "/v1/rings")).status).toBe(200);
    expect((await callWith(key, "/v1/api_keys")).status).toBe(403);

    const list = await api.request("/v1/api_keys");
    expect(ApiKeyPage.parse(list.body).data).toContainEqual(shown);
    expect(list.text).not.toContain(key);

    const revoked = await api.request(`/v1/api_keys/${shown.id}`, { method: "DELETE" });
    expect(revoked.status).toBe(200);
    expect(ApiKeyBody.parse(revoked.body)).toEqual({ ...shown, revoked_at: "2026-06-06T00:00:00.000Z" });
    expect((await callWith(key, "/v1/rings")).status).toBe(401);
    expect((await api.request(`/v1/api_keys/${shown.id}`, { method: "DELETE" })).body).toEqual(revoked.body);

    const { body: record } = await api.request("/v1/audit_log");
    const state = { name: "ada", scopes: "rings:read" };
    expect(record.data.filter(({ subject }: { subject: string }) => subject === shown.id)).toMatchObject([
      { action: "api_key.revoked", actor: "test admin", before: state, after: null },
      { action: "api_key.created", actor: "test admin", before: null, after: state },
    ]);
    expect(JSON.stringify(record)).not.toContain(key);
  });

  test("lists page by page, and a key that is made in between is found on the last page", async () => {
    for (const name of ["a", "b", "c"]) await create({ name, scopes: ["events:write"] });
    const whole = ApiKeyPage.parse((await api.request("/v1/api_keys")).body).data;
    const ids: string[] = [];
    let cursor: string | null = null;
    do {
      const { body } = await api.request(`/v1/api_keys?limit=2${cursor === null ? "" : `&cursor=${cursor}`}`);
      if (cursor === null) await create({ name: "later", scopes: ["events:write"] });
      const page = ApiKeyPage.parse(body);
      ids.push(...page.data.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(whole.map(({ id }) => id)));
    expect(ids).toHaveLength(whole.length + 1);
  });

  test.each([
    [{ scopes: ["admin"] }, "/name"],
    [{ name: "  ", scopes: ["admin"] }, "/name"],
    [{ name: "a\0", scopes: ["admin"] }, "/name"],
    [{ name: "x".repeat(101), scopes: ["admin"] }, "/name"],
    [{ name: "a", scopes: [] }, "/scopes"],
    [{ name: "a", scopes: ["everything"] }, "/scopes/0"],
    [{ name: "a", scopes: ["admin"], key: "rf_mine" }, "/key"],
  ])("%j is refused at %s", async (body, pointer) => {
    const answer = await create(body);
    expect(answer).toMatchObject({ status: 422, body: { type: "urn:ringfence:problem:invalid-body" } });
    expect(answer.body.errors).toEqual([expect.objectContaining({ pointer })]);
  });

  test.each(["key_0", "%00", "x".repeat(5000)])("has no key %s", async (id) => {
    expect(await api.request(`/v1/api_keys/${id}`, { method: "DELETE" })).toMatchObject({
      status: 404,
      body: { type: "urn:ringfence:problem:key-not-found" },
    });
  });

  test("is for admins only", async () => {
    for (const scope of ["events:write", "rings:read", "rings:decide"] as const) {
      const calls = [
        api.request("/v1/api_keys", { scope }),
        api.request("/v1/api_keys", { ...json({ name: "a", scopes: ["admin"] }), scope }),
        api.request("/v1/api_keys/key_0", { method: "DELETE", scope }),
      ];
      for (const call of calls) expect((await call).status).toBe(403);
    }
  });
});
