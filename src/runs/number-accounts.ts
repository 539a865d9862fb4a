import type { Accounts } from "../detection/accounts.ts";
import { type Activity, type ActivityRows, addUpActivity } from "./add-up-activity.ts";
import { KeyIndex } from "./key-index.ts";
import type { TimeWindow } from "./time-window.ts";

/** Accounts as the database has them, in the order in which they are numbered. */
export interface AccountRows {
  readonly accountKey: Float64Array;
  /** Seconds since 1970; NaN where no sign-up was seen. */
  readonly signedUpAt: Float64Array;
  readonly firstEventAt: Float64Array;
  readonly lastEventAt: Float64Array;
  /** Empty where the account has none. */
  readonly organization: readonly string[];
  /** 1 where it has one. */
  readonly hasGeneratedMailName: ArrayLike<number>;
}

/** Accounts with what they did in the window. The time columns are changed in place. */
export function numberAccounts(rows: AccountRows, activity: ActivityRows, window: TimeWindow): Accounts {
  return joinActivity(rows, addUpActivity(activity, new KeyIndex(rows.accountKey)), window);
}

/** As `numberAccounts`, where the activity is added up already. */
export function joinActivity(rows: AccountRows, activity: Activity, window: TimeWindow): Accounts {
  const { accountKey, signedUpAt, firstEventAt, lastEventAt } = rows;
  clip(rows, window);
  const organization = numberTexts(rows.organization);
  const hasGeneratedMailName = Uint8Array.from(rows.hasGeneratedMailName);
  return {
    count: accountKey.length,
    signedUpAt,
    firstEventAt,
    lastEventAt,
    organization,
    hasGeneratedMailName,
    ...activity,
  };
}

/** Nothing after `as_of` is known yet, and what lies before the window is not looked at; only a sign-up may be older. */
function clip({ signedUpAt, firstEventAt, lastEventAt }: AccountRows, window: TimeWindow): void {
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
