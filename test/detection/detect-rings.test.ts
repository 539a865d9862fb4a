import { describe, expect, test } from "vitest";
import { defaultPolicy } from "../../src/detection/default-policy.ts";
import { detectRings } from "../../src/detection/detect-rings.ts";
import { seededRandom } from "../../src/graph/seeded-random.ts";
import { type SightingInWords, shuffled, sightingsOf } from "../support/a-world.ts";
import { someAccounts } from "../support/some-accounts.ts";

const day = 86_400;
const strangers = 2000;

/** Strangers with a home each, and behind them a ring: a pool of proxies, a pool of cards, round the clock, in a hurry. */
function aWorldWithARing(ringSize: number) {
  const random = seededRandom(3);
  const count = strangers + ringSize;
  const sightings: SightingInWords[] = [];
  const accounts = someAccounts(count);
  for (let account = 0; account < count; account++) {
    const inRing = account >= strangers;
    const first = inRing ? 30 * day + Math.floor(random() * 3 * day) : Math.floor(random() * 60 * day);
    accounts.signedUpAt[account] = first;
    accounts.activeDays[account] = 10;
    accounts.requests[account] = inRing ? 4000 : 40 + random() * 100;
    for (let hour = 0; hour < 24; hour++) {
      if (inRing || (hour >= 8 && hour < 20)) accounts.activeHours[account * 24 + hour] = 5;
    }
    const see = (kind: SightingInWords["kind"], value: string) => {
      sightings.push({ account, kind, value, first, last: first + 10 * day, requests: 10 });
    };
    if (inRing) {
      for (let tries = 0; tries < 6; tries++) see("ip", `proxy ${tries} ${Math.floor(random() * 12)}`);
      see("payment_instrument", `card ${account % 8}`);
      see("prompt_fingerprint", `template ${account % 3}`);
    } else {
      see("ip", `home ${account}`);
      see("payment_instrument", `card of ${account}`);
      see("email_domain", "big.example");
    }
  }
  return { sightings: sightingsOf(count, sightings), accounts };
}

describe("detectRings", () => {
  const world = aWorldWithARing(60);
  const detection = detectRings(world.sightings, world.accounts, 90, defaultPolicy);

  test("finds the ring whole, and nobody else", () => {
    expect(detection.rings.filter(({ flagged }) => flagged).map(({ members }) => members.length)).toEqual([60]);
    expect(detection.rings[0].members[0]).toBe(strangers);
    expect(detection.rings[0].families).toEqual(["network", "payment", "content"]);
  });

  test.each([1, 2, 3])("gives the same bytes whatever order the sightings come in (order %d)", (order) => {
    const again = detectRings(shuffled(world.sightings, order), world.accounts, 90, defaultPolicy);
    const withoutNumbers = (found: typeof detection) =>
      JSON.stringify(
        found.rings.map((ring) => ({ ...ring, identifiers: ring.identifiers.map((i) => ({ ...i, identifier: 0 })) })),
      );
    expect(withoutNumbers(again)).toBe(withoutNumbers(detection));
  });

  test("keeps at most so many links of a member as the policy says, each inside the ring", () => {
    const [ring] = detection.rings;
    const members = new Set(ring.members);
    for (const member of members) {
      const links = ring.links.filter(({ account }) => account === member);
      expect(links.length).toBeGreaterThan(0);
      expect(links.length).toBeLessThanOrEqual(defaultPolicy.linksKeptPerMember);
      for (const { partner } of links) expect(members.has(partner)).toBe(true);
    }
  });

  test("does not hear a signal that the policy disables, and refuses the name of one that is none", () => {
    const detect = (name: string) =>
      detectRings(world.sightings, world.accounts, 90, { ...defaultPolicy, disabledSignals: [name] });
    const namesIn = ({ rings }: typeof detection) => rings[0].signals.map(({ name }) => name);
    expect(namesIn(detection)).toContain("daily-rhythm");
    expect(namesIn(detect("daily-rhythm"))).toEqual(namesIn(detection).filter((name) => name !== "daily-rhythm"));
    expect(() => detect("daily-rythm")).toThrow(new RangeError('There is no signal "daily-rythm"'));
  });

  test("tells its progress, stage by stage", () => {
    const stages: string[] = [];
    detectRings(world.sightings, world.accounts, 90, defaultPolicy, (stage) => stages.push(stage));
    expect([...new Set(stages)]).toEqual(["link", "group", "assess"]);
  });

  test("says nothing of an empty world", () => {
    expect(detectRings(sightingsOf(0, []), someAccounts(0), 90, defaultPolicy)).toEqual({
      rings: [],
      linkCount: 0,
      communityCount: 0,
    });
  });
});
