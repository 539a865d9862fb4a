import { readdirSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { connect } from "../../src/db/connect.ts";
import type { Database } from "../../src/db/database.ts";
import { migrate, requireCurrentSchema } from "../../src/db/migrate.ts";
import { addEventPartition, listEventPartitions } from "../../src/ingest/event-partitions.ts";
import { databaseUrl } from "../support/database-url.ts";

const names = readdirSync("migrations").sort();
let server: Database;
let database: Database;
let url: string;
let count = 0;

beforeEach(async () => {
  const name = `ringfence_migrate_${process.pid}_${count++}`;
  server = await connect(inject("serverUrl"));
  await server.pool.query(`create database ${name}`);
  url = databaseUrl(inject("serverUrl"), name);
  database = await connect(url);
});

afterEach(async () => {
  await database.close();
  await server.pool.query(`drop database ${new URL(url).pathname.slice(1)} with (force)`);
  await server.close();
});

async function appliedNames(): Promise<string[]> {
  const { rows } = await database.pool.query("select name from schema_migrations order by name");
  return rows.map(({ name }) => name);
}

describe("migrate", () => {
  test("applies every migration in order, and none of them again", async () => {
    expect(await migrate(database)).toEqual(names);
    expect(await migrate(database)).toEqual([]);
    expect(await appliedNames()).toEqual(names);
    expect(await database.db.selectFrom("accounts").selectAll().execute()).toEqual([]);
  });

  test("called by five processes at once applies each migration once", async () => {
    const others = await Promise.all([1, 2, 3, 4].map(() => connect(url)));
    const applied = await Promise.all([database, ...others].map(migrate));
    await Promise.all(others.map((other) => other.close()));
    expect(applied.flat().sort()).toEqual(names);
    expect(await appliedNames()).toEqual(names);
  });

  test("refuses a database whose applied migration has changed since, by name", async () => {
    await migrate(database);
    await database.pool.query("update schema_migrations set sha256 = 'another' where name = $1", [names[0]]);
    await expect(migrate(database)).rejects.toMatchObject({
      kind: "conflict",
      code: "migration-changed",
      message: expect.stringContaining(names[0] as string),
    });
  });

  test("refuses a database that is newer than the program, and touches nothing", async () => {
    await migrate(database);
    await database.pool.query("insert into schema_migrations (name, sha256) values ('9999_from_the_future.sql', 'x')");
    const newer = { kind: "conflict", code: "database-newer-than-program" };
    await expect(migrate(database)).rejects.toMatchObject(newer);
    await expect(requireCurrentSchema(database)).rejects.toMatchObject(newer);
  });

  test("takes a migration that fails back as a whole, keeps those before it, and can be repeated", async () => {
    // In the way of the last one: the table that it makes is there.
    await database.pool.query("create table api_keys ()");
    const last = names.findIndex((name) => name.endsWith("_api_keys.sql"));
    await expect(migrate(database)).rejects.toThrow(names[last]);
    expect(await appliedNames()).toEqual(names.slice(0, last));
    await database.pool.query("drop table api_keys");
    expect(await migrate(database)).toEqual(names.slice(last));
  });

  test("makes a partition of the raw events of before that ends with the newest one's day, and none where there are none", async () => {
    await database.pool.query("create table upkeep ()"); // in the way of the migration that is looked at
    await expect(migrate(database)).rejects.toThrow("storage_that_lasts");
    await database.pool.query(`
      drop table upkeep;
      insert into events (received_at, id, type, account_id, occurred_at, requests, input_tokens, output_tokens)
      values ('2026-05-01T09:00:00Z', 'old', 'usage', 'a', '2026-05-01', 1, 0, 0),
             ('2999-06-30T23:00:00Z', 'new', 'usage', 'a', '2026-05-01', 1, 0, 0)`);
    await migrate(database);
    expect(await listEventPartitions(database.pool)).toEqual([
      { name: "events_until_29990701", from: undefined, until: new Date("2999-07-01T00:00:00Z"), isLeaving: false },
    ]);
    const { rows } = await database.pool.query("select id from events order by received_at");
    expect(rows).toEqual([{ id: "old" }, { id: "new" }]);
    expect(await addEventPartition(database, new Date("2999-06-30T23:30:00Z"))).toBeUndefined();
    expect(await addEventPartition(database, new Date("2999-07-01T00:30:00Z"))).toBe("events_29990701");
  });

  test("does not apply what it cannot record", async () => {
    const last = names.at(-1) as string;
    await database.pool.query(
      `create table schema_migrations (name text primary key check (name <> '${last}'), sha256 text, applied_at timestamptz)`,
    );
    const tables = async () => (await database.pool.query("select count(*) as count from pg_class")).rows[0].count;
    await expect(migrate(database)).rejects.toThrow(last);
    const before = await tables();
    await expect(migrate(database)).rejects.toThrow(last);
    expect(await tables()).toBe(before);
    expect(await appliedNames()).toEqual(names.slice(0, -1));
    await database.pool.query("alter table schema_migrations drop constraint schema_migrations_name_check");
    expect(await migrate(database)).toEqual([last]);
  });
});

describe("requireCurrentSchema", () => {
  test("names the command while migrations are missing, and is content afterwards", async () => {
    await expect(requireCurrentSchema(database)).rejects.toMatchObject({
      kind: "unavailable",
      code: "database-not-migrated",
      message: expect.stringContaining("run: ringfence migrate"),
    });
    await migrate(database);
    await expect(requireCurrentSchema(database)).resolves.toBeUndefined();
  });
});
