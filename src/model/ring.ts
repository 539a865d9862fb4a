import type { Brand } from "./brand.ts";
import type { Family } from "./identifier.ts";
import type { SignalFinding } from "./signal.ts";

export type RingId = Brand<string, "RingId">;

export const ringStatuses = ["open", "confirmed", "dismissed", "dissolved"] as const;
export type RingStatus = (typeof ringStatuses)[number];

/** A community that has been assessed; it keeps its identity from run to run. */
export interface Ring {
  readonly id: RingId;
  readonly status: RingStatus;
  /** Probability in [0, 1] that the ring is coordinated abuse. */
  readonly risk: number;
  /** Whether the risk is at or above the policy's threshold. */
  readonly flagged: boolean;
  readonly memberCount: number;
  readonly requestCount: number;
  readonly firstEventAt: Date;
  readonly lastEventAt: Date;
  readonly firstFlaggedAt: Date | null;
  readonly signals: readonly SignalFinding[];
  /** Families of the identifiers that tie the ring together. */
  readonly families: readonly Family[];
}
