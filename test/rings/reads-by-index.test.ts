import { Kysely, PostgresDialect } from "kysely";
import { pino } from "pino";
import { beforeAll, expect, test } from "vitest";
import { createAssessor } from "../../src/assessments/assess-signup.ts";
import { selectMemberSightings } from "../../src/assessments/use-queries.ts";
import { showPlainly } from "../../src/contract/mask-identifiers.ts";
import type { Db } from "../../src/db/database.ts";
import type { Schema } from "../../src/db/schema.ts";
import type { AccountId } from "../../src/model/account.ts";
import type { Ring } from "../../src/model/ring.ts";
import { findAccount } from "../../src/rings/find-account.ts";
import { listHistory } from "../../src/rings/history-queries.ts";
import { listAccountLinks } from "../../src/rings/list-account-links.ts";
import { loadReportMaterial } from "../../src/reports/load-report-material.ts";
import { listEvidence } from "../../src/rings/list-evidence.ts";
import { listMembers } from "../../src/rings/list-members.ts";
import { listRingDays } from "../../src/rings/list-ring-days.ts";
import { listRings } from "../../src/rings/list-rings.ts";
import { loadRingGraph } from "../../src/rings/load-ring-graph.ts";
import { requireVersionedRing } from "../../src/rings/require-ring.ts";
import { explainMembership } from "../../src/runs/explain-membership.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { detectGroups } from "../support/detect-groups.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const database = useTestDatabase();
let ring: Ring;

beforeAll(async () => {
  await takeIn(database.database, someEvents(30));
  const clock = stoppedAt("2026-06-06T00:00:00Z");
  const detect = detectGroups([{ members: [0, 1, 2, 3] }, { members: [5, 6, 7] }]);
  const logger = pino({ level: "silent" });
  expect(await (await startRun({ database: database.database, clock, logger, detect })).finished).toMatchObject({
    failure: null,
  });
  const sort = { by: "member_count", descending: true } as const;
  [ring] = (await listRings(database.database.db, { sort, limit: 1 })) as [Ring];
});

/** They hold a row for each account, or for each thing that an account did or used. */
const largeTables = [
  "accounts",
  "identifiers",
  "sightings",
  "account_days",
  "event_ids",
  "ring_members",
  "ring_memberships",
  "ring_identifiers",
  "ring_links",
  "ring_days",
  "ring_uses",
  "identifier_verdicts",
  "ring_changes",
];

const reads: [name: string, read: (db: Db) => Promise<unknown>][] = [
  ["a ring", (db) => requireVersionedRing(db, ring.id)],
  ["its members", (db) => listMembers(db, ring.id, { limit: 50 })],
  ["the next members", (db) => listMembers(db, ring.id, { limit: 50, after: "a01" })],
  ["what ties them", (db) => explainMembership(db, ring, ["a00", "a01"] as AccountId[])],
  [
    "its evidence",
    (db) => listEvidence(db, ring.id, { limit: 50, after: { contribution: 9, kind: "ip", value: "x" } }),
  ],
  ["its days", (db) => listRingDays(db, ring.id, { limit: 50, after: "2026-04-22" })],
  ["its report", (db) => loadReportMaterial(db, ring.id, { reveal: showPlainly, isMasked: false })],
  [
    "a sign-up's rings",
    (db) =>
      createAssessor({ db })({
        occurredAt: new Date("2026-06-06T00:00:00Z"),
        organizationId: null,
        identifiers: ["198.51.100.1", "198.51.100.2"].map((value) => ({ kind: "ip", value }) as const),
      }),
  ],
  ["members' sightings", (db) => selectMemberSightings(db, [1, 2, 3], [1, 2, 3])],
  ["its graph", (db) => loadRingGraph(db, ring, 2)],
  ["its history", (db) => listHistory(db, ring.id, { limit: 50, before: 99 })],
  ["an account", (db) => findAccount(db, "a00")],
  ["its links", (db) => listAccountLinks(db, 1, { limit: 5, after: { bits: 20, partnerId: "a" as AccountId } })],
];

test.each(reads)("%s is read by index, however many there are", async (_name, read) => {
  const queries = await queriesOf(read);
  expect(queries.length).toBeGreaterThan(0);
  for (const { sql, parameters } of queries) {
    expect({
      sql,
      scanned: (await scannedTables(sql, parameters)).filter((table) => largeTables.includes(table)),
    }).toEqual({
      sql,
      scanned: [],
    });
  }
});

test("a table without an index for the question is noticed", async () => {
  expect(await scannedTables("select * from accounts where organization_id = $1", ["x"])).toEqual(["accounts"]);
});

async function queriesOf(read: (db: Db) => Promise<unknown>) {
  const queries: { sql: string; parameters: readonly unknown[] }[] = [];
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: database.database.pool }),
    log: ({ query }) => void queries.push({ sql: query.sql, parameters: query.parameters }),
  });
  await read(db);
  return queries;
}

/** The tables that Postgres reads whole although it was asked to do so only where nothing else is possible. */
async function scannedTables(sql: string, parameters: readonly unknown[]): Promise<string[]> {
  const client = await database.database.pool.connect();
  try {
    await client.query("begin; set local enable_seqscan = off");
    const { rows } = await client.query(`explain (format json) ${sql}`, [...parameters]);
    return [...JSON.stringify(rows[0]["QUERY PLAN"]).matchAll(/"Node Type":"Seq Scan".*?"Relation Name":"(\w+)"/g)].map(
      ([, table]) => table as string,
    );
  } finally {
    await client.query("rollback");
    client.release();
  }
}
