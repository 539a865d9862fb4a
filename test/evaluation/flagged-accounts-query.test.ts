import { beforeAll, describe, expect, test } from "vitest";
import { readAccountsBefore, readFlaggedAccounts } from "../../src/evaluation/flagged-accounts-query.ts";
import { useTestDatabase } from "../support/test-database.ts";

const testDatabase = useTestDatabase();
const day = (date: string) => new Date(`${date}T00:00:00Z`);

beforeAll(async () => {
  const { db } = testDatabase.database;
  const span = { first_event_at: day("2026-04-10"), last_event_at: day("2026-04-30"), organization_id: null };
  const accounts = await db
    .insertInto("accounts")
    .values([
      { ...span, id: "in-open", signed_up_at: day("2026-04-10") },
      { ...span, id: "in-confirmed", signed_up_at: day("2026-04-20") },
      { ...span, id: "in-dismissed", signed_up_at: null },
      { ...span, id: "in-unflagged", signed_up_at: null },
    ])
    .returning(["key", "id"])
    .execute();
  const run = await db
    .insertInto("runs")
    .values({
      as_of: day("2026-05-01"),
      window_days: 90,
      policy_version: "1",
      code_version: "0",
      started_at: day("2026-05-01"),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  for (const { key, id } of accounts) {
    const status = id === "in-dismissed" ? "dismissed" : id === "in-confirmed" ? "confirmed" : "open";
    const ringId = `ring-of-${id}`;
    await db
      .insertInto("rings")
      .values({
        id: ringId,
        status,
        risk: 0.5,
        flagged: id !== "in-unflagged",
        member_count: 7,
        request_count: 1,
        ...{
          first_event_at: day("2026-04-10"),
          last_event_at: day("2026-04-30"),
          first_flagged_at: id === "in-unflagged" ? null : day("2026-05-01"),
        },
        signals: "[]",
        families: [],
        first_run_id: run.id,
        last_run_id: run.id,
      })
      .execute();
    await db
      .insertInto("ring_members")
      .values({ account_key: key, ring_id: ringId, joined_at: day("2026-05-01"), evidence_bits: 20, request_count: 1 })
      .execute();
  }
});

describe("readFlaggedAccounts", () => {
  test("takes flagged rings that are open or confirmed; a dismissed ring accuses nobody", async () => {
    const flagged = await readFlaggedAccounts(testDatabase.database.db);
    expect(flagged.sort((a, b) => (a.accountId < b.accountId ? -1 : 1))).toEqual([
      { accountId: "in-confirmed", ringId: "ring-of-in-confirmed", ringSize: 7 },
      { accountId: "in-open", ringId: "ring-of-in-open", ringSize: 7 },
    ]);
  });
});

describe("readAccountsBefore", () => {
  test("goes by the sign-up, or where none was seen, by the first event; the day itself is not before it", async () => {
    const before = await readAccountsBefore(testDatabase.database.db, day("2026-04-20"));
    expect([...before].sort()).toEqual(["in-dismissed", "in-open", "in-unflagged"]);
    expect(await readAccountsBefore(testDatabase.database.db, day("2026-04-10"))).toEqual(new Set());
  });
});
