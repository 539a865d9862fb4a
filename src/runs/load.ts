import type { LoadedWindow } from "./load-window.ts";
import type { TimeWindow } from "./time-window.ts";

export interface LoadRequest {
  readonly window: TimeWindow;
  /** Of every so-manieth account all sightings are listed; 0 for none. */
  readonly sampleOneIn: number;
}

export interface LoadOptions {
  /** Told the share that is done, in [0, 1]. */
  readonly onProgress: (share: number) => void;
  /** Ends it early; what `load` returned is then rejected. */
  readonly signal?: AbortSignal | undefined;
}

/** Reads what a run looks at, somewhere. */
export type Load = (request: LoadRequest, options: LoadOptions) => Promise<LoadedWindow>;
