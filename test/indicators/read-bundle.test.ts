import { expect, test } from "vitest";
import { StixBundleInput } from "../../src/contract/stix-input.ts";
import { readBundle } from "../../src/indicators/read-bundle.ts";
import { createKeyedHash } from "../../src/ingest/keyed-hash.ts";
import { universalKinds } from "../../src/model/peer.ts";

const hash = createKeyedHash(Buffer.alloc(32, 1));
const ownId = "identity--00000000-0000-5000-8000-000000000001";
const options = { now: new Date("2026-06-01T00:00:00Z"), kinds: universalKinds, ownId, hash };
const idOf = (number: number) => `indicator--00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const indicator = (number: number, given: object = {}) => ({
  type: "indicator",
  spec_version: "2.1",
  id: idOf(number),
  created: "2026-05-01T00:00:00.000Z",
  modified: "2026-05-01T00:00:00.000Z",
  pattern: "[ipv4-addr:value = '203.0.113.7']",
  pattern_type: "stix",
  valid_from: "2026-05-01T00:00:00Z",
  valid_until: "2026-07-01T00:00:00Z",
  ...given,
});
const read = (...objects: object[]) =>
  readBundle(
    StixBundleInput.parse({ type: "bundle", id: "bundle--00000000-0000-4000-8000-000000000000", objects }),
    options,
  );
const pseudonymous = (kind: string, pseudonym: string) =>
  `[ringfence-identifier:kind = '${kind}' AND ringfence-identifier:pseudonym = '${pseudonym}']`;

test("an identifier is read as it would be stored", () => {
  const { taken } = read(
    indicator(1, { confidence: 87 }),
    indicator(2, { pattern: "[ipv6-addr:value = '2001:DB8:0:0::1']" }),
    indicator(3, { pattern: "[email-addr:value = 'Ada+x@Example.com']" }),
    indicator(4, { pattern: pseudonymous("ip", "AB".repeat(32)) }),
  );
  expect(taken.map(({ kind, value, pseudonym, confidence }) => [kind, value, pseudonym, confidence])).toEqual([
    ["ip", "203.0.113.7", null, 87],
    ["ip", "2001:db8::1", null, null],
    ["email", hash("email", "ada@example.com"), null, null],
    ["ip", null, Buffer.alloc(32, 0xab), null],
  ]);
});

test.each([
  ["unknown_pattern", null, { pattern: "[domain-name:value = 'example.com']" }],
  ["unknown_pattern", null, { pattern: `[ipv4-addr:value = '${"1".repeat(5000)}']` }],
  ["unknown_pattern_type", "yara", { pattern_type: "yara" }],
  ["kind_not_shared", "payment_instrument", { pattern: pseudonymous("payment_instrument", "ab".repeat(32)) }],
  ["kind_has_no_pseudonym", "email", { pattern: pseudonymous("email", "ab".repeat(32)) }],
  ["told_by_us", null, { created_by_ref: ownId }],
  ["expired", "ip", { valid_until: "2026-06-01T00:00:00Z" }],
] as const)("what is left alone is named: %s %s", (reason, what, given) => {
  expect(read(indicator(1, given), indicator(2))).toMatchObject({
    taken: [{ stixId: idOf(2) }],
    ignored: [{ reason, what, count: 1 }],
    rejected: 0,
  });
});

test("objects of other types are left alone, the most frequent named first; companions of indicators are not worth a word", () => {
  const ignored = read(
    { type: "tool", id: "tool--1" },
    { type: "malware", id: "malware--1" },
    { type: "malware", id: "malware--2" },
    { type: "identity", id: "identity--1" },
    { type: "grouping", id: "grouping--1" },
  );
  expect(ignored.ignored).toEqual([
    { reason: "unknown_type", what: "malware", count: 2 },
    { reason: "unknown_type", what: "tool", count: 1 },
  ]);
});

test.each([
  ["/objects/0/valid_from", { valid_from: undefined }],
  ["/objects/0/valid_until", { valid_until: "tomorrow" }],
  ["/objects/0/valid_until", { valid_until: "2026-04-01T00:00:00Z" }],
  ["/objects/0/confidence", { confidence: 101 }],
  ["/objects/0/id", { id: "indicator--1" }],
  ["/objects/0/pattern", { pattern: "[ipv4-addr:value = '999.0.0.1']" }],
  ["/objects/0/pattern", { pattern: "[ipv4-addr:value = '192.168.0.1']" }],
  ["/objects/0/pattern", { pattern: "[ipv4-addr:value ISSUBSET '203.0.0.0/16']" }],
  ["/objects/0/pattern", { pattern: pseudonymous("ip", "abc") }],
  ["/objects/0/pattern", { pattern: "a\0b" }],
] as const)("a fault is named by its place, %s, and the neighbour is taken: %j", (pointer, given) => {
  const { taken, rejected, errors } = read(indicator(1, given), indicator(2));
  expect({ taken: taken.map(({ stixId }) => stixId), rejected, errors }).toEqual({
    taken: [idOf(2)],
    rejected: 1,
    errors: [{ pointer, detail: expect.any(String) }],
  });
  const [, value = "of another fault"] = /'([^']+)'\]$/.exec((given as { pattern?: string }).pattern ?? "") ?? [];
  expect(errors[0]?.detail).not.toContain(value);
});

test("nothing stays for ever: without an end ninety days, at most a year", () => {
  const { taken } = read(
    indicator(1, { valid_until: undefined }),
    indicator(2, { valid_until: "2099-01-01T00:00:00Z" }),
  );
  expect(taken.map(({ validUntil }) => validUntil.toISOString().slice(0, 10))).toEqual(["2026-08-30", "2027-06-01"]);
});

test("of two versions in one bundle the newer counts, whichever comes first", () => {
  const newer = { modified: "2026-05-02T00:00:00.000Z" };
  for (const objects of [
    [indicator(1), indicator(1, { ...newer, confidence: 5 })],
    [indicator(1, { ...newer, confidence: 5 }), indicator(1)],
  ]) {
    expect(read(...objects).taken).toMatchObject([{ confidence: 5 }]);
  }
  const revoked = read(indicator(1, { ...newer, revoked: true }), indicator(1));
  expect([revoked.taken, revoked.revoked]).toEqual([
    [],
    [{ stixId: idOf(1), modifiedAt: new Date("2026-05-02T00:00:00Z") }],
  ]);
});

test.each([
  [{ type: "report" }, "/type"],
  [{ id: "x" }, "/id"],
  [{ objects: {} }, "/objects"],
  [{ objects: [1] }, "/objects/0"],
  [{ objects: [{ type: "indicator" }] }, "/objects/0/id"],
])("what is no bundle is refused: %j", (given, path) => {
  const bundle = { type: "bundle", id: "bundle--00000000-0000-4000-8000-000000000000", objects: [], ...given };
  const { error } = StixBundleInput.safeParse(bundle);
  expect(error?.issues.map((issue) => `/${issue.path.join("/")}`)).toEqual([path]);
});
