import type { Brand } from "./brand.ts";
import type { RingId } from "./ring.ts";

export type DecisionId = Brand<string, "DecisionId">;

export const decisionOutcomes = ["confirmed", "dismissed", "reopened"] as const;
export type DecisionOutcome = (typeof decisionOutcomes)[number];

/** What an analyst said of a ring. Never changed: a change of mind is another decision. */
export interface Decision {
  readonly id: DecisionId;
  readonly ringId: RingId;
  readonly outcome: DecisionOutcome;
  readonly reason: string;
  /** Risk in [0, 1] that the analyst saw. Kept as it was; later runs do not rewrite it. */
  readonly riskWhenDecided: number;
  /** Name of the key that the decision came with. */
  readonly decidedBy: string;
  readonly decidedAt: Date;
}
