import type { AccountId } from "./account.ts";
import type { Family, IdentifierKind } from "./identifier.ts";
import type { IndicatorMatch } from "./indicator.ts";
import type { RingId } from "./ring.ts";
import type { RunId } from "./run.ts";
import type { VerdictKind } from "./verdict.ts";

/** How much is known of a sign-up: nothing; something, but it belongs nowhere; it would belong to a ring, likely or nearly certainly. */
export const certainties = ["nothing_known", "ties_only", "likely", "near_certain"] as const;
export type Certainty = (typeof certainties)[number];

/** What would be thought of a sign-up if it took place. Nothing of it is stored. */
export interface Assessment {
  /** Probability in [0, 1] that it belongs to coordinated abuse, as far as known rings and verdicts can tell; 0 is no proof of innocence. */
  readonly risk: number;
  readonly certainty: Certainty;
  /** The rings that it would belong to, the likeliest first. */
  readonly rings: readonly AssessedRing[];
  /** What is known of its identifiers, the most bits first. */
  readonly evidence: readonly AssessedEvidence[];
  /** What speaks for it, in sentences with it as their subject. */
  readonly against: readonly string[];
  /** What it was held against; undefined before the first run. */
  readonly basis: AssessmentBasis | undefined;
}

export interface AssessmentBasis {
  readonly runId: RunId;
  readonly asOf: Date;
  readonly policyVersion: string;
  /** Accounts in the run's window. */
  readonly population: number;
}

export interface AssessedRing {
  readonly ringId: RingId;
  /** The ring's own. */
  readonly risk: number;
  /** Probability in [0, 1] that the sign-up belongs to it. */
  readonly membership: number;
  /** How far what it shares with the ring says so, and how much a member needs. */
  readonly bits: number;
  readonly neededBits: number;
  readonly byFamily: Readonly<Record<Family, number>>;
  /** The members that it would be linked with, strongest first. */
  readonly links: readonly AssessedLink[];
  readonly sentence: string;
}

export interface AssessedLink {
  readonly accountId: AccountId;
  readonly bits: number;
  readonly byFamily: Readonly<Record<Family, number>>;
  /** What closeness in time adds. */
  readonly timing: number;
}

/** Something that is known of one of a sign-up's identifiers. The identifier is named by its kind: its value came with the question. */
export interface AssessedEvidence {
  readonly kind: IdentifierKind;
  /** The ring whose members use it; null of a verdict and of what a peer says. */
  readonly ringId: RingId | null;
  readonly bits: number;
  readonly memberCount: number;
  /** Accounts in the window that use it and are in no ring. */
  readonly otherCount: number;
  readonly verdict: VerdictKind | null;
  /** What a peer says of it, which counts for nothing by itself; null of all else. */
  readonly indicator: IndicatorMatch | null;
  readonly sentence: string;
}
