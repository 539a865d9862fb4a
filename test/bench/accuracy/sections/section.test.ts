import { expect, test } from "vitest";
import { formatShare, median } from "./section.ts";

test.each([
  [1, "1.0000"],
  [0.99999, "0.9999"], // one wrong in 100,000 is not none
  [0.99994, "0.9999"],
  [0.5, "0.5000"],
  [0, "0.0000"],
  [undefined, "-"],
  [Number.NaN, "-"],
])("the share %j is written as %s", (share, text) => expect(formatShare(share)).toBe(text));

test("the median is the middle one, or between the two in the middle", () => {
  expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([])]).toEqual([2, 2.5, undefined]);
});
