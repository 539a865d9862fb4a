import type { Family } from "../model/identifier.ts";
import type { SignalFinding } from "../model/signal.ts";

/** A community with its assessment, by account and identifier index: what a run publishes. Plain data, so it crosses threads. */
export interface DetectedRing {
  /** Account indices, ascending. */
  readonly members: Int32Array;
  /** Per member: bits of its strongest link inside the ring. */
  readonly evidenceBits: Float64Array;
  readonly risk: number;
  readonly flagged: boolean;
  readonly signals: readonly SignalFinding[];
  readonly families: readonly Family[];
  /** What the members share, largest contribution first; last what else of theirs has a verdict, also where one alone uses it. */
  readonly identifiers: readonly SharedIdentifier[];
  /** The strongest links of each member, at most a handful each; each link stands once for each of its two ends that keeps it. */
  readonly links: readonly RingLink[];
}

export interface SharedIdentifier {
  readonly identifier: number;
  readonly memberCount: number;
  /** Accounts in the window that use it without being members. */
  readonly otherCount: number;
  /** What sharing it says about two members, in bits. */
  readonly bits: number;
  /** `bits` times the members it ties beyond the first. */
  readonly contribution: number;
  /** Seconds since 1970; first and last time that a member was seen with it. */
  readonly firstSeen: number;
  readonly lastSeen: number;
}

export interface RingLink {
  readonly account: number;
  readonly partner: number;
  /** The whole, and its parts. */
  readonly bits: number;
  readonly byFamily: Readonly<Record<Family, number>>;
  /** Bits that closeness in time adds to what is shared. */
  readonly timing: number;
}

export interface Detection {
  /** Highest risk first; ties by first member. */
  readonly rings: readonly DetectedRing[];
  readonly linkCount: number;
  readonly communityCount: number;
}
