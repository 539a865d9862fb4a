import type { CopyValue } from "../db/copy-line.ts";
import type { NormalisedEvent } from "../model/event.ts";
import type { IdentifierKind } from "../model/identifier.ts";
import { formatTimestamp } from "./format-timestamp.ts";

/** What an event is stored with. */
export interface StoredWith {
  readonly batch: number;
  readonly receivedAt: Date;
}

const columnOfKind = {
  ip_prefix: "ip_prefix",
  email: "email_hash",
  email_domain: "email_domain",
  phone: "phone_hash",
  payment_instrument: "payment_instrument",
  device_id: "device_id",
  prompt_fingerprint: "prompt_fingerprints",
  prompt_opening: "prompt_openings",
  prompt_closing: "prompt_closings",
  prompt_body: "prompt_bodies",
} as const satisfies Record<Exclude<IdentifierKind, "ip">, string>;

const kinds = Object.keys(columnOfKind) as (keyof typeof columnOfKind)[];
const placeOfKind = new Map(kinds.map((kind, place) => [kind as IdentifierKind, place]));
/** Kinds of which an event may have several. */
const severalFrom = kinds.indexOf("prompt_fingerprint");

export const eventColumns = [
  "received_at",
  "batch",
  "id",
  "type",
  "account_id",
  "occurred_at",
  "ip",
  "organization_id",
  "has_generated_mail_name",
  "requests",
  "input_tokens",
  "output_tokens",
  "model",
  "capability",
  ...kinds.map((kind) => columnOfKind[kind]),
] as const;

const firstIdentifierColumn = eventColumns.length - kinds.length;

/** One row of `events`, in the order of `eventColumns`. */
export function toEventRow(event: NormalisedEvent, { batch, receivedAt }: StoredWith): CopyValue[] {
  const row: CopyValue[] = [
    formatTimestamp(receivedAt.getTime()),
    batch,
    event.id,
    event.type,
    event.accountId,
    formatTimestamp(event.occurredAt.getTime()),
    event.ip,
    event.organizationId,
    event.hasGeneratedMailName,
    event.requests,
    event.inputTokens,
    event.outputTokens,
    event.model,
    event.capability,
  ];
  for (let column = firstIdentifierColumn; column < eventColumns.length; column++) row.push(null);
  for (const { kind, value } of event.identifiers) {
    const place = placeOfKind.get(kind);
    if (place === undefined) continue;
    const column = firstIdentifierColumn + place;
    const known = row[column];
    if (place < severalFrom) row[column] = value;
    else row[column] = Array.isArray(known) ? [...known, value] : [value];
  }
  return row;
}
