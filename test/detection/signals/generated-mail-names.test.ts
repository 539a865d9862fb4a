import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { generatedMailNames } from "../../../src/detection/signals/generated-mail-names.ts";
import { each, type Somebody, someStrangers, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.generatedMailNames;

/** Accounts with a mail address each, so many of them with a name that a program drew. */
const withMail = (count: number, generated: number): Somebody[] =>
  each(count, (number) => ({ uses: { email: [`${count} ${number}`] }, hasGeneratedMailName: number < generated }));

const others = [...someStrangers, ...withMail(500, 0)];

describe("generated-mail-names", () => {
  test("a ring whose mailboxes a program made weighs in full", () => {
    expect(weigh(generatedMailNames, withMail(20, 18), others)).toEqual({
      name: "generated-mail-names",
      weight: policy.weight,
      summary: "18 of 20 mail addresses have names that look drawn by a program (3.5 % of all do)",
    });
  });

  test("says nothing of an office, where one name looks odd", () => {
    expect(weigh(generatedMailNames, withMail(20, 1), others)).toBeUndefined();
  });

  test("says nothing of people behind a relay that everybody uses", () => {
    expect(weigh(generatedMailNames, withMail(20, 14), withMail(500, 320))).toBeUndefined();
  });

  test("says nothing of a household with an odd name or two", () => {
    expect(weigh(generatedMailNames, withMail(policy.smallest - 1, 3), others)).toBeUndefined();
  });

  test("says nothing where no mail address is known", () => {
    const unknown = each(20, () => ({}));
    expect(weigh(generatedMailNames, unknown, others)).toBeUndefined();
  });
});
