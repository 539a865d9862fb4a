import type pg from "pg";
import { readBinaryCopy, walkBinaryCopy } from "../db/binary-copy.ts";
import { readDay, readInt8 } from "../db/binary-values.ts";
import { type FixedType, placesInRow } from "../db/fixed-rows.ts";
import type { Accounts } from "../detection/accounts.ts";
import { type Activity, ActivitySum } from "./add-up-activity.ts";
import { KeyIndex } from "./key-index.ts";
import { joinActivity } from "./number-accounts.ts";
import type { TimeWindow } from "./time-window.ts";
import { accountsInWindow, activityInWindow, capabilitiesInOrder } from "./window-queries.ts";

export interface LoadedAccounts {
  readonly accounts: Accounts;
  /** By account index: the key in the database, and the way back. */
  readonly accountKeys: Float64Array;
  readonly indexOf: KeyIndex;
  /** On the days that the window touches, of all accounts. */
  readonly eventCount: number;
}

const activityTypes: readonly FixedType[] = ["int8", "int4", "int4", "int4", "int8", "int8", "int8", "int4"];

/** The accounts of the window in the order of their ids, with what they did in it. */
export async function loadAccounts(client: pg.ClientBase, window: TimeWindow): Promise<LoadedAccounts> {
  const { columns } = await readBinaryCopy(client, accountsInWindow(window), [
    "int8",
    "timestamptz",
    "timestamptz",
    "timestamptz",
    "text",
    "int4",
  ]);
  const [accountKeys, signedUpAt, firstEventAt, lastEventAt, organization, hasGeneratedMailName] = columns;
  const rows = { accountKey: accountKeys, signedUpAt, firstEventAt, lastEventAt, organization, hasGeneratedMailName };
  const indexOf = new KeyIndex(accountKeys);
  const { activity, eventCount } = await loadActivity(client, window, indexOf);
  return { accounts: joinActivity(rows, activity, window), accountKeys, indexOf, eventCount };
}

/** Days without a request are left out: they hold a sign-up only, and a sign-up is no usage. */
async function loadActivity(
  client: pg.ClientBase,
  window: TimeWindow,
  accounts: KeyIndex,
): Promise<{ activity: Activity; eventCount: number }> {
  const [capabilityKeys, capabilities] = (await readBinaryCopy(client, capabilitiesInOrder, ["int4", "text"])).columns;
  const placeOf = new Map(Array.from(capabilityKeys, (key, place) => [key, place]));
  const sum = new ActivitySum(accounts.count, capabilities);
  const [accountAt, dayAt, capabilityAt, eventsAt, requestsAt, inputAt, outputAt, hoursAt] = placesInRow(activityTypes);
  let eventCount = 0;
  await walkBinaryCopy(client, activityInWindow(window), activityTypes, (view, row) => {
    const events = view.getInt32(row + eventsAt);
    const requests = readInt8(view, row + requestsAt);
    eventCount += events;
    const account = requests > 0 ? accounts.indexOf(readInt8(view, row + accountAt)) : -1;
    if (account === -1) return;
    sum.addTotals(account, events, requests, readInt8(view, row + inputAt), readInt8(view, row + outputAt));
    const capability = placeOf.get(view.getInt32(row + capabilityAt)) ?? -1;
    sum.addDay(account, readDay(view, row + dayAt), capability, requests, view.getInt32(row + hoursAt));
  });
  return { activity: sum.finish(), eventCount };
}
