import type { Accounts } from "../detection/accounts.ts";
import type { KeyIndex } from "./key-index.ts";

/** Rows of `account_days`, in any order. */
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

/** What accounts did, as columns by account. */
export type Activity = Pick<
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
  const sum = new ActivitySum(accounts.count, rows.capabilities);
  for (let row = 0; row < rows.accountKey.length; row++) {
    const account = accounts.indexOf(rows.accountKey[row]);
    if (account === -1) continue;
    const { day, capability, events, requests, inputTokens, outputTokens, hours } = rows;
    sum.addTotals(account, events[row], requests[row], inputTokens[row], outputTokens[row]);
    sum.addDay(account, day[row], capability[row], requests[row], hours[row]);
  }
  return sum.finish();
}

/**
 * Adds up what accounts did, from rows in any order, so that nobody has to sort them by the ten million. What is known of whole days is held until the
 * end: 18 bytes a row, in portions that are let go of as they are read.
 */
export class ActivitySum {
  readonly #capabilities: readonly string[];
  readonly #requests: Float64Array;
  readonly #usageEvents: Float64Array;
  readonly #inputTokens: Float64Array;
  readonly #outputTokens: Float64Array;
  readonly #rowsOf: Int32Array;
  readonly #portions: DayPortion[] = [];
  #open: DayPortion | undefined;

  constructor(accountCount: number, capabilities: readonly string[]) {
    this.#capabilities = capabilities;
    this.#requests = new Float64Array(accountCount);
    this.#usageEvents = new Float64Array(accountCount);
    this.#inputTokens = new Float64Array(accountCount);
    this.#outputTokens = new Float64Array(accountCount);
    this.#rowsOf = new Int32Array(accountCount);
  }

  addTotals(account: number, events: number, requests: number, inputTokens: number, outputTokens: number): void {
    this.#usageEvents[account] += events;
    this.#requests[account] += requests;
    this.#inputTokens[account] += inputTokens;
    this.#outputTokens[account] += outputTokens;
  }

  /** @param capability -1 where the provider named none */
  addDay(account: number, day: number, capability: number, requests: number, hours: number): void {
    if (this.#open === undefined || this.#open.count === rowsPerPortion) this.#open = this.#startPortion();
    const portion = this.#open;
    const row = portion.count++;
    portion.account[row] = account;
    portion.day[row] = day;
    portion.capability[row] = capability;
    portion.requests[row] = requests;
    portion.hours[row] = hours;
    this.#rowsOf[account]++;
  }

  /** What all the rows come to. Once. */
  finish(): Activity {
    const rows = this.#lineUp();
    const accountCount = this.#rowsOf.length;
    const byCapability = new Float64Array(this.#capabilities.length);
    const mainCapability = new Int32Array(accountCount).fill(-1);
    const activeDays = new Int32Array(accountCount);
    const activeHours = new Uint16Array(accountCount * 24);
    const dayStart = new Int32Array(accountCount + 1);
    let filled = 0;
    for (let account = 0; account < accountCount; account++) {
      const end = rows.start[account + 1];
      let hours = 0;
      let requests = 0;
      for (let row = rows.start[account]; row < end; row++) {
        requests += rows.requests[row];
        hours |= rows.hours[row];
        if (rows.capability[row] >= 0) byCapability[rows.capability[row]] += rows.requests[row];
        // A day has one row for each capability; it counts once.
        if (row + 1 < end && rows.day[row + 1] === rows.day[row]) continue;
        for (let hour = 0; hour < 24; hour++) activeHours[account * 24 + hour] += (hours >> hour) & 1;
        // There are no more days than rows: what is written here has been read.
        rows.day[filled] = rows.day[row];
        rows.requests[filled++] = requests;
        activeDays[account]++;
        hours = 0;
        requests = 0;
      }
      dayStart[account + 1] = filled;
      mainCapability[account] = placeOfLargest(byCapability);
      byCapability.fill(0);
    }
    return {
      requests: this.#requests,
      usageEvents: this.#usageEvents,
      inputTokens: this.#inputTokens,
      outputTokens: this.#outputTokens,
      activeDays,
      activeHours,
      dayStart,
      day: rows.day.slice(0, filled),
      dayRequests: rows.requests.slice(0, filled),
      mainCapability,
      capabilities: this.#capabilities,
    };
  }

  /** The rows by account and by day: a counting sort, and then each account's few by hand. */
  #lineUp() {
    const start = new Int32Array(this.#rowsOf.length + 1);
    for (let account = 0; account < this.#rowsOf.length; account++) {
      start[account + 1] = start[account] + this.#rowsOf[account];
    }
    const total = start[this.#rowsOf.length];
    const lined = {
      start,
      day: new Int32Array(total),
      capability: new Int16Array(total),
      requests: new Float64Array(total),
      hours: new Int32Array(total),
    };
    const filled = new Int32Array(this.#rowsOf.length);
    for (let portion = this.#portions.shift(); portion !== undefined; portion = this.#portions.shift()) {
      for (let row = 0; row < portion.count; row++) {
        const first = start[portion.account[row]];
        // Rows come nearly in the order of the days, so there is little to shift.
        let place = first + filled[portion.account[row]]++;
        for (; place > first && lined.day[place - 1] > portion.day[row]; place--) copyRow(lined, place - 1, place);
        lined.day[place] = portion.day[row];
        lined.capability[place] = portion.capability[row];
        lined.requests[place] = portion.requests[row];
        lined.hours[place] = portion.hours[row];
      }
    }
    return lined;
  }

  #startPortion(): DayPortion {
    const portion = {
      count: 0,
      account: new Int32Array(rowsPerPortion),
      day: new Int32Array(rowsPerPortion),
      capability: new Int16Array(rowsPerPortion),
      requests: new Float64Array(rowsPerPortion),
      hours: new Int32Array(rowsPerPortion),
    };
    this.#portions.push(portion);
    return portion;
  }
}

const rowsPerPortion = 65_536;

interface DayRows {
  readonly day: Int32Array;
  /** There are a handful; 32,767 are enough. */
  readonly capability: Int16Array;
  readonly requests: Float64Array;
  readonly hours: Int32Array;
}

interface DayPortion extends DayRows {
  count: number;
  readonly account: Int32Array;
}

function copyRow({ day, capability, requests, hours }: DayRows, from: number, to: number): void {
  day[to] = day[from];
  capability[to] = capability[from];
  requests[to] = requests[from];
  hours[to] = hours[from];
}

/** The first of the largest; -1 where nothing is above 0. */
function placeOfLargest(values: Float64Array): number {
  let largest = -1;
  for (let place = 0; place < values.length; place++) {
    if (values[place] > (largest === -1 ? 0 : values[largest])) largest = place;
  }
  return largest;
}
