import { recordAudit } from "../audit/audit-queries.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Dependencies } from "../dependencies.ts";
import type { Actor } from "../model/actor.ts";
import { DomainError } from "../model/errors.ts";
import type { WebhookEndpoint, WebhookEndpointId } from "../model/webhook-endpoint.ts";
import { countEndpoints, insertEndpoint, insertSecret } from "./endpoint-queries.ts";
import { makeSecret } from "./make-secret.ts";
import { nextDigest } from "./next-digest.ts";
import { createAddressGuard } from "./reach/address-guard.ts";
import { checkUrl } from "./reach/check-url.ts";
import { requireEndpoint } from "./require-endpoint.ts";
import { sealSecret } from "./seal-secret.ts";
import { toAuditState } from "./to-audit-state.ts";

/** Each message is a row for each endpoint; who needs more of them needs something that distributes. */
const mostEndpoints = 100;

export type EndpointDependencies = Pick<Dependencies, "database" | "clock" | "secret" | "randomBytes" | "config">;

export interface CreateEndpoint extends Pick<WebhookEndpoint, "url" | "events" | "minimumRisk" | "digestHour"> {
  readonly actor: Actor;
}

/** An endpoint with its newest secret: to be shown once. */
export interface RevealedEndpoint {
  readonly endpoint: WebhookEndpoint;
  readonly secret: string;
}

/**
 * Makes an endpoint. It is told what happens from now on.
 *
 * @throws {DomainError} `webhook-url-refused` (invalid); `too-many-webhook-endpoints` (conflict)
 */
export async function createEndpoint(
  { database, clock, secret: serviceSecret, randomBytes, config }: EndpointDependencies,
  { url, events, minimumRisk, digestHour, actor }: CreateEndpoint,
): Promise<RevealedEndpoint> {
  checkUrl(url, createAddressGuard(config.webhookAllowPrivate));
  const now = clock.now();
  const id = `whe_${randomBytes(8).toString("hex")}` as WebhookEndpointId;
  const secret = makeSecret(randomBytes);
  const made = { id, url, events: [...new Set(events)], minimumRisk, digestHour, createdAt: now };
  const endpoint = await inTransaction(database, async ({ tx }) => {
    if ((await countEndpoints(tx)) >= mostEndpoints) throw tooMany();
    await insertEndpoint(tx, { ...made, digestDueAt: nextDigest(digestHour, now) });
    await insertSecret(tx, id, sealSecret({ secret: serviceSecret, randomBytes }, id, secret), now);
    const after = toAuditState({ ...made, disabled: null });
    await recordAudit(tx, { at: now, actor, action: "webhook_endpoint.created", subject: id, before: null, after });
    return requireEndpoint(tx, id, now);
  });
  return { endpoint, secret };
}

const tooMany = () =>
  new DomainError("conflict", "too-many-webhook-endpoints", `There can be ${mostEndpoints} webhook endpoints at most`);
