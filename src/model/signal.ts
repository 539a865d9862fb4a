/** One observation about a community, as it weighs on the risk. */
export interface SignalFinding {
  /** The signal's name, for example `daily-rhythm`. Public, never changes. */
  readonly name: string;
  /** Log-odds in nats that it adds to the risk; negative where it speaks for innocence. */
  readonly weight: number;
  /** One sentence that a person can check. */
  readonly summary: string;
}
