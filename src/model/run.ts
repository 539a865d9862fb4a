import type { Brand } from "./brand.ts";
import type { RunManifest } from "./run-manifest.ts";

export type RunId = Brand<string, "RunId">;

export const runStatuses = ["running", "published", "failed"] as const;
export type RunStatus = (typeof runStatuses)[number];

/** What a run does, in this order. `load` reads Postgres, `publish` writes it; what lies between is pure. */
export const runStages = ["load", "link", "group", "assess", "match", "publish"] as const;
export type RunStage = (typeof runStages)[number];

/** One re-scoring of everything in the window. */
export interface Run {
  readonly id: RunId;
  readonly status: RunStatus;
  readonly stage: RunStage;
  /** Share of the work done, in [0, 1]. */
  readonly progress: number;
  /** The run looks at the `windowDays` before this moment. */
  readonly asOf: Date;
  readonly windowDays: number;
  /** What judged and what computed: the same events, policy and program give the same rings. */
  readonly policyVersion: string;
  readonly codeVersion: string;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  /** Why it failed, for people. */
  readonly failure: string | null;
  readonly counts: RunCounts;
  /** Seconds spent in each stage that has ended. */
  readonly timings: Partial<Readonly<Record<RunStage, number>>>;
  /** A shadow run publishes nothing: it says whom another policy would flag, and whom release. */
  readonly isShadow: boolean;
  /** Null until it is published. */
  readonly manifest: RunManifest | null;
}

export interface RunCounts {
  readonly accounts?: number;
  readonly identifiers?: number;
  readonly sightings?: number;
  readonly links?: number;
  readonly communities?: number;
  readonly rings?: number;
  readonly flaggedRings?: number;
  readonly flaggedAccounts?: number;
  /** Rings that chance alone would make of such data: 0 in a healthy run. */
  readonly nullModelRings?: number | undefined;
  /** Of a shadow run: accounts that its policy flags and that are not flagged, and the other way round. */
  readonly newlyFlaggedAccounts?: number;
  readonly releasedAccounts?: number;
}
