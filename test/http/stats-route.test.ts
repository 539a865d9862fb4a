import { Readable } from "node:stream";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { StatsBody } from "../../src/contract/stats.ts";
import { ingestStream } from "../../src/ingest/ingest-stream.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { detectGroups } from "../support/detect-groups.ts";
import { type Api, json, startApi } from "../support/start-api.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const database = useTestDatabase();
const clock = stoppedAt("2026-06-06T00:00:00Z");
let api: Api;
beforeAll(async () => {
  api = await startApi(database.database, clock);
});
afterAll(() => api.close());

const stats = async () => StatsBody.parse((await api.request("/v1/stats", { scope: "rings:read" })).body);

describe("GET /v1/stats", () => {
  test("is all zeros before anything", async () => {
    expect(await stats()).toEqual({
      accounts: 0,
      identifiers: 0,
      sightings: 0,
      rings: { open: 0, confirmed: 0, dismissed: 0, dissolved: 0, flagged: 0, flagged_accounts: 0 },
      ingest: { events_last_minute: 0, pending_events: 0, pending_since: null, lag_seconds: 0 },
      last_run: null,
    });
  });

  test("counts accounts, rings and what was decided, and names the newest run", async () => {
    await takeIn(database.database, someEvents(10));
    const logger = pino({ level: "silent" });
    const detect = detectGroups([{ members: [0, 1, 2] }, { members: [3, 4], risk: 0.5 }, { members: [5, 6] }]);
    await (await startRun({ database: database.database, clock, logger, detect })).finished;
    const { body } = await api.request("/v1/rings?sort=-member_count&limit=1");
    await api.request(`/v1/rings/${body.data[0].id}/decisions`, json({ outcome: "dismissed", reason: "An office." }));
    const found = await stats();
    expect(found).toMatchObject({
      accounts: 10,
      rings: { open: 2, confirmed: 0, dismissed: 1, dissolved: 0, flagged: 2, flagged_accounts: 5 },
      ingest: { pending_events: 0, lag_seconds: 0 },
      last_run: { id: "run_1", status: "published" },
    });
    const { rows } = await database.database.pool.query(
      "select (select count(*) from identifiers) as identifiers, (select count(*) from sightings) as sightings",
    );
    expect(found).toMatchObject(rows[0]);
  });

  test("says since when events wait to be counted", async () => {
    const lines = [1, 2, 3].map(
      (n) => `{"id":"x${n}","type":"usage","account_id":"a","occurred_at":"2026-06-05T00:00:00Z"}\n`,
    );
    const earlier = stoppedAt("2026-06-05T23:59:30Z");
    const dependencies = { database: database.database, clock: earlier, secret: Buffer.alloc(32, 1) };
    await ingestStream(dependencies, Readable.from([Buffer.from(lines.join(""))]));
    expect((await stats()).ingest).toEqual({
      events_last_minute: 3,
      pending_events: 3,
      pending_since: "2026-06-05T23:59:30.000Z",
      lag_seconds: 30,
    });
  });

  test("needs a key that may read", async () => {
    expect((await api.request("/v1/stats", { scope: "events:write" })).status).toBe(403);
  });
});
