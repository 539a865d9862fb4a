import type { Clock } from "../model/clock.ts";
import { type RunCounts, type RunStage, runStages } from "../model/run.ts";
import type { RunState } from "./run-queries.ts";

/** What share of a run each stage takes, measured on a million accounts; only the bar depends on it. */
const shares: Readonly<Record<RunStage, number>> = {
  load: 0.3,
  link: 0.35,
  group: 0.1,
  assess: 0.1,
  match: 0.02,
  publish: 0.13,
};

/** More often nobody looks, and each time is a write. */
const leastMilliseconds = 250;

/** Follows a run through its stages, and saves how far it has come now and then. */
export class RunProgress {
  readonly #clock: Clock;
  readonly #save: (state: RunState) => Promise<void>;
  readonly #timings: Partial<Record<RunStage, number>> = {};
  #counts: RunCounts = {};
  #stage: RunStage = "load";
  #share = 0;
  #stageStartedAt: number;
  #savedAt = Number.NEGATIVE_INFINITY;
  #saving: Promise<void> = Promise.resolve();

  /** @param save its failures are nobody's business: the next one, or the end of the run, says the same */
  constructor(clock: Clock, save: (state: RunState) => Promise<void>) {
    this.#clock = clock;
    this.#save = save;
    this.#stageStartedAt = clock.now().getTime();
  }

  /** The stage has come so far, in [0, 1]. A later stage ends the one before. */
  report(stage: RunStage, share: number): void {
    const now = this.#clock.now().getTime();
    const isNewStage = stage !== this.#stage;
    if (isNewStage) this.#endStage(now);
    this.#stage = stage;
    this.#share = share;
    if (!isNewStage && now - this.#savedAt < leastMilliseconds) return;
    this.#savedAt = now;
    const state = this.state();
    this.#saving = this.#saving.then(() => this.#save(state)).catch(() => {});
  }

  addCounts(counts: RunCounts): void {
    this.#counts = { ...this.#counts, ...counts };
  }

  /** Ends the last stage: everything is done. */
  finish(): RunState {
    this.#endStage(this.#clock.now().getTime());
    return { ...this.state(), progress: 1 };
  }

  /** Waits for what is being saved: an old state must not be written over the last one. */
  settled(): Promise<void> {
    return this.#saving;
  }

  state(): RunState {
    const place = runStages.indexOf(this.#stage);
    const before = runStages.slice(0, place).reduce((sum, stage) => sum + shares[stage], 0);
    const progress = Math.min(1, before + shares[this.#stage] * this.#share);
    return { stage: this.#stage, progress, counts: this.#counts, timings: { ...this.#timings } };
  }

  #endStage(now: number): void {
    this.#timings[this.#stage] = (now - this.#stageStartedAt) / 1000;
    this.#stageStartedAt = now;
  }
}
