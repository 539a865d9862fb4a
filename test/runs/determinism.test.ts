import { pino } from "pino";
import { expect, test } from "vitest";
import type { Database } from "../../src/db/database.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { readWorld } from "../simulate/read-world.ts";
import { startApi } from "../support/start-api.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const clock = stoppedAt("2026-07-01T00:00:00Z");
const inOrder = useTestDatabase();
const shuffled = useTestDatabase();

/** Everything that the API says of the rings and of the members and the evidence of the first five. */
async function readRings(database: Database): Promise<string[]> {
  const api = await startApi(database, clock);
  const list = await api.request("/v1/rings?flagged=any&limit=200");
  const answers = [list.text];
  for (const { id } of list.body.data.slice(0, 5)) {
    answers.push((await api.request(`/v1/rings/${id}/members?limit=200`)).text);
    answers.push((await api.request(`/v1/rings/${id}/evidence?limit=200`)).text);
  }
  await api.close();
  return answers;
}

async function findRings(database: Database, events: readonly object[]): Promise<string[]> {
  await takeIn(database, events);
  const { finished } = await startRun({ database, clock, logger: pino({ level: "silent" }) });
  expect(await finished).toMatchObject({ status: "published" });
  return readRings(database);
}

test("the same events in another order give the same rings, to the byte", async () => {
  const { events } = readWorld({ seed: 5, people: 1500 });
  const place = (index: number) => (index * 7919) % events.length;
  const otherOrder = events.map((event, index) => ({ event, key: place(index) })).sort((a, b) => b.key - a.key);
  const first = await findRings(inOrder.database, events);
  expect(JSON.parse(first[0] ?? "").data.length).toBeGreaterThan(3);
  expect(
    await findRings(
      shuffled.database,
      otherOrder.map(({ event }) => event),
    ),
  ).toEqual(first);
}, 120_000);
