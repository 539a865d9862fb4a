/** What the members of a ring did on one day (UTC), in the window of the newest run. */
export interface RingDay {
  /** For example `2026-04-22`. */
  readonly day: string;
  readonly signupCount: number;
  readonly requestCount: number;
  /** Members with a request on that day. */
  readonly activeCount: number;
}
