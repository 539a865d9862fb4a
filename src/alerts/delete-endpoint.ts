import { recordAudit } from "../audit/audit-queries.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Actor } from "../model/actor.ts";
import { deleteEndpoint as deleteRow, lockEndpoint } from "./endpoint-queries.ts";
import { endpointNotFound, requireEndpoint } from "./require-endpoint.ts";
import { toAuditState } from "./to-audit-state.ts";

/**
 * Deletes an endpoint with everything that was to go there, or went. An attempt under way may still arrive.
 *
 * @throws {DomainError} `webhook-endpoint-not-found`
 */
export function deleteEndpoint(
  { database, clock }: Pick<Dependencies, "database" | "clock">,
  id: string,
  actor: Actor,
): Promise<void> {
  return inTransaction(database, async ({ tx }) => {
    const now = clock.now();
    if (!(await lockEndpoint(tx, id))) throw endpointNotFound(id);
    const endpoint = await requireEndpoint(tx, id, now);
    await deleteRow(tx, endpoint.id);
    const before = toAuditState(endpoint);
    await recordAudit(tx, { at: now, actor, action: "webhook_endpoint.deleted", subject: id, before, after: null });
  });
}
