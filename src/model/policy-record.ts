/** A policy as it is kept. */
export interface PolicyRecord {
  readonly version: string;
  /** SHA-256 of the document's canonical JSON. */
  readonly hash: string;
  /** Whether runs judge by it. Of all policies one is. */
  readonly isActive: boolean;
  readonly createdAt: Date;
  readonly createdBy: string;
  /** As it was stored: what an older program wrote may lack a constant that this one needs. */
  readonly document: object;
}
