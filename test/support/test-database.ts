import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { connect } from "../../src/db/connect.ts";
import type { Database } from "../../src/db/database.ts";
import { databaseUrl } from "./database-url.ts";

/** A migrated database that one test file has for itself. Its properties are there once the tests run. */
export interface TestDatabase {
  readonly database: Database;
  readonly url: string;
}

/** Gives the test file a database of its own, cloned from the migrated template; dropped when the file is done. */
export function useTestDatabase(): TestDatabase {
  const serverUrl = inject("serverUrl");
  const name = `ringfence_test_${randomUUID().replaceAll("-", "")}`;
  const url = databaseUrl(serverUrl, name);
  let database: Database | undefined;

  beforeAll(async () => {
    await cloneTemplate(serverUrl, name);
    database = await connect(url);
  });
  afterAll(async () => {
    await database?.close();
    // Forced: a program under test that was killed may not have let go of its connections yet.
    await onServer(serverUrl, `drop database if exists ${name} with (force)`);
  });
  return {
    url,
    get database() {
      if (!database) throw new Error("The test database is there only inside of tests and hooks");
      return database;
    },
  };
}

/** Postgres refuses to clone a template that another clone is reading; so files that start at once take turns. */
async function cloneTemplate(serverUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('clone the template'))");
    await client.query(`create database ${name} template ${inject("templateName")}`);
  } finally {
    await client.end();
  }
}

async function onServer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
}
