import { describe, expect, test } from "vitest";
import { addressFading } from "../../src/graph/address-fading.ts";
import { timeProximity } from "../../src/graph/time-proximity.ts";

const day = 86_400;

describe("timeProximity", () => {
  test("a gap a thousand times shorter than usual adds ten bits", () => {
    expect(timeProximity(3600, 1024 * 3600)).toBe(10);
  });

  test("the usual gap or a longer one adds nothing", () => {
    expect(timeProximity(day, day)).toBe(0);
    expect(timeProximity(9 * day, day)).toBe(0);
  });

  test("within a minute is within a minute", () => {
    expect(timeProximity(0, day)).toBe(timeProximity(60, day));
  });
});

describe("addressFading", () => {
  test("takes one bit for each half-life apart, nothing for an overlap", () => {
    expect(addressFading(14 * day, 7 * day)).toBe(2);
    expect(addressFading(-5, 7 * day)).toBe(0);
  });
});
