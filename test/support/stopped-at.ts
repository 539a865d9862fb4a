import type { Clock } from "../../src/model/clock.ts";

/** A clock that always shows this time. */
export function stoppedAt(time: string): Clock {
  return { now: () => new Date(time) };
}
