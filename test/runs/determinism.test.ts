import { createHash } from "node:crypto";
import { pino } from "pino";
import { expect, test } from "vitest";
import type { Database } from "../../src/db/database.ts";
import type { DetectionInput } from "../../src/runs/detect.ts";
import { detectInWorker } from "../../src/runs/detect-in-worker.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { readWorld } from "../simulate/read-world.ts";
import { type Api, startApi } from "../support/start-api.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const clock = stoppedAt("2026-07-01T00:00:00Z");
const inOrder = useTestDatabase();
const shuffled = useTestDatabase();

/** What the clock and the time that the work took say is no part of what is published. */
const unlike = /"(newest_received_at|timings)":("[^"]*"|\{[^}]*\})/g;

async function readAll(api: Api, path: string): Promise<{ text: string[]; data: Record<string, string>[] }> {
  const text: string[] = [];
  const data: Record<string, string>[] = [];
  let cursor: string | null = null;
  do {
    const {
      status,
      body,
      text: page,
    } = await api.request(
      `${path}${path.includes("?") ? "&" : "?"}limit=200${cursor === null ? "" : `&cursor=${cursor}`}`,
    );
    expect(status).toBe(200);
    // A cursor may hold a key of the database that it is for.
    text.push(page.replaceAll(unlike, "").replace(/"next_cursor":"[^"]*"/, ""));
    data.push(...body.data);
    cursor = body.next_cursor;
  } while (cursor !== null);
  return { text, data };
}

/** Everything that the API says of runs, rings, members, evidence, history, and of the links of each ring's first members. */
async function readPublished(database: Database): Promise<{ texts: string[]; ringCount: number }> {
  const api = await startApi(database, clock);
  const rings = await readAll(api, "/v1/rings?flagged=any");
  const gone = await readAll(api, "/v1/rings?flagged=any&status=dissolved");
  const texts = [...rings.text, ...gone.text, ...(await readAll(api, "/v1/runs")).text];
  for (const { id } of [...rings.data, ...gone.data]) {
    const members = await readAll(api, `/v1/rings/${id}/members`);
    texts.push(...members.text);
    for (const list of ["evidence", "history"]) texts.push(...(await readAll(api, `/v1/rings/${id}/${list}`)).text);
    for (const { account_id } of members.data.slice(0, 3)) {
      texts.push((await api.request(`/v1/accounts/${account_id}`)).text);
    }
  }
  await api.close();
  return { texts, ringCount: rings.data.length };
}

/** What detection was given, in one hash; sightings count as a set, as Postgres promises no order of them. */
function hashInput({ sightings, accounts }: DetectionInput): string {
  const rows = Array.from(sightings.account, (account, row) =>
    [
      account,
      sightings.identifier[row],
      sightings.firstSeen[row],
      sightings.lastSeen[row],
      sightings.requests[row],
    ].join(),
  );
  const hash = createHash("sha256").update(JSON.stringify(rows.sort())).update(sightings.kind);
  for (const column of Object.values(accounts)) hash.update(JSON.stringify(Array.from(column as ArrayLike<number>)));
  return hash.digest("hex");
}

/** Takes the events in, so many at a time, and looks twice: at the end of the first month, and at the end. */
async function findRings(database: Database, events: readonly object[], batch: number) {
  for (let start = 0; start < events.length; start += batch) await takeIn(database, events.slice(start, start + batch));
  const inputs: string[] = [];
  const detect: typeof detectInWorker = (input, options) => {
    inputs.push(hashInput(input));
    return detectInWorker(input, options);
  };
  for (const asOf of [new Date("2026-05-01T00:00:00Z"), undefined]) {
    const { finished } = await startRun({ database, clock, logger: pino({ level: "silent" }), detect }, { asOf });
    expect(await finished).toMatchObject({ status: "published" });
  }
  return { inputs, ...(await readPublished(database)) };
}

test("the same events in another order and in other portions give the same rings, to the byte", async () => {
  const { events } = readWorld({ seed: 5, people: 1500 });
  const place = (index: number) => (index * 7919) % events.length;
  const otherOrder = events.map((event, index) => ({ event, key: place(index) })).sort((a, b) => b.key - a.key);
  const first = await findRings(inOrder.database, events, events.length);
  expect(first.ringCount).toBeGreaterThan(3);
  const second = await findRings(
    shuffled.database,
    otherOrder.map(({ event }) => event),
    7001,
  );
  // The numbers that accounts and identifiers get must not depend on when they came, even where nothing shows it today.
  expect(second.inputs).toEqual(first.inputs);
  expect(second.texts).toEqual(first.texts);
}, 240_000);
