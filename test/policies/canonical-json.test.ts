import { describe, expect, test } from "vitest";
import { canonicalJson, hashJson, hashLongList } from "../../src/policies/canonical-json.ts";

describe("canonicalJson", () => {
  test("writes the example of RFC 8785, 3.2.3, in its order", () => {
    const example = {
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis",
    };
    const values = Object.values(JSON.parse(canonicalJson(example)));
    expect(canonicalJson(example).startsWith('{"\\r":"Carriage Return","1":"One",')).toBe(true);
    expect(values).toContain("Euro Sign");
    const order = [..."\r1\u0080\u00f6\u20ac", "\ud83d\ude00", "\ufb33"].map((name) =>
      canonicalJson({ [name]: 1 }).slice(1, -3),
    );
    const places = order.map((name) => canonicalJson(example).indexOf(name));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test("writes numbers as RFC 8785, 3.2.2, has them", () => {
    expect(canonicalJson([JSON.parse("333333333.33333329"), 1e30, 4.5, 2e-3, 1e-27, -0])).toBe(
      "[333333333.3333333,1e+30,4.5,0.002,1e-27,0]",
    );
  });

  test("is the same whatever the order of the names, and another for another value", () => {
    expect(hashJson({ a: 1, b: { c: [1, 2], d: null } })).toBe(hashJson({ b: { d: null, c: [1, 2] }, a: 1 }));
    expect(hashJson({ a: [1, 2] })).not.toBe(hashJson({ a: [2, 1] }));
    expect(hashJson({ a: 1, gone: undefined })).toBe(hashJson({ a: 1 }));
  });

  test("hashes as every other program does", () => {
    // printf '{"a":1}' | sha256sum
    expect(hashJson({ a: 1 })).toBe("015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862");
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %d", (value) => {
    expect(() => canonicalJson({ value })).toThrow(RangeError);
  });
});

test("a long list, hashed in parts while others work, has the hash of the whole", async () => {
  const ring = (size: number) => ({
    members: Array.from({ length: size }, (_, member) => ({ id: `é"${member}`, bits: member / 7, gone: undefined })),
    kin: [],
    by: { name: null, tags: [[1, 2], []] },
    none: {},
  });
  for (const list of [[], [ring(0)], [ring(1), ring(9000), {}], [ring(2), ring(3)]]) {
    expect(await hashLongList(list)).toBe(hashJson(list));
  }
});
