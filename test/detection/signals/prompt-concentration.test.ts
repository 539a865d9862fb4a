import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { promptConcentration } from "../../../src/detection/signals/prompt-concentration.ts";
import { each, type Somebody, someStrangers, weigh } from "../../support/a-community.ts";

const policy = defaultPolicy.signals.promptConcentration;

/** So many accounts, in turn on so many templates. */
const sending = (count: number, templates: number): Somebody[] =>
  each(count, (number) => ({ uses: { prompt_opening: [`template ${number % templates}`] } }));

describe("prompt-concentration", () => {
  test("templates that nobody else sends weigh in full", () => {
    expect(weigh(promptConcentration, sending(20, 4))).toEqual({
      name: "prompt-concentration",
      weight: policy.weight,
      summary: "100 % of the accounts send prompts from 4 templates that hardly any stranger sends",
    });
    expect(weigh(promptConcentration, sending(20, 1))?.summary).toBe(
      "100 % of the accounts send prompts from one template that hardly any stranger sends",
    );
  });

  test("says nothing where everybody writes their own", () => {
    expect(weigh(promptConcentration, sending(20, 20))).toBeUndefined();
  });

  test("says nothing of a popular tool's users: strangers send its template as well", () => {
    expect(weigh(promptConcentration, sending(20, 1), [...someStrangers, ...sending(300, 1)])).toBeUndefined();
  });

  test("says nothing of a class whose exercise other classes do too", () => {
    expect(weigh(promptConcentration, sending(25, 1), [...someStrangers, ...sending(25, 1)])).toBeUndefined();
  });

  test("a template is rare up to the policy's share of outsiders", () => {
    const outsiders = 20 * policy.outsiders;
    expect(weigh(promptConcentration, sending(20, 1), [...someStrangers, ...sending(outsiders, 1)])).toBeDefined();
    expect(
      weigh(promptConcentration, sending(20, 1), [...someStrangers, ...sending(outsiders + 1, 1)]),
    ).toBeUndefined();
  });

  test("a card that all share is no template", () => {
    expect(
      weigh(
        promptConcentration,
        each(20, () => ({ uses: { payment_instrument: ["card"] } })),
      ),
    ).toBeUndefined();
  });
});
