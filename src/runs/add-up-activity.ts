import type { Accounts } from "../detection/accounts.ts";
import type { KeyIndex } from "./key-index.ts";

/** Rows of `account_days`; all rows of one account stand together, by day. */
export interface ActivityRows {
  readonly accountKey: Float64Array;
  /** Days since 1970. */
  readonly day: Int32Array;
  /** Place in `capabilities`; -1 where the provider named none. */
  readonly capability: Int32Array;
  /** Names, in an order that does not depend on when they came. */
  readonly capabilities: readonly string[];
  readonly events: Int32Array;
  readonly requests: Float64Array;
  readonly inputTokens: Float64Array;
  readonly outputTokens: Float64Array;
  /** Bit h is set for the hour h (UTC). */
  readonly hours: Int32Array;
}

type Activity = Pick<
  Accounts,
  | "requests"
  | "usageEvents"
  | "inputTokens"
  | "outputTokens"
  | "activeDays"
  | "dayStart"
  | "day"
  | "dayRequests"
  | "activeHours"
  | "mainCapability"
  | "capabilities"
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
  const byCapability = new Float64Array(rows.capabilities.length);
  const mainCapability = new Int32Array(accounts.count).fill(-1);
  let hours = 0;
  for (let row = 0; row < accountKey.length; row++) {
    const account = accounts.indexOf(accountKey[row] as number);
    if (account === -1) continue;
    add(activity.requests, account, rows.requests[row] as number);
    add(activity.usageEvents, account, rows.events[row] as number);
    add(activity.inputTokens, account, rows.inputTokens[row] as number);
    add(activity.outputTokens, account, rows.outputTokens[row] as number);
    hours |= rows.hours[row] as number;
    const capability = rows.capability[row] as number;
    if (capability >= 0) add(byCapability, capability, rows.requests[row] as number);
    if (accountKey[row] !== accountKey[row + 1]) {
      mainCapability[account] = placeOfLargest(byCapability);
      byCapability.fill(0);
    }
    // A day has one row for each capability; it counts once.
    if (accountKey[row] === accountKey[row + 1] && day[row] === day[row + 1]) continue;
    add(activity.activeDays, account, 1);
    for (let hour = 0; hour < 24; hour++) add(activity.activeHours, account * 24 + hour, (hours >> hour) & 1);
    hours = 0;
  }
  const { capabilities } = rows;
  return { ...activity, ...lineUpDays(rows, activity.activeDays, accounts), mainCapability, capabilities };
}

/** Each account's active days one after the other. */
function lineUpDays({ accountKey, day, requests }: ActivityRows, activeDays: Int32Array, accounts: KeyIndex) {
  const dayStart = new Int32Array(accounts.count + 1);
  for (let account = 0; account < accounts.count; account++) {
    dayStart[account + 1] = (dayStart[account] as number) + (activeDays[account] as number);
  }
  const total = dayStart[accounts.count] as number;
  const lined = { dayStart, day: new Int32Array(total), dayRequests: new Float64Array(total) };
  const next = dayStart.slice();
  for (let row = 0; row < accountKey.length; row++) {
    const account = accounts.indexOf(accountKey[row] as number);
    if (account === -1) continue;
    const place = next[account] as number;
    lined.day[place] = day[row] as number;
    add(lined.dayRequests, place, requests[row] as number);
    const isDayOver = accountKey[row] !== accountKey[row + 1] || day[row] !== day[row + 1];
    if (isDayOver) next[account] = place + 1;
  }
  return lined;
}

/** The first of the largest; -1 where nothing is above 0. */
function placeOfLargest(values: Float64Array): number {
  let largest = -1;
  for (let place = 0; place < values.length; place++) {
    if ((values[place] as number) > (largest === -1 ? 0 : (values[largest] as number))) largest = place;
  }
  return largest;
}

function add(column: Float64Array | Int32Array | Uint16Array, index: number, value: number): void {
  column[index] = (column[index] as number) + value;
}
