import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { createKey } from "../../src/api-keys/create-key.ts";
import { ensureAdminKey } from "../../src/api-keys/ensure-admin-key.ts";
import { findCaller } from "../../src/api-keys/find-caller.ts";
import { listKeys } from "../../src/api-keys/list-keys.ts";
import { rotateKey } from "../../src/api-keys/rotate-key.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { useTestDatabase } from "../support/test-database.ts";

const keys = useTestDatabase();
const secret = Buffer.alloc(32, 7);
const at = (time: string) => ({ database: keys.database, secret, clock: stoppedAt(time), randomBytes });
const noon = "2026-06-01T12:00:00Z";

beforeEach(async () => {
  await keys.database.pool.query("delete from api_keys");
});

describe("a key with an end", () => {
  test("works up to it, and not from it on", async () => {
    const expiresAt = new Date("2026-06-02T12:00:00Z");
    const { key, id } = await createKey(at(noon), { name: "a", scopes: ["rings:read"], expiresAt });
    expect((await findCaller(at("2026-06-02T11:59:59.999Z"), key))?.keyId).toBe(id);
    expect(await findCaller(at("2026-06-02T12:00:00Z"), key)).toBeUndefined();
  });

  test.each([noon, "2026-05-01T00:00:00Z"])("is refused where that is %s, which does not lie ahead", async (end) => {
    const wanted = { name: "a", scopes: ["admin"] as const, expiresAt: new Date(end) };
    await expect(createKey(at(noon), wanted)).rejects.toMatchObject({ code: "key-already-expired" });
  });

  test("does not lock everybody out when it was the last one", async () => {
    await createKey(at(noon), { name: "a", scopes: ["admin"], expiresAt: new Date("2026-06-02T12:00:00Z") });
    expect(await ensureAdminKey({ ...at("2026-06-02T11:00:00Z"), adminKey: undefined })).toEqual({});
    expect(await ensureAdminKey({ ...at("2026-06-02T13:00:00Z"), adminKey: undefined })).toHaveProperty("printedKey");
  });
});

describe("a key's last use", () => {
  test("is known to within a minute, and is not written more often", async () => {
    const { key } = await createKey(at(noon), { name: "a", scopes: ["rings:read"] });
    const lastUse = async () => (await listKeys(at(noon)))[0]?.lastUsedAt?.toISOString();
    expect(await lastUse()).toBeUndefined();
    await findCaller(at("2026-06-01T12:10:00Z"), key);
    await findCaller(at("2026-06-01T12:10:59Z"), key);
    expect(await lastUse()).toBe("2026-06-01T12:10:00.000Z");
    await findCaller(at("2026-06-01T12:11:00Z"), key);
    expect(await lastUse()).toBe("2026-06-01T12:11:00.000Z");
    await findCaller(at("2026-06-01T13:00:00Z"), `${key.slice(0, -1)}x`);
    expect(await lastUse()).toBe("2026-06-01T12:11:00.000Z");
  });
});

describe("a key that takes over", () => {
  test("has the old one's name and scopes; both work until the overlap ends", async () => {
    const old = await createKey(at(noon), { name: "collector", scopes: ["events:write"] });
    const next = await rotateKey(at("2026-06-10T12:00:00Z"), { id: old.id, overlapHours: 24 });
    expect(next).toMatchObject({ name: "collector", scopes: ["events:write"], replaces: old.id, expiresAt: null });
    for (const { key } of [old, next]) expect(await findCaller(at("2026-06-11T11:00:00Z"), key)).toBeDefined();
    expect(await findCaller(at("2026-06-11T12:00:00Z"), old.key)).toBeUndefined();
    expect(await findCaller(at("2026-06-11T12:00:00Z"), next.key)).toBeDefined();
  });

  test("lasts as long as the old one was made for, which does not outlive its own end", async () => {
    const expiresAt = new Date("2026-07-01T12:00:00Z");
    const old = await createKey(at(noon), { name: "a", scopes: ["rings:read"], expiresAt });
    const next = await rotateKey(at("2026-07-01T00:00:00Z"), { id: old.id, overlapHours: 24 });
    expect(next.expiresAt?.toISOString()).toBe("2026-07-31T00:00:00.000Z");
    const listed = await listKeys(at(noon));
    expect(listed.find(({ id }) => id === old.id)?.expiresAt).toEqual(expiresAt);
  });

  test("is one: of two at once the second is refused", async () => {
    const old = await createKey(at(noon), { name: "a", scopes: ["rings:read"] });
    const attempts = await Promise.allSettled([1, 2].map(() => rotateKey(at(noon), { id: old.id, overlapHours: 1 })));
    expect(attempts.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(attempts.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "key-already-rotated" },
    });
  });

  test("takes over from no key that has ended", async () => {
    const expiresAt = new Date("2026-06-02T12:00:00Z");
    const { id } = await createKey(at(noon), { name: "a", scopes: ["rings:read"], expiresAt });
    const rotation = rotateKey(at("2026-06-03T12:00:00Z"), { id, overlapHours: 1 });
    await expect(rotation).rejects.toMatchObject({ code: "key-has-ended" });
    await expect(rotateKey(at(noon), { id: "key_0", overlapHours: 1 })).rejects.toMatchObject({
      code: "key-not-found",
    });
  });
});
