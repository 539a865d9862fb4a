import { describe, expect, test } from "vitest";
import { LineSplitter, longestLineBytes } from "../../src/ingest/split-lines.ts";

function split(bytes: Buffer, chunkBytes: number): string[] {
  const splitter = new LineSplitter();
  const lines = [];
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    lines.push(...splitter.push(bytes.subarray(start, start + chunkBytes)));
  }
  lines.push(...splitter.end());
  return lines.map((line) => (typeof line === "string" ? line : `! ${line.detail}`));
}

describe("LineSplitter", () => {
  test("finds the same lines whatever the chunks", () => {
    const text = "\ufeffone\r\ntwö\n\n漢字 😀\nlast";
    for (let chunkBytes = 1; chunkBytes <= 40; chunkBytes++) {
      expect(split(Buffer.from(text), chunkBytes)).toEqual(["one\r", "twö", "", "漢字 😀", "last"]);
    }
  });

  test("a newline at the end starts no other line", () => {
    expect(split(Buffer.from("one\ntwo\n"), 3)).toEqual(["one", "two"]);
  });

  test("a line beyond the limit is one fault, and the next line is read", () => {
    const long = "x".repeat(longestLineBytes + 1);
    const exact = "y".repeat(longestLineBytes);
    for (const chunkBytes of [65_536, 1_000_003, 2 ** 23]) {
      const lines = split(Buffer.from(`one\n${long}\n${exact}\nfour\n${long}`), chunkBytes);
      const tooLong = "! the line is longer than 2 MiB";
      expect(lines.map((line) => line.slice(0, 40))).toEqual(["one", tooLong, exact.slice(0, 40), "four", tooLong]);
    }
  });

  test("a line that is not UTF-8 is a fault of that line alone", () => {
    const bytes = Buffer.concat([Buffer.from("one\n"), Buffer.from([0xff, 0xfe, 10]), Buffer.from("three\n")]);
    for (const chunkBytes of [1, 5, 100])
      expect(split(bytes, chunkBytes)).toEqual(["one", "! the line is not UTF-8", "three"]);
  });
});
