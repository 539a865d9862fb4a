import { describe, expect, test } from "vitest";
import { countNullModelRings } from "../../src/detection/count-null-model-rings.ts";
import { defaultPolicy } from "../../src/detection/default-policy.ts";
import type { DetectedRing } from "../../src/detection/detected-ring.ts";
import { detectRings } from "../../src/detection/detect-rings.ts";
import { aJudgedPopulation, type Somebody, type Verdicts } from "../support/a-community.ts";
import * as groups from "../support/look-alikes.ts";

const detect = (everybody: readonly Somebody[], verdicts: Verdicts = []) => {
  const { sightings, accounts, precedents } = aJudgedPopulation(everybody, verdicts);
  const { rings } = detectRings(sightings, accounts, defaultPolicy.windowDays, defaultPolicy, undefined, precedents);
  return { sightings, accounts, precedents, rings };
};
const strangers = groups.strangers(1);
const isNobodyKnown = ({ members }: { members: Int32Array }) => members.every((member) => member >= strangers.length);

/** A ring as it was when it was confirmed, and long ago. */
const confirmed = (ring: readonly Somebody[]) => ring.map((fake): Somebody => ({ ...fake, decided: "confirmed" }));

describe("verdicts", () => {
  test("an office of which an analyst has said so falls apart: neither its address nor its card ties it any more", () => {
    const world = [...strangers, ...groups.anOffice(101)];
    expect(detect(world).rings.filter(isNobodyKnown)).toHaveLength(1);
    const verdicts: Verdicts = [
      ["ip", "the office", "office"],
      ["payment_instrument", "the company's card", "company_card"],
    ];
    expect(detect(world, verdicts).rings.filter(isNobodyKnown)).toEqual([]);
  });

  test("where one thing is excused the rest still ties, and what is excused is shown without bits", () => {
    const { rings, precedents } = detect([...strangers, ...groups.aCardPool(201)], [["ip", "proxy 1", "vpn"]]);
    const [ring] = rings.filter(({ flagged }) => flagged);
    expect(ring.members.length).toBeGreaterThan(50);
    const [{ identifier }] = precedents.judged;
    expect(ring.identifiers.at(-1)).toMatchObject({ identifier, bits: 0, contribution: 0, otherCount: 0 });
    expect(ring.identifiers.at(-1)?.memberCount).toBeGreaterThan(10);
  });

  test("what is known to be bad raises the risk, and is among what is shown even where one alone uses it", () => {
    const world = [...strangers, ...groups.anOffice(101)];
    const riskOf = (verdicts: Verdicts) => detect(world, verdicts).rings.find(isNobodyKnown)?.risk ?? 0;
    expect(riskOf([["ip", "the office", "known_bad"]])).toBeGreaterThan(riskOf([]));
    expect(riskOf([["ip", "the office", "known_bad"]])).toBeLessThan(defaultPolicy.flagThreshold);
    const { rings, precedents } = detect(world, [["device_id", "laptop 7", "known_bad"]]);
    const [{ identifier }] = precedents.judged;
    expect(rings.find(isNobodyKnown)?.identifiers.at(-1)).toMatchObject({ identifier, memberCount: 1, otherCount: 0 });
  });

  test("hold for the null model as well", () => {
    // Whoever is dealt anew among people who all have the same two things has them again.
    const clerks = groups.anOffice(101).map(({ uses: _own, ...clerk }): Somebody => {
      return { ...clerk, uses: { ip: ["the office"], payment_instrument: ["the company's card"] } };
    });
    const others = groups.strangers(1).map(({ uses: _own, ...stranger }): Somebody => stranger);
    const policy = { ...defaultPolicy, nullModelOneIn: 1, flagThreshold: 1e-6 };
    const count = (verdicts: Verdicts) => {
      const { sightings, accounts, precedents } = aJudgedPopulation([...clerks, ...others], verdicts);
      return countNullModelRings({ sightings, accounts }, 90, policy, precedents);
    };
    expect(count([])).toBe(1);
    expect(count([["ip", "the office", "office"]])).toBe(0);
  });
});

describe("a confirmed ring", () => {
  const proxies = { ip: ["proxy 1"], ip_prefix: ["network of proxy 1"] };

  test("does not convict the household behind one of its proxies, nor the family whose card it stole", () => {
    const household = groups.aHousehold(101).map((child) => {
      return {
        ...child,
        uses: { ...child.uses, ip: [...(child.uses?.ip ?? []), ...proxies.ip], ip_prefix: proxies.ip_prefix },
      };
    });
    const robbed = groups.aHousehold(102).map((child) => {
      const uses = { ip: ["their line"], device_id: ["their tablet"], payment_instrument: ["stolen card 1"] };
      return { ...child, uses: { ...child.uses, ...uses } };
    });
    const world = [...strangers, ...household, ...robbed];
    const ring = confirmed(groups.aCardPool(201));
    const accused = detect([...world, ...ring]).rings.filter(({ flagged }) => flagged);
    expect(accused.flatMap(({ members }) => [...members]).filter((member) => member < world.length)).toEqual([]);
    expect(accused.length).toBeGreaterThan(0);
  });

  test("makes the pool that comes after it on its cards more suspect, and itself no more", () => {
    const first = groups.aCardPool(201);
    const second = groups.aCardPool(202).map(({ uses, ...fake }) => {
      return { ...fake, uses: { ...uses, ip: uses?.ip?.map((proxy) => `another ${proxy}`) } };
    });
    const findSecond = (known: readonly Somebody[]) =>
      detect([...strangers, ...second, ...known]).rings.find(({ members }) => members.includes(strangers.length));
    // The first pool is banned and silent: only what it used is known.
    const cardsOf = confirmed(first).map(({ uses, decided }): Somebody => {
      return { decided, uses: { payment_instrument: uses?.payment_instrument } };
    });
    const names = (ring: DetectedRing | undefined) => ring?.signals.map(({ name }) => name);
    expect(names(findSecond([]))).not.toContain("known-abuse");
    expect(names(findSecond(cardsOf))).toContain("known-abuse");
    const [itself] = detect([...strangers, ...confirmed(first)]).rings.filter(({ flagged }) => flagged);
    expect(names(itself)).not.toContain("known-abuse");
  });
});
