import { describe, expect, test } from "vitest";
import { fingerprintPrompt, fingerprintWith } from "../../../src/ingest/fingerprint/fingerprint-prompt.ts";
import { takeViews } from "../../../src/ingest/fingerprint/take-views.ts";
import { someTemplates } from "./some-templates.ts";

const views = (text: string, view: string) => fingerprintPrompt(text).filter((value) => value.includes(`:${view}:`));
const share = (one: string, other: string) => {
  const values = new Set(fingerprintPrompt(one));
  return fingerprintPrompt(other).some((value) => values.has(value));
};

describe("a fingerprint", () => {
  test("carries the version, the view and 128 bits", () => {
    const values = fingerprintPrompt(
      "Rate the following customer review from 1 to 5 and say in one sentence why: {review}",
    );
    expect(values.length).toBeGreaterThan(1);
    for (const value of values) expect(value).toMatch(/^1:(?:opening|closing|body):[\w-]{22}$/);
  });

  test("is the same from one release to the next: whoever changes this value needs another version", () => {
    expect(fingerprintPrompt("Sort the following words alphabetically: List: winter ledger module")).toEqual([
      "1:opening:1AJrwxlEq0bzjOOAW5fHFQ",
      "1:closing:4Muo7YDktYSLpIIbSFiIOg",
    ]);
  });

  test("is at most eight values, which is what an event takes, and none twice", () => {
    for (const prompts of Object.values(someTemplates)) {
      for (const prompt of prompts) {
        const values = fingerprintPrompt(prompt);
        expect(values.length).toBeLessThanOrEqual(8);
        expect(new Set(values).size).toBe(values.length);
      }
    }
  });

  test("of another version never meets this one, and both can be made side by side", () => {
    const next = { number: 2, takeViews };
    const text = "Rate the following customer review from 1 to 5 and say in one sentence why: {review}";
    const both = fingerprintWith([{ number: 1, takeViews }, next], text);
    expect(both).toEqual([...fingerprintPrompt(text), ...fingerprintWith([next], text)]);
    expect(new Set(both).size).toBe(2 * fingerprintPrompt(text).length);
  });

  test("of an opening is never that of a closing, even with the same words", () => {
    const words = "one two three four five six seven eight nine ten eleven twelve";
    expect(fingerprintPrompt(`${words} ${words}`).map((value) => value.slice(10))).toSatisfy(
      (digests: string[]) => new Set(digests).size === digests.length,
    );
  });
});

describe("uses of one template", () => {
  test.each(Object.entries(someTemplates))("%s: every two share a view", (_, prompts) => {
    for (const one of prompts)
      for (const other of prompts) expect([one, other, share(one, other)]).toEqual([one, other, true]);
  });

  test("share nothing with those of another", () => {
    const seen = new Map<string, string>();
    for (const [name, prompts] of Object.entries(someTemplates)) {
      for (const value of prompts.flatMap(fingerprintPrompt)) {
        expect([value, seen.get(value) ?? name]).toEqual([value, name]);
        seen.set(value, name);
      }
    }
  });

  test("share their opening where only the ending differs, and the other way round", () => {
    const body =
      "You will get the minutes of a meeting and find out who promised what. {minutes} {agenda} {guests} {place} ";
    const one = `${body}Answer with a table of names and deadlines, nothing else.`;
    const other = `${body}Write a poem about winter and the sea, then translate it into French.`;
    expect(views(one, "opening")).toEqual(views(other, "opening"));
    expect(views(one, "closing")).not.toEqual(views(other, "closing"));
    const late = `Dear assistant, here comes something entirely different. ${one}`;
    expect(views(late, "closing")).toEqual(views(one, "closing"));
    expect(views(late, "opening")).not.toEqual(views(one, "opening"));
  });

  test("are not hidden by invisible characters, another width, case or line ends", () => {
    const plain = "Summarise the following court ruling for a layperson in plain language: {ruling}";
    expect(fingerprintPrompt(plain.replaceAll("e", "e\u200b\u00ad"))).toEqual(fingerprintPrompt(plain));
    expect(fingerprintPrompt(plain.replace("court", "ｃｏｕｒｔ"))).toEqual(fingerprintPrompt(plain));
    expect(fingerprintPrompt(`\r\n  ${plain.replace(": ", ":\r\n")}\n`)).toEqual(fingerprintPrompt(plain));
  });

  test("are found where the whole prompt stands in quotes or is JSON", () => {
    const text = "Summarise the following court ruling for a layperson in plain language";
    expect(share(`"${text}: Smith against Jones"`, `"${text}: the crown against Doe"`)).toBe(true);
    const asJson = (input: string) => JSON.stringify({ instruction: text, input });
    expect(share(asJson("Smith against Jones"), asJson("the crown against Doe"))).toBe(true);
    expect(share('{"a": "b", "c": 1, "d": "e", "f": "g"}', '{"h": "i", "j": 2, "k": "l", "m": "n"}')).toBe(false);
  });
});

describe("a prompt that says too little", () => {
  test.each([
    "",
    " ",
    "thanks",
    "thank you very much",
    "a b c d e",
    "2 + 2 =",
    "???",
    "🎯🚀👩‍👩‍👧 🎉",
    "1234567890",
    "\0\0",
    "\ud800",
    "好的",
    "شكرا جزيلا",
  ])("has no fingerprint: %j", (text) => {
    expect(fingerprintPrompt(text)).toEqual([]);
  });
});

describe("a prompt of 200,000 characters", () => {
  const longest = 200_000;
  const filled = (part: string) => part.repeat(Math.ceil(longest / part.length)).slice(0, longest);

  test("is known by its start and by its end", () => {
    const opening = "You are reviewing a large code base for memory leaks. Read every file below before you answer. ";
    const closing = " List each leak with its file, its line and a patch that fixes it without changing behaviour.";
    const one = opening + filled("const winter = 1;\n").slice(200) + closing;
    const other = opening + filled("let summer = [2, 3];\n").slice(200) + closing;
    expect(views(one, "opening")).toEqual(views(other, "opening"));
    expect(views(one, "closing")).toEqual(views(other, "closing"));
  });

  // Each of these would take minutes if a sign made the reader look to the end of the text.
  test.each([
    '"',
    "{",
    "[",
    "<",
    "`",
    "“",
    "'",
    "a@",
    "www.",
    "1.",
    "1+",
    "{{{a ",
    '\n"',
    "\nA) ",
    "\nA) B) x",
    "A.",
    "a, ",
    "Ab and the ",
    "ﷺ",
    "\u200b",
    "请把下面的文章翻译成英文",
  ])("of %j again and again is read once", (part) => {
    fingerprintPrompt(filled(part));
  });
});
