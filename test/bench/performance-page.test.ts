import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { replacePart } from "./performance-page.ts";

const before = "<!-- bench -->\n# Performance\n\nOld.\n\n<!-- letter -->\n# The letter\n\nOne.\n";

describe("the page of figures", () => {
  test("has one part replaced and the others left as they are", () => {
    expect(replacePart(before, "letter", "# The letter\n\nTwo.\n\n")).toBe(before.replace("One", "Two"));
    expect(replacePart(before, "bench", "# Performance\n\nNew.")).toBe(before.replace("Old", "New"));
  });

  test("gets a part that it has not had yet, in its place", () => {
    expect(replacePart("<!-- letter -->\nA\n", "bench", "B")).toBe("<!-- bench -->\nB\n\n<!-- letter -->\nA\n");
    expect(replacePart("<!-- bench -->\nB\n", "letter", "A")).toBe("<!-- bench -->\nB\n\n<!-- letter -->\nA\n");
  });

  test("is not overwritten where its marks are lost", () => {
    expect(() => replacePart("# Performance\n", "letter", "A")).toThrow("marks");
  });

  test("has its marks", () => {
    const page = readFileSync(join(import.meta.dirname, "../../docs/performance.md"), "utf8");
    expect(replacePart(page, "letter", "A")).toContain("# Performance\n");
  });
});
