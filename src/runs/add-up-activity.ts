import type { Accounts } from "../detection/accounts.ts";
import type { KeyIndex } from "./key-index.ts";

/** Rows of `account_days`; all rows of one account and day stand together. */
export interface ActivityRows {
  readonly accountKey: Float64Array;
  /** Days since 1970. */
  readonly day: Int32Array;
  readonly events: Int32Array;
  readonly requests: Float64Array;
  readonly inputTokens: Float64Array;
  readonly outputTokens: Float64Array;
  /** Bit h is set for the hour h (UTC). */
  readonly hours: Int32Array;
}

type Activity = Pick<
  Accounts,
  "requests" | "usageEvents" | "inputTokens" | "outputTokens" | "activeDays" | "activeHours"
>;

/** Adds up what each account did. Rows of accounts that are not known are left out. */
export function addUpActivity(rows: ActivityRows, accounts: KeyIndex): Activity {
  const activity = {
    requests: new Float64Array(accounts.count),
    usageEvents: new Float64Array(accounts.count),
    inputTokens: new Float64Array(accounts.count),
    outputTokens: new Float64Array(accounts.count),
    activeDays: new Int32Array(accounts.count),
    activeHours: new Uint16Array(accounts.count * 24),
  };
  const { accountKey, day } = rows;
  let hours = 0;
  for (let row = 0; row < accountKey.length; row++) {
    const account = accounts.indexOf(accountKey[row] as number);
    if (account === -1) continue;
    add(activity.requests, account, rows.requests[row] as number);
    add(activity.usageEvents, account, rows.events[row] as number);
    add(activity.inputTokens, account, rows.inputTokens[row] as number);
    add(activity.outputTokens, account, rows.outputTokens[row] as number);
    hours |= rows.hours[row] as number;
    // A day has one row for each capability; it counts once.
    if (accountKey[row] === accountKey[row + 1] && day[row] === day[row + 1]) continue;
    add(activity.activeDays, account, 1);
    for (let hour = 0; hour < 24; hour++) add(activity.activeHours, account * 24 + hour, (hours >> hour) & 1);
    hours = 0;
  }
  return activity;
}

function add(column: Float64Array | Int32Array | Uint16Array, index: number, value: number): void {
  column[index] = (column[index] as number) + value;
}
