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
  /** 24 per account: on how many days the account was active in that hour (UTC). */
  readonly activeHours: Uint16Array;
  /** Verified organisations, numbered from 0; -1 where the account has none. */
  readonly organization: Int32Array;
}
