/** Every weight and threshold of a run. */
export interface Policy {
  readonly version: string;
  readonly windowDays: number;
  /** A ring is flagged when its risk reaches this, in (0, 1). */
  readonly flagThreshold: number;
}

export const defaultPolicy: Policy = { version: "1", windowDays: 90, flagThreshold: 0.9 };
