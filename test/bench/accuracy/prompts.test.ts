import { describe, expect, test } from "vitest";
import { someTemplates } from "../../ingest/fingerprint/some-templates.ts";
import { type LabelledPrompt, measurePrompts } from "./prompts.ts";

const templated: LabelledPrompt[] = Object.entries(someTemplates).flatMap(([family, texts]) =>
  texts.map((text) => ({ family, text })),
);
const one = "Explain to a ten-year-old how a refrigerator moves heat from inside to outside.";
const other = "Which wild mushrooms of the Black Forest must never be eaten raw?";
const strangers = (...texts: string[]): LabelledPrompt[] => texts.map((text) => ({ family: "", text }));

describe("the figures of prompts", () => {
  test("are perfect where every family is found and nobody else", () => {
    const { all, halves, families, prompts, sharedByStrangers } = measurePrompts([
      ...templated,
      ...strangers(one, other),
    ]);
    const perfect = { pairPrecision: 1, pairRecall: 1, groupPrecision: 1, groupRecall: 1 };
    expect([all, ...halves]).toEqual([perfect, perfect, perfect]);
    expect({ families, prompts, sharedByStrangers }).toEqual({
      families: Object.keys(someTemplates).length,
      prompts: templated.length + 2,
      sharedByStrangers: 0,
    });
  });

  test("by hand: a family of six found whole, one of two not found, and four strangers who send the same", () => {
    const { all, sharedByStrangers, byFamily } = measurePrompts([
      ...templated.slice(0, 6),
      { family: "unseen", text: one },
      { family: "unseen", text: other },
      ...strangers(
        "How do I do it?",
        ...Array.from({ length: 4 }, () => "Tell me about the history of Portuguese azulejos"),
      ),
    ]);
    // Pairs found: 15 of the family and 6 of the strangers; there are 15 + 1. In groups: 6 + 4 prompts; in families 8.
    expect(all).toEqual({ pairPrecision: 15 / 21, pairRecall: 15 / 16, groupPrecision: 0.6, groupRecall: 0.75 });
    expect(byFamily).toEqual([
      { family: "grader", pairRecall: 1, groupRecall: 1 },
      { family: "unseen", pairRecall: 0, groupRecall: 0 },
    ]);
    expect(sharedByStrangers).toBeGreaterThan(0);
  });

  test("call a group wrong for whoever is not of its largest family", () => {
    const [first] = templated as [LabelledPrompt];
    const { all } = measurePrompts([...templated.slice(0, 6), { ...first, family: "stolen" }]);
    expect(all).toMatchObject({ groupPrecision: 6 / 7, groupRecall: 6 / 7, pairPrecision: 15 / 21, pairRecall: 1 });
  });

  test("say nothing where there is nothing", () => {
    expect(measurePrompts([]).all).toEqual({
      pairPrecision: undefined,
      pairRecall: undefined,
      groupPrecision: undefined,
      groupRecall: undefined,
    });
  });
});
