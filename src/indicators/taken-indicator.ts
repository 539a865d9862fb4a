import type { Indicator } from "../model/indicator.ts";

/** An indicator as it comes in: of a value or of a pseudonym, 32 bytes. */
export interface TakenIndicator extends Omit<Indicator, "id" | "peerId" | "importedAt"> {
  readonly pseudonym: Buffer | null;
  readonly modifiedAt: Date;
}
