import { expect, test } from "vitest";
import { addUpActivity } from "../../src/runs/add-up-activity.ts";
import { KeyIndex } from "../../src/runs/key-index.ts";

test("a day with two capabilities counts once, its hours together, its sums twice", () => {
  const rows = {
    accountKey: Float64Array.of(7, 7, 7, 9, 11),
    day: Int32Array.of(100, 100, 101, 101, 101),
    capability: Int32Array.of(1, 0, 1, -1, 0),
    capabilities: ["chat", "writing"],
    events: Int32Array.of(1, 2, 3, 4, 5),
    requests: Float64Array.of(10, 20, 30, 40, 50),
    inputTokens: Float64Array.of(1, 1, 1, 1, 1),
    outputTokens: Float64Array.of(2, 2, 2, 2, 2),
    hours: Int32Array.of(0b0001, 0b0011, 0b0001, 1 << 23, 1),
  };
  const activity = addUpActivity(rows, new KeyIndex(Float64Array.of(9, 7)));
  expect([...activity.activeDays]).toEqual([1, 2]);
  expect([...activity.requests]).toEqual([40, 60]);
  expect([...activity.usageEvents]).toEqual([4, 6]);
  expect([...activity.outputTokens]).toEqual([2, 6]);
  expect([...activity.dayStart]).toEqual([0, 1, 3]);
  expect([...activity.day]).toEqual([101, 100, 101]);
  expect([...activity.dayRequests]).toEqual([40, 30, 30]);
  expect([...activity.mainCapability]).toEqual([-1, 1]);
  expect([...activity.activeHours.subarray(0, 24)].indexOf(1)).toBe(23);
  expect([...activity.activeHours.subarray(24, 27)]).toEqual([2, 1, 0]);
});
