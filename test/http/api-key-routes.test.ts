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
    // Used since it was made.
    const used = { ...shown, last_used_at: "2026-06-06T00:00:00.000Z" };
    expect(shown.last_used_at).toBeNull();
    expect(ApiKeyPage.parse(list.body).data).toContainEqual(used);
    expect(list.text).not.toContain(key);

    const revoked = await api.request(`/v1/api_keys/${shown.id}`, { method: "DELETE" });
    expect(revoked.status).toBe(200);
    expect(ApiKeyBody.parse(revoked.body)).toEqual({ ...used, revoked_at: "2026-06-06T00:00:00.000Z" });
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

  test("makes a key that ends by itself", async () => {
    const { body } = await create({ name: "a", scopes: ["rings:read"], expires_at: "2026-06-07T02:00:00+02:00" });
    expect(CreatedApiKeyBody.parse(body).expires_at).toBe("2026-06-07T00:00:00.000Z");
    const past = await create({ name: "a", scopes: ["rings:read"], expires_at: "2026-06-06T00:00:00Z" });
    expect(past).toMatchObject({ status: 422, body: { type: "urn:ringfence:problem:key-already-expired" } });
  });

  test("rotates a key: a new one with its name and scopes, and the old one works for the overlap", async () => {
    const { body: old } = await create({ name: "ada", scopes: ["rings:read"] });
    const rotated = await api.request(`/v1/api_keys/${old.id}/rotate`, json({ overlap_hours: 2 }));
    expect([rotated.status, rotated.headers.get("cache-control")]).toEqual([201, "no-store"]);
    const { key, ...shown } = CreatedApiKeyBody.parse(rotated.body);
    expect(shown).toMatchObject({ name: "ada", scopes: ["rings:read"], replaces: old.id, expires_at: null });
    for (const working of [key, old.key]) expect((await callWith(working, "/v1/rings")).status).toBe(200);
    const { data } = ApiKeyPage.parse((await api.request("/v1/api_keys?limit=200")).body);
    expect(data.find(({ id }) => id === old.id)?.expires_at).toBe("2026-06-06T02:00:00.000Z");

    const again = await api.request(`/v1/api_keys/${old.id}/rotate`, { method: "POST" });
    expect(again).toMatchObject({ status: 409, body: { type: "urn:ringfence:problem:key-already-rotated" } });
    const { body: record } = await api.request("/v1/audit_log?limit=1");
    expect(record.data).toMatchObject([
      {
        action: "api_key.rotated",
        subject: old.id,
        before: { expires_at: null, successor: null },
        after: { expires_at: "2026-06-06T02:00:00.000Z", successor: shown.id },
      },
    ]);
  });

  test("ends the old key a day after its rotation unless told, and at once if told", async () => {
    const { body: first } = await create({ name: "a", scopes: ["rings:read"] });
    await api.request(`/v1/api_keys/${first.id}/rotate`, { method: "POST" });
    const { body: second } = await create({ name: "a", scopes: ["rings:read"] });
    await api.request(`/v1/api_keys/${second.id}/rotate`, json({ overlap_hours: 0 }));
    expect((await callWith(second.key, "/v1/rings")).status).toBe(401);
    const { data } = ApiKeyPage.parse((await api.request("/v1/api_keys?limit=200")).body);
    const ends = [first.id, second.id].map((id) => data.find((key) => key.id === id)?.expires_at);
    expect(ends).toEqual(["2026-06-07T00:00:00.000Z", "2026-06-06T00:00:00.000Z"]);
    const { body: third } = await create({ name: "a", scopes: ["rings:read"] });
    await api.request(`/v1/api_keys/${third.id}`, { method: "DELETE" });
    const ended = await api.request(`/v1/api_keys/${third.id}/rotate`, { method: "POST" });
    expect(ended).toMatchObject({ status: 409, body: { type: "urn:ringfence:problem:key-has-ended" } });
  });

  test.each([[{ overlap_hours: -1 }], [{ overlap_hours: 721 }], [{ overlap_hours: "24" }], [{ overlap: 24 }]])(
    "rotates nothing with %j",
    async (body) => {
      expect((await api.request("/v1/api_keys/key_0/rotate", json(body))).status).toBe(422);
    },
  );

  test("lists page by page, and a key that is made in between is found on the last page", async () => {
    for (const name of ["a", "b", "c"]) await create({ name, scopes: ["events:write"] });
    const whole = ApiKeyPage.parse((await api.request("/v1/api_keys?limit=200")).body).data;
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
