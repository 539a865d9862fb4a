import { describe, expect, test } from "vitest";
import { wrapWords } from "../../src/cli/wrap-words.ts";

describe("wrapWords", () => {
  test("leaves a line alone that fits", () => {
    expect(wrapWords("one two", 7)).toBe("one two");
  });

  test("cuts at spaces and indents what follows", () => {
    expect(wrapWords("one two three", 7)).toBe("one two\n  three");
  });

  test("keeps the indentation of the first line, and adds to it", () => {
    expect(wrapWords("  one two three", 9)).toBe("  one two\n    three");
  });

  test("does not cut a word that is too long", () => {
    expect(wrapWords("incomprehensibilities one", 7)).toBe("incomprehensibilities\n  one");
  });

  test("an empty line stays empty", () => {
    expect(wrapWords("")).toBe("");
  });
});
