import { recordAudit } from "../audit/audit-queries.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Actor } from "../model/actor.ts";
import type { RevealedEndpoint } from "./create-endpoint.ts";
import { endSecrets, insertSecret, lockEndpoint } from "./endpoint-queries.ts";
import { makeSecret } from "./make-secret.ts";
import { endpointNotFound, requireEndpoint } from "./require-endpoint.ts";
import { sealSecret } from "./seal-secret.ts";

const hourMilliseconds = 3_600_000;

/**
 * Gives an endpoint a new secret. For `overlapHours` messages are signed with the former ones as well, so that the receiver can change over
 * in peace; 0 ends those at once.
 *
 * @throws {DomainError} `webhook-endpoint-not-found`
 */
export async function rotateSecret(
  {
    database,
    clock,
    secret: serviceSecret,
    randomBytes,
  }: Pick<Dependencies, "database" | "clock" | "secret" | "randomBytes">,
  id: string,
  { overlapHours, actor }: { readonly overlapHours: number; readonly actor: Actor },
): Promise<RevealedEndpoint> {
  const secret = makeSecret(randomBytes);
  const endpoint = await inTransaction(database, async ({ tx }) => {
    const now = clock.now();
    if (!(await lockEndpoint(tx, id))) throw endpointNotFound(id);
    const before = await requireEndpoint(tx, id, now);
    const endsAt = new Date(now.getTime() + overlapHours * hourMilliseconds);
    await endSecrets(tx, before.id, endsAt, now);
    await insertSecret(tx, before.id, sealSecret({ secret: serviceSecret, randomBytes }, id, secret), now);
    const after = { former_ends_at: endsAt.toISOString() };
    await recordAudit(tx, {
      at: now,
      actor,
      action: "webhook_endpoint.secret_rotated",
      subject: id,
      before: null,
      after,
    });
    return requireEndpoint(tx, id, now);
  });
  return { endpoint, secret };
}
