import { createServer } from "node:net";
import { sql } from "kysely";
import { describe, expect, inject, onTestFinished, test, vi } from "vitest";
import { connect } from "../../src/db/connect.ts";
import { databaseUrl } from "../support/database-url.ts";
import { useTestDatabase } from "../support/test-database.ts";

const own = useTestDatabase();

describe("connect", () => {
  test("reads counts as numbers, days as they are written, and hours in UTC", async () => {
    const row = await sql`
      select 9007199254740991::bigint as count, array[1, null]::bigint[] as counts, date '2026-03-01' as day,
             extract(hour from timestamptz '2026-03-01T12:00:00Z')::int as hour`.execute(own.database.db);
    expect(row.rows).toEqual([{ count: 9_007_199_254_740_991, counts: [1, null], day: "2026-03-01", hour: 12 }]);
  });

  test("shows its name to the server", async () => {
    const named = await connect(own.url, { applicationName: "ringfence test", maxConnections: 1 });
    onTestFinished(() => named.close());
    expect((await named.pool.query("show application_name")).rows).toEqual([{ application_name: "ringfence test" }]);
  });

  test("survives that the server ends its connections, idle or in use", async () => {
    const inUse = await own.database.pool.connect();
    const idle = await own.database.pool.connect();
    idle.release();
    const other = await connect(inject("serverUrl"));
    onTestFinished(() => other.close());
    await other.pool.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [
      new URL(own.url).pathname.slice(1),
    ]);
    await expect(inUse.query("select 1")).rejects.toThrow();
    inUse.release(true);
    await vi.waitFor(() => expect(own.database.pool.totalCount).toBe(0));
    await expect(own.database.pool.query("select 1 as one")).resolves.toMatchObject({ rows: [{ one: 1 }] });
  });
});

describe("connect says what to do", () => {
  test.each([
    ["where nothing answers", withParts({ port: "1" }), "database-refused", "start the database there"],
    ["of a host that is unknown", withParts({ hostname: "no.invalid" }), "database-host-unknown", "no.invalid"],
    ["of a wrong password", withParts({ password: "s3cret-guess" }), "database-login-refused", 'user "ringfence"'],
    ["of a database that is missing", databaseUrl(inject("serverUrl"), "nowhere"), "database-missing", '"nowhere"'],
  ])("%s", async (_, url, code, hint) => {
    const attempt = connect(url);
    await expect(attempt).rejects.toMatchObject({ kind: "unavailable", code, message: expect.stringContaining(hint) });
    const { message } = (await attempt.catch((error: Error) => error as Error)) as Error;
    expect(message).toContain("DATABASE_URL");
    expect(message).not.toContain(new URL(url).password);
  });

  test("of a server that is too old", async () => {
    const attempt = connect(await serverThatSays("14.9 (Debian)"));
    await expect(attempt).rejects.toMatchObject({
      kind: "unavailable",
      code: "database-too-old",
      message: expect.stringContaining("PostgreSQL 14.9 (Debian). Ringfence needs 15 or later"),
    });
  });
});

function withParts(parts: Partial<Pick<URL, "port" | "hostname" | "password">>): string {
  return Object.assign(new URL(inject("serverUrl")), parts).href;
}

/** Speaks as much of Postgres' protocol as it takes to answer one question about its version: an old one is not at hand everywhere. */
async function serverThatSays(version: string): Promise<string> {
  const message = (type: string, ...parts: Buffer[]) => {
    const body = Buffer.concat(parts);
    const head = Buffer.from(`${type}0000`);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const int16 = (value: number) => Buffer.from([value >> 8, value & 255]);
  const int32 = (value: number) => Buffer.from([0, 0, value >> 8, value & 255]);
  const ready = message("Z", Buffer.from("I"));
  const textColumn = [Buffer.from("server_version\0"), int32(0), int16(0), int32(25), int16(-1), int32(0), int16(0)];
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => {
      socket.write(Buffer.concat([message("R", int32(0)), ready]));
      socket.once("data", () => {
        const value = Buffer.from(version);
        const row = [message("T", int16(1), ...textColumn), message("D", int16(1), int32(value.length), value)];
        socket.write(Buffer.concat([...row, message("C", Buffer.from("SHOW\0")), ready]));
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  return `postgres://someone:s3cret-guess@127.0.0.1:${port}/postgres`;
}
