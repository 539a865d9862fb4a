const secondsPerDay = 86_400;

/** The stretch of time that a run looks at: after `from`, up to and with `to`. */
export interface TimeWindow {
  readonly from: Date;
  readonly to: Date;
}

export function timeWindow(asOf: Date, windowDays: number): TimeWindow {
  return { from: new Date(asOf.getTime() - windowDays * secondsPerDay * 1000), to: asOf };
}
