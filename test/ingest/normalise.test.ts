import { describe, expect, test } from "vitest";
import { createKeyedHash } from "../../src/ingest/keyed-hash.ts";
import { looksLikeCardNumber } from "../../src/ingest/looks-like-card-number.ts";
import { normaliseEmail } from "../../src/ingest/normalise-email.ts";
import { normaliseIp } from "../../src/ingest/normalise-ip.ts";
import { normalisePhone } from "../../src/ingest/normalise-phone.ts";
import { parseTime } from "../../src/ingest/parse-time.ts";

describe("an address", () => {
  test.each([
    ["203.0.113.7", "203.0.113.7", "203.0.113.0/24"],
    ["::ffff:203.0.113.7", "203.0.113.7", "203.0.113.0/24"],
    ["::FFFF:cb00:7107", "203.0.113.7", "203.0.113.0/24"],
    ["2001:DB8:0001:0000:0000:0000:0000:0001", "2001:db8:1::1", "2001:db8:1::/48"],
    ["2001:db8::1", "2001:db8::1", "2001:db8::/48"],
    ["2a02:8071:b5a7:0:0:1:0:0", "2a02:8071:b5a7::1:0:0", "2a02:8071:b5a7::/48"],
  ])("%s is %s in %s", (text, address, prefix) => {
    expect(normaliseIp(text)).toEqual({ address, prefix, isTelling: true });
  });

  test.each([
    "10.1.2.3",
    "192.168.0.1",
    "127.0.0.1",
    "169.254.1.1",
    "100.64.0.1",
    "0.0.0.0",
    "::1",
    "fe80::1",
    "fd00::1",
  ])("%s says nothing: everybody has one", (text) => {
    expect(normaliseIp(text)?.isTelling).toBe(false);
  });

  test.each([
    "",
    "1.2.3",
    "1.2.3.4.5",
    "256.1.1.1",
    "010.0.0.1",
    "0x7f.0.0.1",
    "fe80::1%eth0",
    "1.2.3.4/24",
    "2001:db8",
    ":::1",
    " 1.2.3.4",
    "1.2.3.4:80",
    "host",
  ])("%j is none", (text) => {
    expect(normaliseIp(text)).toBeUndefined();
  });
});

describe("a mail address", () => {
  test.each([
    ["ada@example.com", "ada@example.com", "example.com"],
    ["  Ada+trial7@Example.COM ", "ada@example.com", "example.com"],
    ["a.d.a+x@gmail.com", "ada@gmail.com", "gmail.com"],
    ["A.da@googlemail.com", "ada@gmail.com", "gmail.com"],
    ["a.da@example.com", "a.da@example.com", "example.com"],
    ["+ada@example.com", "+ada@example.com", "example.com"],
    ["ada@bücher.example", "ada@xn--bcher-kva.example", "xn--bcher-kva.example"],
    ["ada@BÜCHER.example.", "ada@xn--bcher-kva.example", "xn--bcher-kva.example"],
  ])("%j is %s at %s", (text, mailbox, domain) => {
    expect(normaliseEmail(text)).toEqual({ mailbox, domain });
  });

  test.each([
    "",
    "ada",
    "@example.com",
    "ada@",
    "a b@example.com",
    "ada@exa mple.com",
    "ada@ex/ample",
    "a@b@c.com",
    "ada@-..com",
  ])("%j is none", (text) => {
    expect(normaliseEmail(text)).toBeUndefined();
  });

  test("its hash depends on the secret and tells it from a phone number", () => {
    const hash = createKeyedHash(Buffer.alloc(32, 1));
    expect(hash("email", "x")).toMatch(/^[\w-]{22}$/);
    expect(hash("email", "x")).not.toBe(hash("phone", "x"));
    expect(hash("email", "x")).not.toBe(createKeyedHash(Buffer.alloc(32, 2))("email", "x"));
  });
});

describe("a phone number", () => {
  test.each([
    ["+49 30 901820", "+4930901820"],
    ["0049 (30) 90-18-20", "+4930901820"],
    ["+1.555.010.0199", "+15550100199"],
    ["030/901820", "030901820"],
  ])("%j is %s", (text, normalised) => {
    expect(normalisePhone(text)).toBe(normalised);
  });

  test.each(["", "123456", "+1234567890123456", "12345x7", "++4930901820", "4930+901820"])("%j is none", (text) => {
    expect(normalisePhone(text)).toBeUndefined();
  });
});

describe("a payment instrument", () => {
  // Test numbers that the card networks publish: 13, 14, 15, 16 and 19 digits.
  test.each([
    "4222222222222",
    "30569309025904",
    "378282246310005",
    "4111 1111-1111 1111",
    "6304000000000000000",
    "４１１１１１１１１１１１１１１１",
  ])("%s looks like a card number", (token) => {
    expect(looksLikeCardNumber(token)).toBe(true);
  });

  test.each(["4111111111111112", "pm_4111111111111111", "411111111111", "41111111111111111111", "", "tok_visa"])(
    "%j does not",
    (token) => {
      expect(looksLikeCardNumber(token)).toBe(false);
    },
  );
});

describe("a time", () => {
  test.each([
    ["2026-04-22T09:00:00Z", "2026-04-22T09:00:00.000Z"],
    ["2026-04-22t09:00:00.1239z", "2026-04-22T09:00:00.123Z"],
    ["2026-04-22T09:00:00.5+02:00", "2026-04-22T07:00:00.500Z"],
    ["2024-02-29T23:30:00-01:30", "2024-03-01T01:00:00.000Z"],
    ["2016-12-31T23:59:60Z", "2016-12-31T23:59:59.000Z"],
  ])("%s is %s", (text, iso) => {
    expect(parseTime(text)?.toISOString()).toBe(iso);
  });

  test.each([
    "2026-04-22T09:00:00",
    "2026-04-22 09:00:00Z",
    "2026-04-22",
    "2026-02-29T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-04-22T24:00:00Z",
    "2026-04-22T09:00Z",
    "2026-04-22T09:00:00+0200",
    "2026-04-22T09:00:00+24:00",
    "now",
    "",
    "1745312400",
  ])("%j is none", (text) => {
    expect(parseTime(text)).toBeUndefined();
  });
});
