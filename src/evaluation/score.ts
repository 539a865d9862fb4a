import type { Label } from "../model/label.ts";

/** How right a set of accusations is, account by account. */
export interface Score {
  readonly flagged: number;
  readonly fake: number;
  readonly truePositives: number;
  /** Honest accounts that were flagged: the worst that the program can do. */
  readonly falsePositives: number;
  /** Share of the flagged that is fake, in [0, 1]; undefined where nothing was flagged. */
  readonly precision: number | undefined;
  /** Share of the fake that was flagged, in [0, 1]; undefined where nothing is fake. */
  readonly recall: number | undefined;
  /** Harmonic mean of the two; undefined where one of them is. */
  readonly f1: number | undefined;
}

/** Scores the labelled accounts. Flagged accounts without a label do not count: nobody knows what they are. */
export function scoreAccounts(flagged: ReadonlySet<string>, labels: readonly Label[]): Score {
  const accused = labels.filter(({ accountId }) => flagged.has(accountId));
  const truePositives = accused.filter(({ isFake }) => isFake).length;
  const fake = labels.filter(({ isFake }) => isFake).length;
  const precision = accused.length === 0 ? undefined : truePositives / accused.length;
  const recall = fake === 0 ? undefined : truePositives / fake;
  return {
    flagged: accused.length,
    fake,
    truePositives,
    falsePositives: accused.length - truePositives,
    precision,
    recall,
    f1: precision === undefined || recall === undefined ? undefined : (2 * truePositives) / (accused.length + fake),
  };
}
