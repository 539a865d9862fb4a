import type { WorldOptions } from "./world-options.ts";

/** The id of the event that is the so manieth of a world: grows with time. Carries the seed, so that two worlds can be sent to one service. */
export function nameEvent({ seed }: Pick<WorldOptions, "seed">, sequence: number): string {
  return `evt_${seed}_${String(sequence).padStart(9, "0")}`;
}

/** @param at seconds after the start of the world */
export function timeOf({ startsAt }: Pick<WorldOptions, "startsAt">, at: number): string {
  return new Date(startsAt + Math.floor(at * 1000)).toISOString();
}
