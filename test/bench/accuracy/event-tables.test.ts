import { pino } from "pino";
import { expect, test } from "vitest";
import type { Db } from "../../../src/db/database.ts";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { detectRings } from "../../../src/detection/detect-rings.ts";
import { startRun } from "../../../src/runs/start-run.ts";
import { createWorld } from "../../../src/simulate/create-world.ts";
import { worldOptions } from "../../../src/simulate/world-options.ts";
import { stoppedAt } from "../../support/stopped-at.ts";
import { takeIn } from "../../support/take-in.ts";
import { useTestDatabase } from "../../support/test-database.ts";
import { readWorld } from "./read-world.ts";

const service = useTestDatabase();

/** `0.987654 acct_1 acct_2 …` for every ring that was assessed, flagged or not. */
async function readRings(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom("rings")
    .innerJoin("ring_members", "ring_members.ring_id", "rings.id")
    .innerJoin("accounts", "accounts.key", "ring_members.account_key")
    .select(["rings.id as ringId", "rings.risk", "accounts.id as accountId"])
    .execute();
  const members = new Map<string, string[]>();
  const risks = new Map(rows.map(({ ringId, risk }) => [ringId, risk]));
  for (const { ringId, accountId } of rows) members.set(ringId, [...(members.get(ringId) ?? []), accountId]);
  return [...risks].map(([ringId, risk]) => describeRing(risk, members.get(ringId) ?? [])).sort();
}

const describeRing = (risk: number, accountIds: readonly string[]) =>
  [risk.toFixed(6), ...accountIds.toSorted()].join(" ");

test("without a database the rings are those of the service, with the same members and risks", {
  timeout: 120_000,
}, async () => {
  const options = worldOptions({ seed: 5, people: 4000, scenario: "demo", promptTextShare: 0.1 });
  const { database } = service;
  await takeIn(database, [...createWorld(options).days()].flat());
  const clock = stoppedAt("2026-07-01T00:00:00Z");
  const asOf = new Date(options.startsAt + options.days * 86_400_000);
  await (await startRun({ database, clock, logger: pino({ level: "silent" }) }, { asOf })).finished;

  const { sightings, accounts, accountIds } = readWorld(options, defaultPolicy.windowDays);
  const { rings } = detectRings(sightings, accounts, defaultPolicy.windowDays, defaultPolicy);
  const here = rings.map(({ risk, members }) =>
    describeRing(
      risk,
      Array.from(members, (member) => accountIds[member] as string),
    ),
  );
  expect(rings.filter(({ flagged }) => flagged).length).toBeGreaterThan(1);
  expect(rings.filter(({ flagged }) => !flagged).length).toBeGreaterThan(10);
  expect(here.sort()).toEqual(await readRings(database.db));
});
