import { describe, expect, test } from "vitest";
import { addSignupBursts } from "../../src/graph/add-signup-bursts.ts";
import { defaultEvidencePolicy as policy } from "../../src/graph/default-evidence-policy.ts";
import { allTied, type LinkInWords, linksOf } from "../support/some-links.ts";

const second = { network: 10, device: 10 };
const most = policy.burstMinutes * 60;

interface Life {
  readonly signedUpAt: number;
  readonly lastEventAt: number;
}

/** The bursts among accounts 0, 1, 2 ... of these lives, all tied to all unless other links are given. */
function burstsOf(lives: readonly Life[], links?: readonly LinkInWords[], taken: readonly number[] = []): number[][] {
  const columns = linksOf(links ?? allTied([...lives.keys()], second));
  const signedUpAt = Float64Array.from(lives, (life) => life.signedUpAt);
  const lastEventAt = Float64Array.from(lives, (life) => life.lastEventAt);
  const communities = taken.length > 0 ? [{ members: Int32Array.from(taken), links: new Int32Array() }] : [];
  const all = addSignupBursts(communities, columns, signedUpAt, lastEventAt, policy);
  return all.slice(communities.length).map(({ members }) => [...members]);
}

const atOnce: readonly Life[] = [0, 20, 40].map((at) => ({ signedUpAt: at, lastEventAt: at + 5 }));

describe("addSignupBursts", () => {
  test("three accounts that one device made and used up at once are a group, and so are two", () => {
    expect(burstsOf(atOnce)).toEqual([[0, 1, 2]]);
    expect(burstsOf(atOnce.slice(0, 2))).toEqual([[0, 1]]);
  });

  test("who comes back is none of them", () => {
    const [first, ...others] = atOnce;
    expect(burstsOf([{ ...first, lastEventAt: most + 1 }, ...others])).toEqual([[1, 2]]);
  });

  test("sign-ups at the policy's distance are at once, a second more apart they are not", () => {
    const apart = (seconds: number) => [0, seconds].map((at) => ({ signedUpAt: at, lastEventAt: at }));
    expect(burstsOf(apart(most))).toHaveLength(1);
    expect(burstsOf(apart(most + 1))).toEqual([]);
  });

  test.each<[string, LinkInWords["bits"]]>([
    ["an address and a template", { network: 10, content: 10 }],
    ["a device alone", { device: 20 }],
    ["an address and hardly a device", { network: 20, device: policy.secondFamilyBits - 1 }],
  ])("%s in common make no group", (_, bits) => {
    expect(burstsOf(atOnce, allTied([0, 1, 2], bits))).toEqual([]);
  });

  test("nobody is taken out of a community", () => {
    expect(burstsOf(atOnce, undefined, [0])).toEqual([[1, 2]]);
    expect(burstsOf(atOnce, undefined, [0, 1])).toEqual([]);
  });

  test("says nothing of accounts whose sign-up was not seen", () => {
    expect(burstsOf(atOnce.map((life) => ({ ...life, signedUpAt: Number.NaN })))).toEqual([]);
  });

  describe("of a community of five", () => {
    const five: readonly Life[] = [0, 20, 40, 60, 80].map((at) => ({ signedUpAt: at, lastEventAt: at + 5 }));
    const kept = (lives: readonly Life[], bits: LinkInWords["bits"]) => {
      const columns = linksOf(allTied([...lives.keys()], bits));
      const community = { members: Int32Array.from(lives.keys()), links: Int32Array.from(columns.bits.keys()) };
      const signedUpAt = Float64Array.from(lives, (life) => life.signedUpAt);
      const lastEventAt = Float64Array.from(lives, (life) => life.lastEventAt);
      return addSignupBursts([community], columns, signedUpAt, lastEventAt, policy).map(({ members }) => [...members]);
    };
    const comesBack = (life: Life) => ({ ...life, lastEventAt: 86_400 });

    test("that is tied by a device, who came back is let go", () => {
      expect(kept([comesBack(five[0]), ...five.slice(1)], second)).toEqual([[1, 2, 3, 4]]);
    });

    test("that is tied by more than a device, nobody is", () => {
      expect(kept([comesBack(five[0]), ...five.slice(1)], { network: 10, payment: 10 })).toEqual([[0, 1, 2, 3, 4]]);
    });

    test("of whom most came back, nobody is", () => {
      expect(kept([...five.slice(0, 3).map(comesBack), ...five.slice(3)], second)).toEqual([[0, 1, 2, 3, 4]]);
    });
  });
});
