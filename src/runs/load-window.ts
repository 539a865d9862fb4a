import type pg from "pg";
import type { Accounts } from "../detection/accounts.ts";
import type { Sightings } from "../graph/sightings.ts";
import { addUpHours } from "./add-up-hours.ts";
import type { BelongingCounts } from "./belonging-counts.ts";
import { loadAccounts } from "./load-accounts.ts";
import { type LoadedPrecedents, numberPrecedents, readSaidBefore } from "./load-precedents.ts";
import { loadSightings } from "./load-sightings.ts";
import { loadWatermark, type Watermark } from "./load-watermark.ts";
import type { LoadRequest } from "./load.ts";
import type { SharerCountParts } from "./sharer-counts.ts";

/** All that a run looks at, with the way back from indices to keys. Plain data, so it crosses threads. */
export interface LoadedWindow extends LoadedPrecedents {
  readonly accounts: Accounts;
  readonly sightings: Sightings;
  /** How many there are in the window, also where they are not listed. */
  readonly sightingCount: number;
  readonly identifierCount: number;
  /** Per account index, per identifier index: the key in the database. */
  readonly accountKeys: Float64Array;
  readonly identifierKeys: Float64Array;
  /** How many accounts use each identifier, by its key. */
  readonly sharers: SharerCountParts;
  readonly belongings: BelongingCounts;
  /** On how many account-days anybody was active in each hour of the day. */
  readonly populationHours: readonly number[];
  readonly watermark: Watermark;
}

/**
 * Reads the window out of the database as it is at one moment, whatever is taken in meanwhile. In a transaction of its own.
 *
 * @param client not in a transaction
 */
export async function loadWindow(
  client: pg.ClientBase,
  { window, sampleOneIn }: LoadRequest,
  onProgress: (share: number) => void,
): Promise<LoadedWindow> {
  await client.query("begin isolation level repeatable read, read only");
  try {
    // Accounts are sorted by the million; in the 64 MB that a query usually gets, that would go through files.
    await client.query("set local work_mem = '256MB'");
    const { accounts, accountKeys, indexOf, eventCount } = await loadAccounts(client, window);
    onProgress(0.4);
    const said = await readSaidBefore(client, window);
    const loaded = await loadSightings(client, window, indexOf, { known: said.identifierKeys, sampleOneIn });
    return {
      accounts,
      accountKeys,
      ...loaded,
      populationHours: addUpHours(accounts.activeHours),
      watermark: await loadWatermark(client, window, eventCount),
      ...numberPrecedents(said, indexOf, loaded.identifierKeys),
    };
  } finally {
    // Nothing was written. Of a connection that is lost the query under way has said so.
    await client.query("rollback").catch(() => {});
  }
}
