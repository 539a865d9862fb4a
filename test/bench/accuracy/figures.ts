import type { Judgement } from "./judge-groups.ts";

/** One world, judged. */
export interface WorldFigures {
  readonly scenario: string;
  readonly seed: number;
  readonly events: number;
  readonly accounts: number;
  readonly sightings: number;
  /** Seconds that detection took. */
  readonly seconds: number;
  readonly judgement: Judgement;
}

/** Everything that the benchmark measured. */
export interface Figures {
  readonly worlds: readonly WorldFigures[];
  /** The most memory that the whole benchmark held, in bytes. */
  readonly peakBytes: number;
}
