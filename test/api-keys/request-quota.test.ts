import { describe, expect, test } from "vitest";
import { countedRequests } from "../../src/api-keys/request-counts.ts";
import { RequestQuota } from "../../src/api-keys/request-quota.ts";
import { useTestDatabase } from "../support/test-database.ts";

const postgres = useTestDatabase();
const minute = (n: number) => new Date(Date.UTC(2026, 5, 1, 12, n));
const takeAll = async (quotas: RequestQuota[], subject: `key ${string}`, window: Date, times: number) => {
  const taken = await Promise.all(
    Array.from({ length: times }, (_, i) => quotas[i % quotas.length]?.take(subject, window)),
  );
  return taken.filter((left) => left !== undefined).length;
};

describe("a quota", () => {
  test("counts down to nothing, asking the database a hundred times at most", async () => {
    const { db } = postgres.database;
    const quota = new RequestQuota(db, 250);
    const left: (number | undefined)[] = [];
    for (let i = 0; i < 252; i++) left.push(await quota.take("key a", minute(0)));
    expect(left).toEqual([...Array.from({ length: 250 }, (_, i) => 249 - i), undefined, undefined]);
    // Two at a time; the last time for nothing.
    expect(await countedRequests(db, "key a", minute(0))).toBe(252);
  });

  test("is shared: two processes give out no more than one, and at most a share less", async () => {
    const { db } = postgres.database;
    const quotas = [new RequestQuota(db, 1000), new RequestQuota(db, 1000)];
    expect(await takeAll(quotas, "key b", minute(0), 3000)).toBe(1000);
    await takeAll(quotas.slice(1), "key c", minute(0), 1);
    const rest = await takeAll(quotas.slice(0, 1), "key c", minute(0), 3000);
    expect(rest).toBe(990);
  });

  test("is there anew in the next window, and a clock that is behind does not bring the old one back", async () => {
    const quota = new RequestQuota(postgres.database.db, 2);
    expect(await takeAll([quota], "key d", minute(0), 5)).toBe(2);
    expect(await takeAll([quota], "key d", minute(1), 1)).toBe(1);
    expect(await takeAll([quota], "key d", minute(0), 5)).toBe(1);
    const other = new RequestQuota(postgres.database.db, 2);
    expect(await takeAll([other], "key d", minute(0), 5)).toBe(0);
  });

  test("is asked for again after the database was away", async () => {
    const { db, pool } = postgres.database;
    const quota = new RequestQuota(db, 1);
    await pool.query("alter table request_counts rename to hidden_counts");
    await expect(quota.take("key e", minute(0))).rejects.toThrow("request_counts");
    await pool.query("alter table hidden_counts rename to request_counts");
    expect(await quota.take("key e", minute(0))).toBe(0);
  });
});
