import type { Judgement } from "./judge-groups.ts";
import type { DecidedFigures } from "./measure-decided.ts";
import type { SignupFigures } from "./measure-signups.ts";
import type { PromptFigures } from "./prompts.ts";
import type { Reliability } from "./reliability.ts";
import type { ReplayFigures } from "./replay-world.ts";

/** One method on one world. */
export interface MethodFigures {
  /** Says all that decides what it finds. */
  readonly name: string;
  /** Of a family the table shows the best method. */
  readonly family: string;
  readonly seconds: number;
  readonly judgement: Judgement;
}

/** What would change were a signal not heard. */
export interface AblationFigures {
  readonly signal: string;
  readonly judgement: Judgement;
  readonly reliability: Reliability;
}

/** Rings that are flagged where nobody belongs together. */
export interface NullModelFigures {
  readonly flaggedRings: number;
  readonly communities: number;
  /** Of the riskiest community; 0 where there is none. */
  readonly highestRisk: number;
  /** Groups that EvilCohort accuses in the same: what it takes for a ring is there by chance. */
  readonly evilCohortGroups: number;
}

/** One world, judged. */
export interface WorldFigures {
  readonly scenario: string;
  readonly seed: number;
  readonly events: number;
  readonly accounts: number;
  readonly sightings: number;
  readonly ringfence: MethodFigures;
  readonly reliability: Reliability;
  readonly ablations: readonly AblationFigures[];
  readonly nullModel: NullModelFigures;
  readonly baselines: readonly MethodFigures[];
  /** The most memory that making, reading and judging the world took, in bytes. */
  readonly peakBytes: number;
}

/** Everything that the benchmark measured. */
export interface Figures {
  readonly worlds: readonly WorldFigures[];
  readonly decided: readonly DecidedFigures[];
  readonly replays: readonly ReplayFigures[];
  /** Undefined where the data is not there. */
  readonly signups: SignupFigures | undefined;
  readonly prompts: PromptFigures | undefined;
  readonly machine: string;
}
