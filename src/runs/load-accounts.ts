import type pg from "pg";
import { readBinaryCopy } from "../db/binary-copy.ts";
import type { Accounts } from "../detection/accounts.ts";
import { numberAccounts } from "./number-accounts.ts";
import type { TimeWindow } from "./time-window.ts";
import { accountsInWindow, activityInWindow, capabilitiesInOrder } from "./window-queries.ts";

/** The accounts of the window in the order of their ids, with what they did in it. */
export async function loadAccounts(
  client: pg.PoolClient,
  window: TimeWindow,
): Promise<{ accounts: Accounts; accountKeys: Float64Array }> {
  const { columns } = await readBinaryCopy(client, accountsInWindow(window), [
    "int8",
    "timestamptz",
    "timestamptz",
    "timestamptz",
    "text",
    "int4",
  ]);
  const [accountKeys, signedUpAt, firstEventAt, lastEventAt, organization, hasGeneratedMailName] = columns;
  const days = await readBinaryCopy(client, activityInWindow(window), [
    "int8",
    "int4",
    "int4",
    "int4",
    "int8",
    "int8",
    "int8",
    "int4",
  ]);
  const [accountKey, day, capabilityKey, events, requests, inputTokens, outputTokens, hours] = days.columns;
  const rows = { accountKey: accountKeys, signedUpAt, firstEventAt, lastEventAt, organization, hasGeneratedMailName };
  const [capabilityKeys, capabilities] = (await readBinaryCopy(client, capabilitiesInOrder, ["int4", "text"])).columns;
  const placeOf = new Map(Array.from(capabilityKeys, (key, place) => [key, place]));
  const capability = capabilityKey.map((key) => placeOf.get(key) ?? -1);
  const activity = { accountKey, day, capability, capabilities, events, requests, inputTokens, outputTokens, hours };
  return { accounts: numberAccounts(rows, activity, window), accountKeys };
}
