/** Something that the service does by itself, in one process at a time. */
export interface Job {
  /** Letters and hyphens: names its queue, and stands in logs and figures. */
  readonly name: string;
  /** When, as a cron expression; undefined where the operator has switched it off. */
  readonly cron: string | undefined;
  /** Done at each start of the service as well. */
  readonly isDoneAtStart?: boolean;
  /**
   * What it throws is logged, and it is tried again after half a minute, three times.
   *
   * @param signal ends it early
   */
  work(signal: AbortSignal): Promise<void>;
}
