import { describe, expect, test } from "vitest";
import { readClauses } from "../../../src/ingest/fingerprint/read-clauses.ts";
import { closingSkeletons, openingSkeletons } from "../../../src/ingest/fingerprint/skeleton.ts";
import { tellingLetters } from "../../../src/ingest/fingerprint/telling-letters.ts";

const opening = (text: string) => openingSkeletons(readClauses(text, false));
const closing = (text: string) => closingSkeletons(readClauses(text, false));

describe("a skeleton", () => {
  test("is cut where a clause ends, and after twelve tokens", () => {
    const text = "Sort the following words alphabetically: List: winter ledger module harbour engine garden matrix";
    expect(opening(text)).toEqual([
      "sort the following words alphabetically",
      "sort the following words alphabetically list winter ledger module harbour engine garden",
    ]);
  });

  test("of an ending is cut where its clause begins, and twelve tokens before the end", () => {
    const text = "One grows roses beside the old wall. Which of these statements is the most convincing argument?";
    expect(closing(text)).toEqual([
      "which of these statements is the most convincing argument",
      "the old wall which of these statements is the most convincing argument",
    ]);
  });

  test("takes more clauses until they say enough", () => {
    expect(opening("Hello. Be brief. Rewrite this paragraph politely. Then stop.")[0]).toBe(
      "hello be brief rewrite this paragraph politely",
    );
  });

  test("is not taken where it says little: that is how everybody starts, and how everybody ends", () => {
    expect(opening("I want you to act as a 'poet'. {a} {b} {c} {d} {e} {f}")).toEqual([]);
    expect(closing("{a} {b} {c} {d} {e} {f} {g} {h} {i} {j} {k} {l}. My first request is 'a poem'.")).toEqual([]);
  });

  test("that is the whole prompt needs less, because it says where the prompt ends", () => {
    expect(opening("Does Fidel tell the whole truth?")).toEqual(["does <name> tell the whole truth"]);
    expect(opening("Is it so?")).toEqual([]);
  });

  test("has one mask for the answers to choose, and does not take a single letter for answers", () => {
    const question = "Which colour has the thing right of the teapot?";
    expect(closing(`${question}\n(A) red\n(B) green`)[0]).toBe(
      "which colour has the thing right of the teapot <options>",
    );
    expect(closing(`${question}\nA. Nothing`)[0]).toBe("which colour has the thing right of the teapot nothing");
  });
});

describe("how much tokens say", () => {
  test.each([
    ["i want you to act as a", 16],
    ["sort the following words alphabetically", 35],
    ["<name> <name> very <number>", 0],
    ["very very very very good good", 0],
    ["翻 译 这 个", 12],
  ])("%j: %d letters", (text, letters) => {
    expect(tellingLetters(text.split(" "))).toBe(letters);
  });
});
