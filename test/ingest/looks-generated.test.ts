import { describe, expect, test } from "vitest";
import { looksGenerated } from "../../src/ingest/looks-generated.ts";

describe("looksGenerated", () => {
  test.each(["8f3ac91b", "a1b2c3", "x7k2m9q4", "0d5e8a7714c2", "user7f3a9", "3d2f.9a1c7e"])("%s does", (local) => {
    expect(looksGenerated(local)).toBe(true);
  });

  test.each([
    "ada.lovelace",
    "ada.lovelace1815",
    "1815ada1852",
    "mary_3f1",
    "ab1234",
    "123456789",
    "j2smith",
    "o-brien.99",
    "王小明88",
    "",
  ])("%s, as people have, does not", (local) => {
    expect(looksGenerated(local)).toBe(false);
  });

  test("a text of any length is read in one pass", () => {
    expect(looksGenerated("a".repeat(100_000))).toBe(false);
    expect(looksGenerated("a1".repeat(50_000))).toBe(true);
  });
});
