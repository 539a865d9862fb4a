import type { CopyValue } from "../db/copy-line.ts";
import type { NormalisedEvent } from "../model/event.ts";
import type { IdentifierKind } from "../model/identifier.ts";
import { formatTimestamp } from "./format-timestamp.ts";

export const eventColumns = [
  "received_at",
  "id",
  "type",
  "account_id",
  "occurred_at",
  "ip",
  "email_hash",
  "email_domain",
  "phone_hash",
  "payment_instrument",
  "device_id",
  "organization_id",
  "prompt_fingerprints",
  "requests",
  "input_tokens",
  "output_tokens",
  "model",
  "capability",
] as const;

/** Kinds of which an event may have several, kept in one column. */
const fingerprintKinds: ReadonlySet<IdentifierKind> = new Set([
  "prompt_fingerprint",
  "prompt_opening",
  "prompt_closing",
  "prompt_body",
]);

/** One row of `events`, in the order of `eventColumns`. */
export function toEventRow(event: NormalisedEvent, receivedAt: string): CopyValue[] {
  const single: Partial<Record<IdentifierKind, string>> = {};
  let fingerprints: string[] | null = null;
  for (const { kind, value } of event.identifiers) {
    if (!fingerprintKinds.has(kind)) single[kind] = value;
    else if (fingerprints) fingerprints.push(value);
    else fingerprints = [value];
  }
  return [
    receivedAt,
    event.id,
    event.type,
    event.accountId,
    formatTimestamp(event.occurredAt.getTime()),
    event.ip,
    single.email ?? null,
    single.email_domain ?? null,
    single.phone ?? null,
    single.payment_instrument ?? null,
    single.device_id ?? null,
    event.organizationId,
    fingerprints,
    event.requests,
    event.inputTokens,
    event.outputTokens,
    event.model,
    event.capability,
  ];
}
