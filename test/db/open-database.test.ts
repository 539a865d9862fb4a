import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { readBinaryCopy } from "../../src/db/binary-copy.ts";
import { copyInto } from "../../src/db/copy.ts";
import { inTransaction } from "../../src/db/in-transaction.ts";
import { migrate, requireCurrentSchema } from "../../src/db/migrate.ts";
import { openDatabase } from "../../src/db/open-database.ts";
import { hasPostgres15, startPostgres15 } from "./postgres-15.ts";

const logger = pino({ level: "silent" });
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringfence-open-"));
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

function open(config: { databaseUrl?: string; secret?: string }) {
  const withDefaults = { databaseUrl: undefined, secret: undefined, ...config, dataDir: join(folder, "data") };
  return openDatabase({ config: withDefaults, logger, role: "owner", randomBytes });
}

describe("openDatabase without DATABASE_URL", () => {
  test("starts the embedded server and keeps a secret beside its data", async () => {
    const first = await open({});
    expect(await migrate(first.database)).not.toEqual([]);
    await first.stop();
    expect(first.secret.length).toBeGreaterThanOrEqual(32);
    expect(statSync(join(folder, "data", "secret")).mode & 0o777).toBe(0o600);
    const second = await open({});
    onTestFinished(() => second.stop());
    expect(second.secret.equals(first.secret)).toBe(true);
    await requireCurrentSchema(second.database);
  });

  test("takes the secret that is configured, and keeps none", async () => {
    const secret = "a secret of thirty-two characters or more";
    const opened = await open({ secret });
    onTestFinished(() => opened.stop());
    expect(opened.secret.toString()).toBe(secret);
    expect(existsSync(join(folder, "data", "secret"))).toBe(false);
  });
});

// Debian 12 has it; elsewhere the report lists it as skipped.
describe.skipIf(!hasPostgres15)("openDatabase with DATABASE_URL, a Postgres 15", () => {
  test("migrates it, copies in and out, and leaves it running", async () => {
    const server = await startPostgres15(join(folder, "fifteen"));
    onTestFinished(() => server.stop());
    const secret = "a secret of thirty-two characters or more";
    const opened = await open({ databaseUrl: server.url, secret });
    await migrate(opened.database);
    const { columns } = await inTransaction(opened.database, async ({ client }) => {
      await copyInto(client, "capabilities", ["name"], [["agentic\treasoning"], ["coding"]]);
      return readBinaryCopy(client, "select key, name from capabilities order by key", ["int4", "text"]);
    });
    expect(columns).toEqual([Int32Array.of(1, 2), ["agentic\treasoning", "coding"]]);
    await opened.stop();
    expect(existsSync(join(folder, "data"))).toBe(false);
    const again = await open({ databaseUrl: server.url, secret });
    await requireCurrentSchema(again.database);
    await again.stop();
  });
});
