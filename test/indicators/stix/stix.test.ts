import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toObservable } from "../../../src/indicators/stix/observable.ts";
import { readPattern, writePattern } from "../../../src/indicators/stix/pattern.ts";
import { uuidOf } from "../../../src/indicators/stix/uuid.ts";
import { type IdentifierKind, identifierKinds } from "../../../src/model/identifier.ts";

test("a UUID of version 5 is the one that uuid.uuid5 of Python makes of the same name", () => {
  expect(uuidOf("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com")).toBe(
    "2ed6657d-e927-568b-95e1-2665a8aea6a2",
  );
});

test("an address has the id that the STIX 2.1 standard gives it in its examples, section 2.9", () => {
  const { id } = toObservable({ kind: "ip", value: "198.51.100.3", isPseudonym: false });
  expect(id).toBe("ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4");
});

describe("a pattern", () => {
  const plain = (kind: IdentifierKind, value: string) => ({ kind, value, isPseudonym: false });
  test.each([
    [plain("ip", "203.0.113.7"), "[ipv4-addr:value = '203.0.113.7']"],
    [plain("ip", "2001:db8::1"), "[ipv6-addr:value = '2001:db8::1']"],
    [plain("ip_prefix", "203.0.113.0/24"), "[ipv4-addr:value ISSUBSET '203.0.113.0/24']"],
    [plain("ip_prefix", "2001:db8:1::/48"), "[ipv6-addr:value ISSUBSET '2001:db8:1::/48']"],
    [plain("email_domain", "example.com"), "[email-addr:value LIKE '%@example.com']"],
    [
      plain("device_id", "o'brien\\s"),
      "[ringfence-identifier:kind = 'device_id' AND ringfence-identifier:value = 'o\\'brien\\\\s']",
    ],
    [
      { kind: "ip", value: "ab".repeat(32), isPseudonym: true } as const,
      `[ringfence-identifier:kind = 'ip' AND ringfence-identifier:pseudonym = '${"ab".repeat(32)}']`,
    ],
  ])("of %j is %s, and is read as that", (subject, text) => {
    expect(writePattern(subject)).toBe(text);
    expect(readPattern(text)).toEqual(subject);
  });

  test("of any token is read as what was written", () => {
    const kinds = Object.keys(identifierKinds).filter((kind) => !/^ip|email/.test(kind)) as IdentifierKind[];
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.string({ unit: "grapheme" }),
        fc.boolean(),
        (kind, value, isPseudonym) => {
          expect(readPattern(writePattern({ kind, value, isPseudonym }))).toEqual({ kind, value, isPseudonym });
        },
      ),
    );
  });

  test.each([
    ["[ipv4-addr:value = '203.0.113.7/32']", plain("ip", "203.0.113.7")],
    ["[email-addr:value = 'ada@example.com']", plain("email", "ada@example.com")],
    ["[ ipv4-addr:value = '203.0.113.7' ]", plain("ip", "203.0.113.7")],
  ])("%s of somebody else's is understood", (text, subject) => {
    expect(readPattern(text)).toEqual(subject);
  });

  test.each([
    "[ipv4-addr:value = '203.0.113.7' OR ipv4-addr:value = '203.0.113.8']",
    "[ipv4-addr:value = '203.0.113.7'] AND [domain-name:value = 'a.example']",
    "[ipv4-addr:value = '203.0.113.7'] WITHIN 5 SECONDS",
    "[ipv4-addr:value != '203.0.113.7']",
    "[ipv4-addr:value LIKE '203.0.113.%']",
    "[NOT ipv4-addr:value = '203.0.113.7']",
    "[domain-name:value = 'example.com']",
    "[email-addr:value LIKE '%']",
    "[email-addr:value LIKE '%@%.com']",
    "[file:hashes.'SHA-256' = 'aa']",
    "[ringfence-identifier:kind = 'constructor' AND ringfence-identifier:value = 'x']",
    "[ipv4-addr:value = '203.0.113.7",
    "",
    "x",
  ])("%s says more or something else, and is left alone", (text) => {
    expect(readPattern(text)).toBeUndefined();
  });
});
