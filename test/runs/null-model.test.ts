import { pino } from "pino";
import { expect, test } from "vitest";
import { defaultPolicy } from "../../src/detection/default-policy.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { startApi } from "../support/start-api.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const service = useTestDatabase();
const clock = stoppedAt("2026-07-01T00:00:00Z");

test("a run counts the rings of its null model, unless the policy leaves it out", async () => {
  const { database } = service;
  await takeIn(database, someEvents(40));
  const dependencies = { database, clock, logger: pino({ level: "silent" }) };
  const { id, counts } = await (await startRun(dependencies)).finished;
  expect(counts.nullModelRings).toBe(0);
  const api = await startApi(database, clock);
  expect((await api.request(`/v1/runs/${id}`)).body.counts.null_model_rings).toBe(0);
  await api.close();

  const shadowPolicy = { ...defaultPolicy, version: "without", nullModelOneIn: 0 };
  const without = await (await startRun(dependencies, { shadowPolicy })).finished;
  expect(without).toMatchObject({ status: "published" });
  expect(without.counts).not.toHaveProperty("nullModelRings");
});
