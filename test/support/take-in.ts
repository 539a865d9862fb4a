import { Readable } from "node:stream";
import type { Database } from "../../src/db/database.ts";
import { ingestStream } from "../../src/ingest/ingest-stream.ts";
import { rollUpEvents } from "../../src/ingest/roll-up-events.ts";
import { stoppedAt } from "./stopped-at.ts";

/** Takes events in through the program's own door; fails when one is rejected. */
export async function takeIn(database: Database, events: readonly object[]): Promise<void> {
  const lines = Readable.from([Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join(""))]);
  const clock = stoppedAt("2026-07-01T00:00:00Z");
  const report = await ingestStream({ database, clock, secret: Buffer.alloc(32, 1) }, lines);
  if (report.rejected > 0) throw new Error(JSON.stringify(report.errors));
  await rollUpEvents(database);
}

/** A sign-up and an hour's usage of the accounts `a00`, `a01` …, two on each address and all on one card. */
export function someEvents(accounts: number): object[] {
  return Array.from({ length: accounts }, (_, index) => {
    const accountId = `a${String(index).padStart(2, "0")}`;
    const shared = {
      account_id: accountId,
      ip: `198.51.100.${Math.floor(index / 2) + 1}`,
      payment_instrument: "pm_1",
    };
    const minute = String(index % 60).padStart(2, "0");
    return [
      { id: `s${index}`, type: "signup", occurred_at: `2026-04-22T09:${minute}:00Z`, ...shared },
      { id: `u${index}`, type: "usage", occurred_at: `2026-04-23T10:${minute}:00Z`, requests: index + 1, ...shared },
    ];
  }).flat();
}
