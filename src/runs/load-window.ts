import type pg from "pg";
import { readBinaryCopy } from "../db/binary-copy.ts";
import type { Database } from "../db/database.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Accounts } from "../detection/accounts.ts";
import type { Sightings } from "../graph/sightings.ts";
import { KeyIndex } from "./key-index.ts";
import { loadAccounts } from "./load-accounts.ts";
import { type LoadedPrecedents, loadPrecedents } from "./load-precedents.ts";
import { loadWatermark, type Watermark } from "./load-watermark.ts";
import { numberSightings } from "./number-sightings.ts";
import type { TimeWindow } from "./time-window.ts";
import { identifiersInOrder, sightingsInWindow } from "./window-queries.ts";

/** All that a run looks at, with the way back from indices to keys. */
export interface LoadedWindow extends LoadedPrecedents {
  readonly accounts: Accounts;
  readonly sightings: Sightings;
  /** Per account index, per identifier index: the key in the database. */
  readonly accountKeys: Float64Array;
  readonly identifierKeys: Float64Array;
  readonly watermark: Watermark;
}

/** Reads the window out of the database as it is at one moment, whatever is taken in meanwhile. */
export function loadWindow(
  database: Pick<Database, "pool">,
  window: TimeWindow,
  onProgress: (share: number) => void,
): Promise<LoadedWindow> {
  return inTransaction(database, async ({ client }) => {
    await client.query("set transaction isolation level repeatable read, read only");
    // Identifiers are sorted by the million; in the 64 MB that a query usually gets, that would go through files.
    await client.query("set local work_mem = '256MB'");
    const { accounts, accountKeys } = await loadAccounts(client, window);
    onProgress(0.4);
    const { sightings, identifierKeys } = await loadSightings(client, window, accountKeys);
    const watermark = await loadWatermark(client, window);
    const precedents = await loadPrecedents(client, window, accountKeys, identifierKeys);
    return { accounts, sightings, accountKeys, identifierKeys, watermark, ...precedents };
  });
}

async function loadSightings(
  client: pg.PoolClient,
  window: TimeWindow,
  accountKeys: Float64Array,
): Promise<Pick<LoadedWindow, "sightings" | "identifierKeys">> {
  const { columns } = await readBinaryCopy(client, sightingsInWindow(window), [
    "int8",
    "int8",
    "int2",
    "timestamptz",
    "timestamptz",
    "int8",
  ]);
  const identifiers = await readBinaryCopy(client, identifiersInOrder, ["int8"]);
  const [accountKey, identifierKey, kind, firstSeen, lastSeen, requests] = columns;
  return numberSightings(
    { accountKey, identifierKey, kind, firstSeen, lastSeen, requests },
    new KeyIndex(accountKeys),
    identifiers.columns[0],
    window,
  );
}
