/** What is known of each account apart from its identifiers, as columns by account index. All within the window. */
export interface Accounts {
  readonly count: number;
  /** Seconds since 1970; NaN where no sign-up was seen. May lie before the window. */
  readonly signedUpAt: Float64Array;
  readonly firstEventAt: Float64Array;
  readonly lastEventAt: Float64Array;
  readonly requests: Float64Array;
  readonly usageEvents: Float64Array;
  readonly inputTokens: Float64Array;
  readonly outputTokens: Float64Array;
  /** Days (UTC) with at least one usage event. */
  readonly activeDays: Int32Array;
  /** `count` + 1 places: an account's active days are `dayStart[a] ... dayStart[a + 1] - 1` of `day` and `dayRequests`, in order. */
  readonly dayStart: Int32Array;
  /** Days since 1970 (UTC), and the requests made on them. */
  readonly day: Int32Array;
  readonly dayRequests: Float64Array;
  /** 24 per account: on how many days the account was active in that hour (UTC). */
  readonly activeHours: Uint16Array;
  /** 1 where the name in its mail address looks drawn by a program. */
  readonly hasGeneratedMailName: Uint8Array;
  /** What most of its requests asked for, as a place in `capabilities`; -1 where the provider named nothing. */
  readonly mainCapability: Int32Array;
  readonly capabilities: readonly string[];
  /** Verified organisations, numbered from 0; -1 where the account has none. */
  readonly organization: Int32Array;
}
