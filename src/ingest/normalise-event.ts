import type { EventInput } from "../contract/event.ts";
import type { Fault } from "../contract/list-faults.ts";
import type { AccountId } from "../model/account.ts";
import type { NormalisedEvent } from "../model/event.ts";
import type { Identifier } from "../model/identifier.ts";
import { fingerprintPrompt } from "./fingerprint/fingerprint-prompt.ts";
import { toPromptIdentifier } from "./fingerprint/to-prompt-identifier.ts";
import type { KeyedHash } from "./keyed-hash.ts";
import { looksLikeCardNumber } from "./looks-like-card-number.ts";
import { looksGenerated } from "./looks-generated.ts";
import { normaliseEmail } from "./normalise-email.ts";
import { normaliseIp } from "./normalise-ip.ts";
import { normalisePhone } from "./normalise-phone.ts";
import { parseTime } from "./parse-time.ts";

/** Clocks of different machines are never the same; five minutes is more than they should differ. */
const aheadMilliseconds = 300_000;

export interface NormaliseContext {
  /** When the event was received. */
  readonly now: Date;
  readonly hash: KeyedHash;
}

/** Brings an event of the right shape into the form that is stored, or says what is wrong with its values. */
export function normaliseEvent(input: EventInput, context: NormaliseContext): NormalisedEvent | readonly Fault[] {
  const faults: Fault[] = [];
  const refuse = (field: string, detail: string) => void faults.push({ detail, path: [field] });
  const identifiers: Identifier[] = [];

  const occurredAt = parseTime(input.occurred_at);
  if (!occurredAt) refuse("occurred_at", "must be RFC 3339 with an offset, such as 2026-04-22T09:00:00Z");
  else if (occurredAt.getTime() < 0) refuse("occurred_at", "must not lie before 1970");
  else if (occurredAt.getTime() > context.now.getTime() + aheadMilliseconds) {
    refuse("occurred_at", "must not lie more than five minutes in the future");
  }

  const ip = input.ip === undefined ? undefined : normaliseIp(input.ip);
  if (ip?.isTelling) {
    identifiers.push({ kind: "ip", value: ip.address }, { kind: "ip_prefix", value: ip.prefix });
  } else if (input.ip !== undefined && !ip) {
    refuse("ip", "must be an IPv4 or IPv6 address without a zone");
  }

  if (input.payment_instrument !== undefined) {
    if (looksLikeCardNumber(input.payment_instrument)) {
      refuse("payment_instrument", "looks like a card number: send an opaque token of it");
    } else identifiers.push({ kind: "payment_instrument", value: input.payment_instrument });
  }
  if (input.device_id !== undefined) identifiers.push({ kind: "device_id", value: input.device_id });

  let hasGeneratedMailName = false;
  if (input.type === "signup") hasGeneratedMailName = addContacts(input, context.hash, identifiers, refuse);
  // A text of 200,000 characters costs milliseconds: none is spent on an event that is refused anyway.
  else if (faults.length === 0) addContent(input, identifiers);

  if (faults.length > 0) return faults;
  return {
    id: input.id,
    type: input.type,
    accountId: input.account_id as AccountId,
    occurredAt: occurredAt as Date,
    ip: ip?.address ?? null,
    identifiers,
    hasGeneratedMailName,
    ...(input.type === "signup" ? whatSignupSays(input) : whatUsageSays(input)),
  };
}

type Signup = Extract<EventInput, { type: "signup" }>;
type Usage = Extract<EventInput, { type: "usage" }>;

/** @returns whether the name in the mail address looks drawn by a program */
function addContacts(
  { email, phone }: Signup,
  hash: KeyedHash,
  identifiers: Identifier[],
  refuse: (field: string, detail: string) => void,
): boolean {
  let isGenerated = false;
  if (email !== undefined) {
    const normalised = normaliseEmail(email);
    if (!normalised) refuse("email", "must be a mail address");
    else {
      identifiers.push({ kind: "email", value: hash("email", normalised.mailbox) });
      identifiers.push({ kind: "email_domain", value: normalised.domain });
      isGenerated = looksGenerated(normalised.mailbox.slice(0, normalised.mailbox.lastIndexOf("@")));
    }
  }
  if (phone !== undefined) {
    const normalised = normalisePhone(phone);
    if (!normalised) refuse("phone", "must be a phone number of 7 to 15 digits");
    else identifiers.push({ kind: "phone", value: hash("phone", normalised) });
  }
  return isGenerated;
}

function addContent({ prompt, prompt_fingerprint: given = [] }: Usage, identifiers: Identifier[]): void {
  const fingerprints = new Set(typeof given === "string" ? [given] : given);
  if (prompt !== undefined) for (const fingerprint of fingerprintPrompt(prompt)) fingerprints.add(fingerprint);
  for (const fingerprint of fingerprints) identifiers.push(toPromptIdentifier(fingerprint));
}

function whatSignupSays({ organization_id }: Signup) {
  return {
    organizationId: organization_id ?? null,
    requests: 0,
    inputTokens: 0,
    outputTokens: 0,
    model: null,
    capability: null,
  };
}

function whatUsageSays(input: Usage) {
  return {
    organizationId: null,
    requests: input.requests,
    inputTokens: input.input_tokens,
    outputTokens: input.output_tokens,
    model: input.model ?? null,
    capability: input.capability ?? null,
  };
}
