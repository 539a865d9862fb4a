import { describe, expect, test } from "vitest";
import { mostTries, nextTry, readRetryAfter } from "../../src/alerts/deliver/retry-schedule.ts";

const now = new Date("2026-06-06T00:00:00Z");
const hours = (time: Date | undefined) => ((time as Date).getTime() - now.getTime()) / 3_600_000;

describe("a delivery", () => {
  // Standard Webhooks 1.0.0, section "Deliverability and reliability": immediately, 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h.
  test("is tried ten times over 75.6 hours", () => {
    const waits = Array.from({ length: mostTries - 1 }, (_, tries) => hours(nextTry(tries + 1, now, 0.5)));
    expect(waits.map((wait) => Math.round(wait * 3600))).toEqual([
      5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400,
    ]);
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeCloseTo(75.585, 3);
    expect(nextTry(mostTries, now, 0.5)).toBeUndefined();
  });

  test("waits a tenth less or more by chance", () => {
    expect([hours(nextTry(5, now, 0)), hours(nextTry(5, now, 0.999999))].map((wait) => wait.toFixed(3))).toEqual([
      "4.500",
      "5.500",
    ]);
  });

  test("waits longer where the receiver asks for it, not shorter, and never more often than the schedule has tries", () => {
    expect(hours(nextTry(1, now, 0.5, new Date("2026-06-06T03:00:00Z")))).toBe(3);
    expect(hours(nextTry(4, now, 0.5, new Date("2026-06-06T00:00:10Z")))).toBe(2);
    expect(nextTry(mostTries, now, 0.5, new Date("2026-06-07T00:00:00Z"))).toBeUndefined();
  });
});

describe("Retry-After", () => {
  test.each([
    ["120", "2026-06-06T00:02:00.000Z"],
    [" 1 ", "2026-06-06T00:00:01.000Z"],
    ["Sat, 06 Jun 2026 01:00:00 GMT", "2026-06-06T01:00:00.000Z"],
    ["9999999999", "2026-06-07T00:00:00.000Z"],
    ["Fri, 31 Dec 9999 23:59:59 GMT", "2026-06-07T00:00:00.000Z"],
  ])("%j is until %s", (header, until) => expect(readRetryAfter(header, now)?.toISOString()).toBe(until));

  test.each([undefined, "", "soon", "-5", "0", "1e9", "NaN", "Fri, 05 Jun 2026 00:00:00 GMT", "99999999999999999"])(
    "%j says nothing",
    (header) => expect(readRetryAfter(header, now)).toBeUndefined(),
  );
});
