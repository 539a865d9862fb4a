import { expect, test } from "vitest";
import { chooseIndicators } from "../../src/indicators/choose-indicators.ts";
import type { RingEvidence } from "../../src/model/ring-evidence.ts";

const asOf = new Date("2026-06-01T00:00:00Z");
const run = { asOf, finishedAt: new Date("2026-11-01T00:00:00Z") };
const evidence = (given: Partial<RingEvidence>): RingEvidence => ({
  key: 1,
  kind: "payment_instrument",
  value: "pm_1",
  memberCount: 9,
  otherCount: 1,
  bits: 8,
  contribution: 64,
  firstSeenAt: new Date("2026-05-01T00:00:00Z"),
  lastSeenAt: asOf,
  verdict: null,
  ...given,
});
const choose = (given: Partial<RingEvidence>, kinds?: RingEvidence["kind"][]) =>
  chooseIndicators([evidence(given)], { risk: 0.95 }, run, kinds);

test("a card that nine members and one other account use is told, as sure as the ring is and the card is the ring's", () => {
  // 0.95 * 9 / 10 = 85.5 %; the time left begins at the run's end.
  expect(choose({})).toMatchObject([{ confidence: 85, validUntil: new Date("2027-04-30T00:00:00Z") }]);
  expect(choose({ verdict: "known_bad" })).toHaveLength(1);
  expect(chooseIndicators([evidence({ otherCount: 0 })], { risk: 1 }, run, undefined)[0]?.confidence).toBe(99);
});

test.each([
  ["excused by an analyst", { verdict: "office" }],
  ["used by more accounts outside", { otherCount: 10 }],
  ["of one member alone", { memberCount: 1, otherCount: 0 }],
  ["without bits", { bits: 0 }],
  ["an address last seen 30 days before", { kind: "ip", lastSeenAt: new Date("2026-05-02T00:00:00Z") }],
  ["a mail address, of which we keep a hash", { kind: "email" }],
  ["a phone number, of which we keep a hash", { kind: "phone" }],
] as const)("what is %s is not told", (_, given) => {
  expect(choose(given)).toEqual([]);
});

test("an address seen 29 days before has a day left", () => {
  expect(choose({ kind: "ip", lastSeenAt: new Date("2026-05-03T00:00:00Z") })[0]?.validUntil).toEqual(
    new Date("2026-11-02T00:00:00Z"),
  );
});

test("only kinds that mean something to the receiver are told", () => {
  expect(choose({}, ["ip"])).toEqual([]);
  expect(choose({}, ["ip", "payment_instrument"])).toHaveLength(1);
});
