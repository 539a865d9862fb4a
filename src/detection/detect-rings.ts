import type { Sightings } from "../graph/sightings.ts";
import type { RunStage } from "../model/run.ts";
import type { Accounts } from "./accounts.ts";
import type { Detection } from "./detected-ring.ts";
import type { Policy } from "./policy.ts";

/** Called at the start of a stage and now and then within it; `share` of the stage's work done, in [0, 1]. */
export type OnProgress = (stage: RunStage, share: number) => void;

/** Sightings to rings, pure: the same input always gives the same rings, in the same order (highest risk first). */
export function detectRings(
  _sightings: Sightings,
  _accounts: Accounts,
  _policy: Policy,
  _onProgress: OnProgress = () => {},
): Detection {
  return { rings: [], linkCount: 0, communityCount: 0 };
}
