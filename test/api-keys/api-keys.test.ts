import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { createKey } from "../../src/api-keys/create-key.ts";
import { ensureAdminKey } from "../../src/api-keys/ensure-admin-key.ts";
import { findCaller } from "../../src/api-keys/find-caller.ts";
import { listKeys } from "../../src/api-keys/list-keys.ts";
import { revokeKey } from "../../src/api-keys/revoke-key.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { useTestDatabase } from "../support/test-database.ts";

const keys = useTestDatabase();
const clock = stoppedAt("2026-06-01T12:00:00Z");
const secret = Buffer.alloc(32, 7);
const dependencies = () => ({ database: keys.database, secret, clock, randomBytes });

beforeEach(async () => {
  await keys.database.pool.query("delete from api_keys");
});

describe("a key", () => {
  test("is shown once and stored only as a hash that the secret keys", async () => {
    const created = await createKey(dependencies(), { name: " loader ", scopes: ["events:write", "events:write"] });
    expect(created).toMatchObject({ name: "loader", scopes: ["events:write"], revokedAt: null });
    expect(created.key).toMatch(/^rf_[0-9a-f]{48}$/);
    const { rows } = await keys.database.pool.query("select api_keys::text as row from api_keys");
    expect(JSON.stringify(rows)).not.toContain(created.key.slice(3));
    expect(await findCaller(dependencies(), created.key)).toEqual({
      keyId: created.id,
      name: "loader",
      scopes: ["events:write"],
    });
    expect(await findCaller({ ...dependencies(), secret: Buffer.alloc(32, 8) }, created.key)).toBeUndefined();
  });

  test("is listed, and revoked for good", async () => {
    const { id, key } = await createKey(dependencies(), { name: "a", scopes: ["rings:read"] });
    await revokeKey(dependencies(), id);
    const later = { ...dependencies(), clock: stoppedAt("2026-07-01T00:00:00Z") };
    expect((await revokeKey(later, id)).revokedAt).toEqual(clock.now());
    expect(await findCaller(dependencies(), key)).toBeUndefined();
    expect(await listKeys(dependencies())).toMatchObject([{ id, name: "a", revokedAt: clock.now() }]);
  });

  test("that is not there cannot be revoked", async () => {
    await expect(revokeKey(dependencies(), "key_0")).rejects.toMatchObject({ code: "key-not-found" });
  });

  test.each([
    [{ name: " ", scopes: ["admin"] as const }, "key-without-name"],
    [{ name: "a", scopes: [] }, "key-without-scope"],
  ])("is refused as %j", async (wanted, code) => {
    await expect(createKey(dependencies(), wanted)).rejects.toMatchObject({ code });
  });
});

describe("the admin key", () => {
  test("is made and shown once where there is none", async () => {
    const { printedKey } = await ensureAdminKey({ ...dependencies(), adminKey: undefined });
    expect((await findCaller(dependencies(), printedKey as string))?.scopes).toContain("admin");
    expect(await ensureAdminKey({ ...dependencies(), adminKey: undefined })).toEqual({});
  });

  test("is made by one of several processes that start at once", async () => {
    const made = await Promise.all(
      Array.from({ length: 5 }, () => ensureAdminKey({ ...dependencies(), adminKey: undefined })),
    );
    expect(made.filter(({ printedKey }) => printedKey !== undefined)).toHaveLength(1);
  });

  test("is made anew when every key was revoked, so that nobody is locked out", async () => {
    const { id } = await createKey(dependencies(), { name: "a", scopes: ["admin"] });
    await revokeKey(dependencies(), id);
    expect(await ensureAdminKey({ ...dependencies(), adminKey: undefined })).toHaveProperty("printedKey");
  });

  test("that the operator gives is taken beside others, is not printed, and stays revoked once it is", async () => {
    await createKey(dependencies(), { name: "a", scopes: ["rings:read"] });
    const given = { ...dependencies(), adminKey: "correct-horse-battery" };
    expect(await ensureAdminKey(given)).toEqual({});
    expect(await ensureAdminKey(given)).toEqual({});
    const caller = await findCaller(dependencies(), "correct-horse-battery");
    expect(caller?.scopes).toContain("admin");
    await revokeKey(dependencies(), caller?.keyId as string);
    await ensureAdminKey(given);
    expect(await findCaller(dependencies(), "correct-horse-battery")).toBeUndefined();
  });
});
