import { describe, expect, test } from "vitest";
import { defaultEvidencePolicy as policy } from "../../src/graph/default-evidence-policy.ts";
import { releaseWhoBelongsElsewhere } from "../../src/graph/release-who-belongs-elsewhere.ts";
import { allTied, type LinkInWords, linksOf, numbersFrom } from "../support/some-links.ts";

const core = numbersFrom(0, 10);
const person = 10;
const atHome = 20;

/** Who stays of the ring and the person that proxies and a template tie to it, by the person's other ties. */
function staying(others: readonly LinkInWords[]): number[] {
  const members = [...core, person];
  const proxied = core.map((fake) => ({ between: [fake, person] as const, bits: { network: 9, content: 9 } }));
  const links = linksOf([...allTied(core, { network: 10, payment: 10 }), ...proxied, ...others]);
  const inside = Int32Array.from(links.accountA.keys()).filter(
    (link) => members.includes(links.accountA[link]) && members.includes(links.accountB[link]),
  );
  const community = { members: Int32Array.from(members), links: inside };
  return releaseWhoBelongsElsewhere([community], 100, links, policy).flatMap((kept) => [...kept.members]);
}

const between = (a: number, b: number, bits: LinkInWords["bits"]): LinkInWords => ({ between: [a, b], bits });

describe("releaseWhoBelongsElsewhere", () => {
  test("lets go who shares home and card with somebody outside, more strongly than anything with the ring", () => {
    expect(staying([between(person, atHome, { network: 12, payment: 12 })])).toEqual(core);
  });

  test("keeps who shares less with somebody outside than with the ring", () => {
    expect(staying([between(person, atHome, { network: 6, payment: 6 })])).toEqual([...core, person]);
  });

  test("keeps who shares addresses alone with somebody outside: another customer of the same proxies", () => {
    expect(staying([between(person, atHome, { network: 40 })])).toEqual([...core, person]);
  });

  test("keeps who shares a card with a member, whatever it shares outside", () => {
    const ties = [between(person, atHome, { network: 12, payment: 12 }), between(person, 0, { payment: 8 })];
    expect(staying(ties)).toEqual([...core, person]);
  });

  test("keeps a ring as it is that has no such member", () => {
    expect(staying([])).toEqual([...core, person]);
  });
});
