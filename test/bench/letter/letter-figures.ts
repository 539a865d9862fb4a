import type { RunBody } from "../../../src/contract/run.ts";
import type { WorldTruth } from "../../../src/simulate/tally-rings.ts";
import type { Answers } from "./watch-answers.ts";
import type { MachineFacts, PeakMemory, SendFigures } from "../figures.ts";

/** One thing that the report must say, beside what is true. */
export interface Claim {
  readonly name: "accounts" | "exchanges" | "first event" | "last event" | "aimed at";
  readonly said: string;
  readonly true: string;
  /** How far off it is, as a share in [0, 1]: of the number, or of the time that the campaign lasted. */
  readonly off: number;
}

/** How well the flagged accounts are the fake ones. */
export interface Hits {
  /** Flagged rings, and of them those of the largest operation. */
  readonly flaggedRings: number;
  readonly rings: number;
  /** Whether a ring is said to have succeeded another. */
  readonly lineage: readonly string[];
  readonly missedAccounts: Readonly<Record<string, number>>;
  readonly honestAccounts: number;
  readonly honestGroups: readonly string[];
  /** Flagged rings with honest members. */
  readonly wrongRings: readonly WrongRing[];
}

/** A ring that accuses honest accounts, and why it does. */
export interface WrongRing {
  readonly risk: number;
  readonly honestAccounts: number;
  readonly fakeAccounts: number;
  /** What the honest ones belong to. */
  readonly groups: readonly string[];
  readonly signals: readonly { readonly name: string; readonly weight: number }[];
}

export interface TimedRun {
  /** From the request to the published rings, with the wait for the roll-up. */
  readonly seconds: number;
  readonly body: RunBody;
  /** How reads were answered meanwhile. */
  readonly answers: Answers;
}

/** What was measured at one scale. */
export interface LetterFigures {
  readonly scale: number;
  readonly truth: WorldTruth;
  readonly makeSeconds: number;
  /** Before the ban and after. */
  readonly ingest: readonly SendFigures[];
  readonly runs: readonly TimedRun[];
  readonly reportSeconds: number;
  readonly claims: readonly Claim[];
  readonly hits: Hits;
  /** Peak of the service, Postgres and the client together, in bytes. */
  readonly together: number | undefined;
  readonly peak: PeakMemory;
  readonly databaseBytes: number;
  readonly machine: MachineFacts;
}
