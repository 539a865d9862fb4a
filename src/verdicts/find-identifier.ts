import type { Db } from "../db/database.ts";
import { DomainError } from "../model/errors.ts";
import type { Identifier } from "../model/identifier.ts";
import type { StandingVerdict } from "../model/verdict.ts";
import { findStanding, listVerdictsOn, wasSeen } from "./verdict-queries.ts";

/** What is known of an identifier. */
export interface JudgedIdentifier {
  readonly identifier: Identifier;
  /** Whether an event has shown it and was rolled up. */
  readonly isSeen: boolean;
  readonly verdict: StandingVerdict | undefined;
}

/**
 * Looks an identifier up, with the verdict that counts at a moment.
 *
 * @throws {DomainError} `identifier-not-found` where no event has shown it and nobody has ever judged it
 */
export async function findIdentifier(db: Db, identifier: Identifier, at: Date): Promise<JudgedIdentifier> {
  const isSeen = await wasSeen(db, identifier);
  const verdict = await findStanding(db, identifier, at);
  const isKnown = isSeen || verdict !== undefined || (await listVerdictsOn(db, identifier, { limit: 1 })).length > 0;
  if (isKnown) return { identifier, isSeen, verdict };
  throw new DomainError(
    "not-found",
    "identifier-not-found",
    "No event has shown this identifier, and nobody has said anything of it",
  );
}
