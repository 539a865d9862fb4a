import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { inTransaction } from "../../src/db/in-transaction.ts";
import { useTestDatabase } from "../support/test-database.ts";

const own = useTestDatabase();

async function capabilityNames(): Promise<string[]> {
  const rows = await own.database.db.selectFrom("capabilities").select("name").orderBy("name").execute();
  return rows.map(({ name }) => name);
}

describe("inTransaction", () => {
  test("commits what both forms of the connection wrote", async () => {
    const result = await inTransaction(own.database, async ({ tx, client }) => {
      await tx.insertInto("capabilities").values({ name: "by kysely" }).execute();
      await client.query("insert into capabilities (name) values ('by pg')");
      return "done";
    });
    expect(result).toBe("done");
    expect(await capabilityNames()).toEqual(["by kysely", "by pg"]);
  });

  test("takes everything back when the work throws, and passes on what was thrown", async () => {
    const before = await capabilityNames();
    const failure = new Error("no further");
    const attempt = inTransaction(own.database, async ({ tx }) => {
      await tx.insertInto("capabilities").values({ name: "never seen" }).execute();
      throw failure;
    });
    await expect(attempt).rejects.toBe(failure);
    expect(await capabilityNames()).toEqual(before);
  });

  test("fails when a statement failed and the work did not say so", async () => {
    const attempt = inTransaction(own.database, async ({ tx, client }) => {
      await tx.insertInto("capabilities").values({ name: "lost" }).execute();
      await client.query("select 1/0").catch(() => {});
    });
    await expect(attempt).rejects.toThrow("nothing was committed");
  });

  test("does not begin a transaction inside a transaction", async () => {
    const attempt = inTransaction(own.database, ({ tx }) => tx.transaction().execute(async () => {}));
    await expect(attempt).rejects.toThrow("transaction");
  });

  test("closes a connection that was lost on the way, and the next transaction works", async () => {
    const attempt = inTransaction(own.database, async ({ tx, client }) => {
      await own.database.pool.query("select pg_terminate_backend($1)", [
        (await client.query("select pg_backend_pid() as id")).rows[0].id,
      ]);
      await sql`select 1`.execute(tx);
    });
    await expect(attempt).rejects.toThrow();
    await expect(inTransaction(own.database, async () => "works")).resolves.toBe("works");
  });

  test("closes a connection that cannot roll back, which may still be inside the transaction", async () => {
    const before = own.database.pool.totalCount;
    const failure = new Error("no further");
    const attempt = inTransaction(own.database, async ({ client }) => {
      client.query = () => Promise.reject(new Error("no answer"));
      throw failure;
    });
    await expect(attempt).rejects.toBe(failure);
    expect(own.database.pool.totalCount).toBe(before - 1);
  });
});
