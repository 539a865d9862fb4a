/** What went into a run and what came out: enough to say whether another run should have found the same. */
export interface RunManifest {
  /** SHA-256, in hexadecimal, of the canonical JSON of everything below but `read.newestReceivedAt`. */
  readonly hash: string;
  readonly policyVersion: string;
  /** SHA-256 of the policy's canonical JSON. */
  readonly policyHash: string;
  readonly codeVersion: string;
  /** Seed of whatever is drawn by chance. */
  readonly seed: number;
  readonly asOf: Date;
  readonly windowDays: number;
  /** How far the data went. */
  readonly read: {
    /** Time of the newest event in the window; null of an empty one. */
    readonly newestEventAt: Date | null;
    /** When the newest event of all had come in. Of no weight for what was found, so it is not in the hash. */
    readonly newestReceivedAt: Date | null;
    /** Events on the days (UTC) that the window touches. */
    readonly events: number;
    readonly accounts: number;
    readonly identifiers: number;
    readonly sightings: number;
  };
  /** What analysts had said that it heeded; of a run before there were verdicts it is missing. */
  readonly heeded?: Heeded | undefined;
  readonly found: {
    readonly links: number;
    readonly communities: number;
    readonly rings: number;
    readonly flaggedRings: number;
    readonly flaggedAccounts: number;
    /** SHA-256 of the canonical JSON of all rings with their members, by id. */
    readonly ringsHash: string;
  };
}

/** What analysts had said when a run read: verdicts on identifiers, decisions on rings. */
export interface Heeded {
  /** Identifiers with a verdict. */
  readonly verdicts: number;
  /** Accounts that were in a ring when it was confirmed; those that were in one when it was dismissed, and in none confirmed. */
  readonly confirmedAccounts: number;
  readonly dismissedAccounts: number;
  /** SHA-256 of the canonical JSON of the verdicts and of these accounts. */
  readonly hash: string;
}
