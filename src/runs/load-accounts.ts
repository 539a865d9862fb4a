import type pg from "pg";
import { readBinaryCopy } from "../db/binary-copy.ts";
import type { Accounts } from "../detection/accounts.ts";
import { addUpActivity } from "./add-up-activity.ts";
import { KeyIndex } from "./key-index.ts";
import type { TimeWindow } from "./time-window.ts";
import { accountsInWindow, activityInWindow } from "./window-queries.ts";

/** The accounts of the window in the order of their ids, with what they did in it. */
export async function loadAccounts(
  client: pg.PoolClient,
  window: TimeWindow,
): Promise<{ accounts: Accounts; accountKeys: Float64Array }> {
  const { rowCount, columns } = await readBinaryCopy(client, accountsInWindow(window), [
    "int8",
    "timestamptz",
    "timestamptz",
    "timestamptz",
    "text",
  ]);
  const [accountKeys, signedUpAt, firstEventAt, lastEventAt, organizations] = columns;
  clip(signedUpAt, firstEventAt, lastEventAt, window);
  const days = await readBinaryCopy(client, activityInWindow(window), [
    "int8",
    "int4",
    "int4",
    "int8",
    "int8",
    "int8",
    "int4",
  ]);
  const [accountKey, day, events, requests, inputTokens, outputTokens, hours] = days.columns;
  const rows = { accountKey, day, events, requests, inputTokens, outputTokens, hours };
  const activity = addUpActivity(rows, new KeyIndex(accountKeys));
  const organization = numberTexts(organizations);
  const accounts = { count: rowCount, signedUpAt, firstEventAt, lastEventAt, organization, ...activity };
  return { accounts, accountKeys };
}

/** Nothing after `as_of` is known yet, and what lies before the window is not looked at; only a sign-up may be older. */
function clip(
  signedUpAt: Float64Array,
  firstEventAt: Float64Array,
  lastEventAt: Float64Array,
  window: TimeWindow,
): void {
  const start = window.from.getTime() / 1000;
  const end = window.to.getTime() / 1000;
  for (let account = 0; account < signedUpAt.length; account++) {
    if ((signedUpAt[account] as number) > end) signedUpAt[account] = Number.NaN;
    firstEventAt[account] = Math.max(start, firstEventAt[account] as number);
    lastEventAt[account] = Math.min(end, lastEventAt[account] as number);
  }
}

/** Numbers texts in the order of their first occurrence; -1 for the empty one. */
function numberTexts(texts: readonly string[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(texts, (text) => {
    if (text === "") return -1;
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, numbers.size);
    return numbers.size - 1;
  });
}
