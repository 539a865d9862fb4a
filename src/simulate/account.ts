import type { Place } from "./place.ts";
import type { Rhythm } from "./rhythm.ts";

/** People or fake accounts that belong together: what the labels file calls a group. */
export interface Group {
  /** For example `office-17`. */
  readonly name: string;
  /** For example `office` or `ring:card_pool`. */
  readonly kind: string;
}

/** What an account sends. Prompts that are not from a template are its own. */
export interface PromptHabit {
  /** Fingerprints that others send too. */
  readonly templates: readonly string[];
  /** Share of its usage events, in [0, 1], that carry one. */
  readonly templateShare: number;
  /** Days after which the templates are replaced by the next ones of the list; 0: all are in use all the time. */
  readonly templateDays: number;
  /** Share of those, in [0, 1], that are reworded past recognition; undefined: none. */
  readonly paraphraseShare?: number;
}

/** One account of the made-up world: who it is, and how it behaves. All times are seconds after the world's start. */
export interface Account {
  readonly index: number;
  readonly isFake: boolean;
  readonly group: Group | undefined;
  /** Before the start (negative) for accounts that are older than the world: they have no sign-up event. */
  readonly signedUpAt: number;
  /** When it falls silent; banned or bored. */
  readonly leavesAt: number;
  readonly signupPlace: Place;
  readonly email: string;
  readonly phone: string | undefined;
  readonly organizationId: string | undefined;
  readonly card: string | undefined;
  readonly cardAtSignup: boolean;
  /** What it signs in with. Empty: the provider never learned it. */
  readonly devices: readonly string[];
  /** Share of its usage, in [0, 1], that comes with a device: programs that call an API have none. */
  readonly deviceShare: number;
  readonly home: Place;
  /** Where it is in working hours, for `workShare` of them. */
  readonly work: Place | undefined;
  readonly workShare: number;
  /** Where else it connects from, for `awayShare` of the rest. */
  readonly away: Place | undefined;
  readonly awayShare: number;
  readonly rhythm: Rhythm;
  /** Hours ahead of UTC. */
  readonly utcOffset: number;
  readonly eventsPerDay: number;
  /** Chance that it tries the product within the hour after signing up. */
  readonly firstTryShare: number;
  readonly requestsPerEvent: number;
  readonly prompts: PromptHabit;
  readonly capabilities: readonly string[];
  readonly usesNewModel: boolean;
}
