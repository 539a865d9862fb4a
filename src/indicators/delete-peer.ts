import { recordAudit } from "../audit/audit-queries.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Actor } from "../model/actor.ts";
import { deletePeerRow, lockPeers, requirePeer } from "./peer-queries.ts";

/**
 * Deletes a peer with its key and all that it said. What it was told it keeps.
 *
 * @throws {DomainError} `peer-not-found`
 */
export function deletePeer(
  { database, clock }: Pick<Dependencies, "database" | "clock">,
  id: string,
  actor: Actor,
): Promise<void> {
  return inTransaction(database, async ({ tx }) => {
    await lockPeers(tx);
    const { id: known, name, kinds, indicatorCount } = await requirePeer(tx, id);
    await deletePeerRow(tx, known);
    const before = { name, kinds: kinds.join(" "), indicators: indicatorCount };
    await recordAudit(tx, { at: clock.now(), actor, action: "peer.deleted", subject: known, before, after: null });
  });
}
