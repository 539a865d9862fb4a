import { DomainError } from "../model/errors.ts";
import type { Identifier, IdentifierKind } from "../model/identifier.ts";
import { toPromptIdentifier } from "./fingerprint/to-prompt-identifier.ts";
import type { KeyedHash } from "./keyed-hash.ts";
import { looksLikeCardNumber } from "./looks-like-card-number.ts";
import { normaliseEmail } from "./normalise-email.ts";
import { normaliseIp } from "./normalise-ip.ts";
import { normalisePhone } from "./normalise-phone.ts";

/** More than any value in an event may have. */
const longestValue = 320;
/** How `createKeyedHash` writes. */
const keyedHash = /^[\w-]{22}$/;
/** Networks are looked at in one width for each version of the protocol. */
const widths: Readonly<Record<string, string>> = { "24": "203.0.113.0/24", "48": "2001:db8:1::/48" };

/**
 * An identifier as it is stored, from its value as an event gives it: the same text means the same thing in both places.
 *
 * A mail address and a phone number may also be given as the keyed hash that is shown of them. A fingerprint that this program made is a
 * view of a prompt, as it is in an event, also where it is called `prompt_fingerprint`.
 *
 * @throws {DomainError} `invalid-identifier`; never with the value in its words
 */
export function normaliseIdentifier(kind: IdentifierKind, text: string, hash: KeyedHash): Identifier {
  if (text === "" || text.length > longestValue || text.includes("\0") || !text.isWellFormed()) {
    throw invalid(`must be 1 to ${longestValue} characters without NUL or half of a surrogate pair`);
  }
  switch (kind) {
    case "ip":
      return { kind, value: readAddress(text).address };
    case "ip_prefix":
      return { kind, value: readPrefix(text) };
    case "email": {
      const mailbox = normaliseEmail(text)?.mailbox;
      return { kind, value: hashOrHashed(mailbox && hash(kind, mailbox), text, "a mail address") };
    }
    case "phone": {
      const digits = normalisePhone(text);
      return { kind, value: hashOrHashed(digits && hash(kind, digits), text, "a phone number of 7 to 15 digits") };
    }
    case "email_domain": {
      const domain = normaliseEmail(`somebody@${text}`)?.domain;
      if (domain === undefined) throw invalid("must be a mail domain, such as example.com");
      return { kind, value: domain };
    }
    case "payment_instrument":
      if (looksLikeCardNumber(text)) throw invalid("looks like a card number: give the token that the events have");
      return { kind, value: text };
    case "device_id":
      return { kind, value: text };
    default:
      return readFingerprint(kind, text);
  }
}

function readAddress(text: string) {
  const ip = normaliseIp(text);
  if (!ip) throw invalid("must be an IPv4 or IPv6 address without a zone");
  if (!ip.isTelling) throw invalid("is a private address, which everybody has at home: it links nobody");
  return ip;
}

function readPrefix(text: string): string {
  const [address = "", width = ""] = text.split("/");
  const { prefix } = readAddress(address);
  if (text.split("/").length === 2 && prefix.endsWith(`/${width}`) && width in widths) return prefix;
  throw invalid(`must be a network as it is looked at, such as ${Object.values(widths).join(" or ")}`);
}

function hashOrHashed(hashed: string | undefined, text: string, what: string): string {
  if (hashed !== undefined) return hashed;
  if (keyedHash.test(text)) return text;
  throw invalid(`must be ${what}, or the keyed hash that is shown of it`);
}

function readFingerprint(kind: IdentifierKind, text: string): Identifier {
  const identifier = toPromptIdentifier(text);
  if (kind === identifier.kind || kind === "prompt_fingerprint") return identifier;
  throw invalid(`must be a fingerprint of the kind ${kind}`);
}

const invalid = (fault: string): DomainError =>
  new DomainError("invalid", "invalid-identifier", `The identifier's value ${fault}`);
