import type { BinaryRowWriter } from "../db/binary-row-writer.ts";
import type { NormalisedEvent } from "../model/event.ts";
import type { IdentifierKind } from "../model/identifier.ts";
import { toInet } from "./to-inet.ts";

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

/** Where in a row the bytes of the first two columns begin: what they hold is known only when the row is sent. */
export const placeInRow = { receivedAt: 2 + 4, batch: 2 + 4 + 8 + 4 } as const;

/** Writes an event as one row of `events`, in the order of `eventColumns`, the first two 0. */
export function packEvent(row: BinaryRowWriter, event: NormalisedEvent): void {
  row.beginRow(eventColumns.length);
  row.int8(0);
  row.int8(0);
  row.text(event.id);
  row.text(event.type);
  row.text(event.accountId);
  row.timestamptz(event.occurredAt.getTime());
  row.raw(event.ip === null ? null : toInet(event.ip));
  row.text(event.organizationId);
  row.boolean(event.hasGeneratedMailName);
  row.int8(event.requests);
  row.int8(event.inputTokens);
  row.int8(event.outputTokens);
  row.text(event.model);
  row.text(event.capability);
  const values = valuesByKind(event);
  for (let place = 0; place < severalFrom; place++) row.text(values[place]?.[0] ?? null);
  for (let place = severalFrom; place < kinds.length; place++) row.texts(values[place] ?? null);
}

function valuesByKind({ identifiers }: NormalisedEvent): (string[] | undefined)[] {
  const values: (string[] | undefined)[] = new Array(kinds.length).fill(undefined);
  for (const { kind, value } of identifiers) {
    const place = placeOfKind.get(kind);
    if (place === undefined) continue;
    const known = values[place];
    if (known) known.push(value);
    else values[place] = [value];
  }
  return values;
}
