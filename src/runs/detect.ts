import type { Accounts } from "../detection/accounts.ts";
import type { OnProgress } from "../detection/form-communities.ts";
import type { DetectedRing, Detection, RingLink } from "../detection/detected-ring.ts";
import type { Policy } from "../detection/policy.ts";
import type { Precedents } from "../detection/precedents.ts";
import type { Sightings } from "../graph/sightings.ts";

/** Everything that detection looks at. */
export interface DetectionInput {
  readonly sightings: Sightings;
  readonly accounts: Accounts;
  /** Length of the window that the sightings come from. */
  readonly windowDays: number;
  readonly policy: Policy;
  /** What analysts have said before. */
  readonly precedents: Precedents;
}

/** A detected ring, whose links are there one by one. */
export type FoundRing = Omit<DetectedRing, "links"> & { readonly links: Iterable<RingLink> };

/** What detection finds, and its health figure. */
export interface RunDetection extends Omit<Detection, "rings"> {
  readonly rings: readonly FoundRing[];
  /** Rings that are flagged in the null model; undefined where it was left out. */
  readonly nullModelRings?: number | undefined;
}

export interface DetectOptions {
  readonly onProgress: OnProgress;
  /** Ends it early; what `detect` returned is then rejected. */
  readonly signal?: AbortSignal | undefined;
}

/** Finds the rings, somewhere. May take its input's arrays for itself: they are empty afterwards. */
export type Detect = (input: DetectionInput, options: DetectOptions) => Promise<RunDetection>;
