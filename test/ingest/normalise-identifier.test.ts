import { describe, expect, test } from "vitest";
import { fingerprintPrompt } from "../../src/ingest/fingerprint/fingerprint-prompt.ts";
import { createKeyedHash } from "../../src/ingest/keyed-hash.ts";
import { normaliseIdentifier } from "../../src/ingest/normalise-identifier.ts";
import { parseEvent } from "../../src/ingest/parse-event.ts";
import type { IdentifierKind } from "../../src/model/identifier.ts";

const hash = createKeyedHash(Buffer.alloc(32, 1));
const context = { now: new Date("2026-06-01T00:00:00Z"), hash };
const read = (kind: IdentifierKind, text: string) => normaliseIdentifier(kind, text, hash);
const fingerprints = fingerprintPrompt(
  "Sort the following words alphabetically, and say how you did it: pear, apple, plum",
);

/** What ingest makes of an event with this field. */
function identifiersOf(field: string, text: string): readonly object[] {
  const onSignup = ["email", "phone"].includes(field);
  const event = { id: "e", type: onSignup ? "signup" : "usage", account_id: "a", occurred_at: "2026-05-01T00:00:00Z" };
  return parseEvent({ ...event, [field]: text }, context).event?.identifiers ?? [];
}

describe("an identifier's value", () => {
  test.each([
    ["ip", "203.0.113.7", "ip"],
    ["ip", "::ffff:203.0.113.7", "ip"],
    ["ip", "2001:DB8:1:0:0::7", "ip"],
    ["payment_instrument", "pm_x ", "payment_instrument"],
    ["device_id", "a/b?c", "device_id"],
    ["email", " Ada.L+news@GoogleMail.com", "email"],
    ["phone", "0049 (30) 90-18 20", "phone"],
    ["prompt_fingerprint", "fp_1", "prompt_fingerprint"],
    ...fingerprints.map((fingerprint) => ["prompt_fingerprint", fingerprint, "prompt_fingerprint"] as const),
  ] as const)("%s %j is what ingest makes of it in an event", (kind, text, field) => {
    expect(identifiersOf(field, text)).toContainEqual(read(kind, text));
  });

  test.each([
    ["ip_prefix", "203.0.113.0/24", "ip", "203.0.113.7"],
    ["ip_prefix", "203.0.113.99/24", "ip", "203.0.113.7"],
    ["ip_prefix", "2001:db8:1::/48", "ip", "2001:db8:1::7"],
    ["email_domain", "GoogleMail.com", "email", "ada@gmail.com"],
    ["email_domain", "bücher.example", "email", "ada@xn--bcher-kva.example"],
  ] as const)("%s %j is what ingest makes of %s %j", (kind, text, field, given) => {
    expect(identifiersOf(field, given)).toContainEqual(read(kind, text));
  });

  test("may be the keyed hash that is shown of a mail address or a phone number", () => {
    const email = read("email", "ada@example.com");
    expect(read("email", email.value)).toEqual(email);
    const phone = read("phone", "+49 30 901820");
    expect(read("phone", phone.value)).toEqual(phone);
  });

  test.each([
    ["ip", "203.0.113"],
    ["ip", "192.168.1.1"],
    ["ip", "203.0.113.0/24"],
    ["ip_prefix", "203.0.113.0/16"],
    ["ip_prefix", "2001:db8:1::/64"],
    ["ip_prefix", "203.0.113.0"],
    ["ip_prefix", "10.0.0.0/24"],
    ["ip_prefix", "203.0.113.0/24/24"],
    ["email", "ada at example.com"],
    ["email_domain", "ada@example.com"],
    ["email_domain", "not a domain"],
    ["phone", "12"],
    ["payment_instrument", "4111 1111 1111 1111"],
    ["prompt_opening", "fp_1"],
    ["device_id", ""],
    ["device_id", "x".repeat(321)],
    ["device_id", "a\0b"],
    ["device_id", "\ud800"],
  ] as const)("%s %j is refused, without a word of it", (kind, text) => {
    const refused = expect(() => read(kind, text));
    refused.toThrow(expect.objectContaining({ kind: "invalid", code: "invalid-identifier" }));
    if (text.length > 2 && !["203.0.113.0/24", "203.0.113.0"].includes(text)) refused.not.toThrow(text);
  });
});
