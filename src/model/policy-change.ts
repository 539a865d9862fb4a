export const policyActions = ["added", "promoted", "rolled-back"] as const;
export type PolicyAction = (typeof policyActions)[number];

/** Who did what with the policies. Never changed, never deleted. */
export interface PolicyChange {
  readonly id: number;
  readonly action: PolicyAction;
  readonly version: string;
  /** The policy that was active before; null of an addition, and of the very first. */
  readonly beforeVersion: string | null;
  /** Name of the key that it came with, or who sat at the command line. */
  readonly actor: string;
  readonly at: Date;
}
