import type { Observed } from "../detection/sample-accounts.ts";
import type { DetectedRing } from "../detection/detected-ring.ts";
import type { Policy } from "../detection/policy.ts";
import type { RunStage } from "../model/run.ts";
import type { DetectionInput, RunDetection } from "./detect.ts";
import type { LoadRequest } from "./load.ts";
import type { LoadedWindow } from "./load-window.ts";
import type { LinkColumns } from "./packed-links.ts";

/** What a run's thread is told to do. */
export interface RunOrder {
  /** Reads the window over a connection of its own. */
  readonly load?: LoadRequest & { readonly databaseUrl: string };
  readonly detect?: DetectionInput;
  /** Sends the next portion of what was detected. */
  readonly next?: true;
  readonly countNullModel?: NullModelOrder;
}

export interface NullModelOrder {
  readonly sample: Observed;
  readonly windowDays: number;
  readonly policy: Policy;
}

/** What it says. */
export interface RunReply {
  readonly progress?: { readonly stage: RunStage; readonly share: number };
  readonly loaded?: LoadedWindow;
  /** Some of the rings, in their order. */
  readonly rings?: readonly PackedRing[];
  /** After the last of them. */
  readonly detected?: Omit<RunDetection, "rings">;
  readonly nullModelRings?: number;
}

export type PackedRing = Omit<DetectedRing, "links"> & { readonly links: LinkColumns };
