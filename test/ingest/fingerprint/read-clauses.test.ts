import { describe, expect, test } from "vitest";
import { readClauses } from "../../../src/ingest/fingerprint/read-clauses.ts";

const read = (text: string) =>
  readClauses(text, false)
    .map(({ tokens }) => tokens.join(" "))
    .join(" / ");

describe("clauses", () => {
  test.each([
    [
      'Ask Ada Lovelace about "the engine" in {year}, on 12.5 pages; see https://example.com/a?b. It\'s for <user>.',
      "ask <name> about <quote> in <slot> on <number> pages / see <link> / it's for <slot>",
    ],
    ["Write to ada@example.com or www.example.com today", "write to <link> or <link> today"],
    ["Fill {name:Ada} and {{ city }} and [date] in", "fill <slot> and <slot> and <slot> in"],
    ["Compare `a + b` with 'c d' and don't stop", "compare <quote> with <quote> and don't stop"],
  ])("of %j mask quotes, slots, names, numbers and links", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test("take several names as one, with what stands inside and between them", () => {
    expect(read("Find a film similar to The Lord of the Rings, Ben Hur, and Amadeus")).toBe(
      "find a film similar to <name>",
    );
  });

  test("take a capital at the start of a sentence for a name only where the text says so elsewhere", () => {
    expect(read("Vina says that Jerry lies. Jerry says that Vina lies. Does Vina lie?")).toBe(
      "<name> says that <name> lies / <name> says that <name> lies / does <name> lie",
    );
    expect(read("Write it. Please Write it now, and write it well.")).toBe(
      "write it / please <name> it now and write it well",
    );
  });

  test("keep I as a word", () => {
    expect(read("Tell me what I and I'm mean")).toBe("tell me what i and i'm mean");
  });

  test("put one mask where things are listed", () => {
    expect(read("I have a flute, two drums, a harp, one bell, and six strings. How many do I have?")).toBe(
      "i have <list> / how many do i have",
    );
    expect(read("I have a fish, a bear, and a frog.")).toBe("i have <list>");
    expect(read("I have an apple, a pear, a plum, a fig, and a lime. How many do I have?")).toBe(
      "i have <list> / how many do i have",
    );
  });

  test("leave commas between longer parts alone", () => {
    expect(read("if you can do this for me today, then please do it well and soon, and thanks")).toBe(
      "if you can do this for me today then please do it well and soon and thanks",
    );
  });

  test("know the answers to choose", () => {
    const clauses = readClauses("Which is it?\nOptions:\n(A) the red one. Yes\n(B) 7\nC) no\nSay why.", false);
    expect(clauses.map(({ tokens, isOption }) => [tokens.join(" "), isOption])).toEqual([
      ["which is it", false],
      ["options", false],
      ["the red one", true],
      ["yes", true],
      ["<number>", true],
      ["no", true],
      ["say why", false],
    ]);
  });

  test("count a Chinese character as a word, and four Thai ones", () => {
    expect(read("翻译这个，谢谢")).toBe("翻 译 这 个 谢 谢");
    expect(read("สวัสดีครับ")).toBe("สวัส ดีคร ับ");
  });

  test("read inside quotes, braces and brackets where they are text", () => {
    expect(readClauses('{"task": "grade this"}', true).map(({ tokens }) => tokens)).toEqual([
      ["task"],
      ["grade", "this"],
    ]);
  });
});
