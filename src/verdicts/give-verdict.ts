import { recordAudit } from "../audit/audit-queries.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Actor } from "../model/actor.ts";
import { DomainError } from "../model/errors.ts";
import type { Identifier } from "../model/identifier.ts";
import type { StandingVerdict, VerdictKind } from "../model/verdict.ts";
import { toAuditState } from "./to-audit-state.ts";
import { findStanding, insertVerdict, lockVerdicts } from "./verdict-queries.ts";

export interface GiveVerdict {
  /** In its stored form: normalised, and hashed where that is how it is stored. */
  readonly identifier: Identifier;
  readonly verdict: VerdictKind;
  /** For the record; not empty. */
  readonly reason: string;
  /** It says nothing any more from then on; null for no end. */
  readonly expiresAt: Date | null;
  readonly actor: Actor;
}

/**
 * Says of an identifier what it is. The runs from then on heed it, until it ends or somebody says otherwise. The same again changes nothing.
 *
 * @throws {DomainError} `verdict-already-over` where it would end before it begins; `verdict-without-reason`
 */
export function giveVerdict(
  { database, clock }: Pick<Dependencies, "database" | "clock">,
  { actor, ...given }: GiveVerdict,
): Promise<StandingVerdict> {
  return inTransaction(database, async ({ tx }) => {
    const createdAt = clock.now();
    if (given.reason.trim() === "")
      throw new DomainError("invalid", "verdict-without-reason", "A verdict must say why");
    if (given.expiresAt !== null && given.expiresAt <= createdAt) {
      throw new DomainError("invalid", "verdict-already-over", "A verdict must end in the future, or have no end");
    }
    await lockVerdicts(tx);
    const before = await findStanding(tx, given.identifier, createdAt);
    if (before && isSame(before, given)) return before;
    const verdict = await insertVerdict(tx, { ...given, author: actor.name, keyId: actor.keyId, createdAt });
    const change = { before: toAuditState(before), after: toAuditState(verdict) };
    await recordAudit(tx, { at: createdAt, actor, action: "verdict.given", subject: verdict.id, ...change });
    return verdict as StandingVerdict;
  });
}

function isSame(before: StandingVerdict, { verdict, reason, expiresAt }: Omit<GiveVerdict, "actor">): boolean {
  return (
    before.verdict === verdict &&
    before.reason === reason &&
    before.expiresAt?.getTime() === (expiresAt ?? undefined)?.getTime()
  );
}
