import { recordAudit } from "../audit/audit-queries.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Actor } from "../model/actor.ts";
import { DomainError } from "../model/errors.ts";
import type { Identifier } from "../model/identifier.ts";
import type { Verdict } from "../model/verdict.ts";
import { toAuditState } from "./to-audit-state.ts";
import { findStanding, insertVerdict, lockVerdicts } from "./verdict-queries.ts";

/**
 * Takes back what was said of an identifier; the history keeps it.
 *
 * @throws {DomainError} `verdict-not-found` where nothing counts of it
 */
export function withdrawVerdict(
  { database, clock }: Pick<Dependencies, "database" | "clock">,
  { identifier, actor }: { readonly identifier: Identifier; readonly actor: Actor },
): Promise<Verdict> {
  return inTransaction(database, async ({ tx }) => {
    const createdAt = clock.now();
    await lockVerdicts(tx);
    const before = await findStanding(tx, identifier, createdAt);
    if (!before) throw new DomainError("not-found", "verdict-not-found", "There is no verdict on this identifier");
    const nothing = { verdict: null, reason: null, expiresAt: null };
    const withdrawal = await insertVerdict(tx, {
      identifier,
      ...nothing,
      author: actor.name,
      keyId: actor.keyId,
      createdAt,
    });
    const change = { before: toAuditState(before), after: null };
    await recordAudit(tx, { at: createdAt, actor, action: "verdict.withdrawn", subject: withdrawal.id, ...change });
    return withdrawal;
  });
}
