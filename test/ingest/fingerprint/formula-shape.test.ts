import { describe, expect, test } from "vitest";
import { formulaShape } from "../../../src/ingest/fingerprint/formula-shape.ts";

describe("the shape of a formula", () => {
  test.each([
    ["((-1 + 2 + 9 * 5) - (-2 + -4 + -4 * -7)) =", "arithmetic ="],
    ["(7.5 - 3) / 4 * 2 =", "arithmetic ="],
    ["not ( True ) and ( True ) is", "logic is"],
    ["False or not not True and True is", "logic is"],
    ["true && !false || (true) ?", "logic ?"],
  ])("of %j is what does not vary", (text, shape) => {
    expect(formulaShape(text)).toBe(shape);
  });

  test.each([
    "2 + 2 =",
    "",
    "is it true or false and not both",
    "total = price * (1 + rate) - discount / count",
    "2026-11-21",
    "( ( ( ( ( ( ( (",
    "and or not and or not and",
    "1 2 3 4 5 6 7 8",
  ])("is not seen in %j", (text) => {
    expect(formulaShape(text)).toBeUndefined();
  });

  test("is not looked for in a long text", () => {
    expect(formulaShape("1+".repeat(1000))).toBe("arithmetic");
    expect(formulaShape("1+".repeat(1001))).toBeUndefined();
  });
});
