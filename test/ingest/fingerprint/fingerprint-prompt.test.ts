import { describe, expect, test } from "vitest";
import { fingerprintPrompt } from "../../../src/ingest/fingerprint/fingerprint-prompt.ts";
import { minHashBands } from "../../../src/ingest/fingerprint/min-hash.ts";
import { tokenise } from "../../../src/ingest/fingerprint/tokenise.ts";

const views = (text: string, kind: string) =>
  fingerprintPrompt(text)
    .filter((identifier) => identifier.kind === kind)
    .map(({ value }) => value);

const template = (name: string, count: number, quote: string, ending = "Answer with the letter only.") =>
  `You are a careful grader. Read the ${count} answers that ${name} gave to "${quote}" and say which one is best of all. ` +
  `Think step by step about every answer before you compare it with the others that came before it. ${ending}`;

describe("a prompt", () => {
  test("masks quotes, slots, names, numbers and links", () => {
    const text =
      'Ask Ada Lovelace about "the engine" in {year}, on 12.5 pages; see https://example.com/a?b. It\'s for <user>.';
    expect(tokenise(text).join(" ")).toBe(
      "ask <name> about <quote> in <slot> on <number> pages see <link> it's for <slot>",
    );
  });

  test("takes the same views of two uses of one template", () => {
    const one = template("Ada Lovelace", 12, "what is a ring?");
    const other = template("Grace", 7, "why does the sea look blue on some days and grey on others?");
    for (const kind of ["prompt_opening", "prompt_closing"]) {
      expect(views(one, kind)).toHaveLength(1);
      expect(views(one, kind)).toEqual(views(other, kind));
    }
  });

  test("keeps the opening where only the ending differs, and the other way round", () => {
    const one = template("Ada", 12, "a");
    const other = template(
      "Ada",
      12,
      "a",
      "Write a poem about winter and the sea and then translate it into French for me.",
    );
    expect(views(one, "prompt_opening")).toEqual(views(other, "prompt_opening"));
    expect(views(one, "prompt_closing")).not.toEqual(views(other, "prompt_closing"));
  });

  test("opening and closing are kinds of their own: the same words in either give other values", () => {
    const words = "one two three four five six seven eight nine ten eleven twelve";
    expect(views(`${words} ${words}`, "prompt_opening")).not.toEqual(views(`${words} ${words}`, "prompt_closing"));
  });

  test("carries the version before every value, and 128 bits", () => {
    const identifiers = fingerprintPrompt(template("Ada", 3, "x"));
    expect(identifiers.length).toBeGreaterThan(2);
    for (const { value } of identifiers) expect(value).toMatch(/^1:[\w-]{22}$/);
  });

  test.each(["", "thanks", "thank you very much", "a b c d e", "supercalifragilistic expialidocious"])(
    "has no fingerprint where it says too little: %j",
    (text) => {
      expect(fingerprintPrompt(text)).toEqual([]);
    },
  );

  test("in a script without spaces counts characters as words", () => {
    expect(views("请把下面的文章翻译成英文并且写一个简短的总结给我看看好吗谢谢", "prompt_opening")).toHaveLength(1);
  });

  test("of a hostile shape is read once, not again and again: 200,000 opening signs end", () => {
    // Each of these would take minutes if a sign made the reader look to the end of the text.
    for (const part of ['"', "{", "[", "<", "`", "“", "'", "a@", "www.", "1.", "{{{a ", '\n"']) {
      fingerprintPrompt(part.repeat(200_000 / part.length));
    }
  });
});

describe("the bands of MinHash", () => {
  const words = (from: number, to: number) => Array.from({ length: to - from }, (_, place) => `word${from + place}`);

  test("are the same for the same tokens", () => {
    expect(minHashBands(words(0, 100))).toEqual(minHashBands(words(0, 100)));
    expect(minHashBands(words(0, 100))).toHaveLength(3);
  });

  test("agree about as often as theory says", () => {
    // Shingles in common: 88 of 108, so J = 0.815 and one of three bands agrees with probability 1 - (1 - J³)³ = 0.904.
    let agreeing = 0;
    for (let pair = 0; pair < 300; pair++) {
      const start = pair * 1000;
      const [one, other] = [minHashBands(words(start, start + 100)), minHashBands(words(start + 10, start + 110))];
      if (one.some((band, place) => band === other[place])) agreeing += 1;
    }
    expect(agreeing / 300).toBeGreaterThan(0.84);
    expect(agreeing / 300).toBeLessThan(0.96);
  });

  test("of strangers never agree", () => {
    for (let pair = 0; pair < 200; pair++) {
      const one = minHashBands(words(pair * 1000, pair * 1000 + 60));
      const other = minHashBands(words(pair * 1000 + 500, pair * 1000 + 560));
      expect(one.some((band, place) => band === other[place])).toBe(false);
    }
  });

  test("are not taken of a short body", () => {
    expect(minHashBands(words(0, 23))).toEqual([]);
  });
});
