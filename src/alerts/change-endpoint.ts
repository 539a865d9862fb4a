import { recordAudit } from "../audit/audit-queries.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Actor } from "../model/actor.ts";
import type { WebhookEndpoint } from "../model/webhook-endpoint.ts";
import { buryPending, dropDigestItems, releaseDigestItems } from "./delivery-queries.ts";
import { lockEndpoint, updateEndpoint } from "./endpoint-queries.ts";
import { nextDigest } from "./next-digest.ts";
import { createAddressGuard } from "./reach/address-guard.ts";
import { checkUrl } from "./reach/check-url.ts";
import { endpointNotFound, requireEndpoint } from "./require-endpoint.ts";
import { toAuditState } from "./to-audit-state.ts";

/** What is undefined stays as it is. */
export interface ChangeEndpoint
  extends Partial<Pick<WebhookEndpoint, "url" | "events" | "minimumRisk" | "digestHour">> {
  readonly isEnabled?: boolean | undefined;
  readonly actor: Actor;
}

/**
 * Changes an endpoint. Disabling ends what is pending; enabling forgets that it ever failed.
 *
 * @throws {DomainError} `webhook-endpoint-not-found`; `webhook-url-refused` (invalid)
 */
export async function changeEndpoint(
  { database, clock, config }: Pick<Dependencies, "database" | "clock" | "config">,
  id: string,
  { actor, isEnabled, ...change }: ChangeEndpoint,
): Promise<WebhookEndpoint> {
  if (change.url !== undefined) checkUrl(change.url, createAddressGuard(config.webhookAllowPrivate));
  return inTransaction(database, async ({ tx }) => {
    const now = clock.now();
    if (!(await lockEndpoint(tx, id))) throw endpointNotFound(id);
    const before = await requireEndpoint(tx, id, now);
    const { url = before.url, events = before.events, minimumRisk = before.minimumRisk } = change;
    const digestHour = change.digestHour === undefined ? before.digestHour : change.digestHour;
    const wasEnabled = before.disabled === null;
    await updateEndpoint(tx, before.id, {
      url,
      events: [...new Set(events)],
      minimum_risk: minimumRisk,
      ...(digestHour !== before.digestHour && { digest_hour: digestHour, digest_due_at: nextDigest(digestHour, now) }),
      ...(isEnabled === true && !wasEnabled && enabled),
      ...(isEnabled === false && wasEnabled && { disabled_at: now, disabled_reason: `Disabled by ${actor.name}` }),
    });
    if (digestHour === null && before.digestHour !== null) await releaseDigestItems(tx, before.id, now);
    if (isEnabled === false && wasEnabled) {
      await buryPending(tx, before.id, now);
      await dropDigestItems(tx, before.id);
    }
    const after = await requireEndpoint(tx, id, now);
    const states = { before: toAuditState(before), after: toAuditState(after) };
    if (JSON.stringify(states.before) !== JSON.stringify(states.after) || before.url !== after.url) {
      await recordAudit(tx, { at: now, actor, action: "webhook_endpoint.changed", subject: id, ...states });
    }
    return after;
  });
}

const enabled = { disabled_at: null, disabled_reason: null, failing_since: null, paused_until: null };
