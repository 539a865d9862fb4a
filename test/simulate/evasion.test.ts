import { describe, expect, test } from "vitest";
import { type EvasionKnob, evasionKnobNames, evasionKnobs } from "../../src/simulate/evasion.ts";
import type { WorldEvent } from "../../src/simulate/world-event.ts";
import { ringKinds } from "../../src/simulate/world-options.ts";
import { readWorld } from "./read-world.ts";

const noRings = Object.fromEntries(ringKinds.map((kind) => [kind, 0]));

/** What the accounts of the only ring do, a ring of 60, at the knobs given. */
function ringAt(evasion: Partial<Record<EvasionKnob, number>>) {
  const { events, groupsOf, eventsOf } = readWorld({
    seed: 11,
    people: 1500,
    rings: { ...noRings, disguised: 1 },
    smallestRing: 60,
    largestRing: 60,
    // Enough exits for one each.
    proxiedHomeShare: 0.9,
    proxyNetworks: 1,
    evasion: { eventsPerDay: 4, ...evasion },
  });
  const [members = []] = groupsOf("ring:disguised").values();
  return { members, happened: eventsOf(members), events };
}

function sharersOf(of: readonly WorldEvent[], field: "ip" | "payment_instrument" | "prompt_fingerprint"): number[] {
  const accounts = new Map<string, Set<string>>();
  for (const event of of) {
    for (const value of [event[field] ?? []].flat())
      accounts.set(value, (accounts.get(value) ?? new Set()).add(event.account_id));
  }
  return [...accounts.values()].map(({ size }) => size).sort((a, b) => b - a);
}

function countEach(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const signups = (of: readonly WorldEvent[]) => of.filter(({ type }) => type === "signup");
const usage = (of: readonly WorldEvent[]) => of.filter(({ type }) => type === "usage");

describe("the knobs of evasion", () => {
  test("have a usual value inside their range, and say what they are", () => {
    for (const name of evasionKnobNames) {
      const { usual, least, most, meaning } = evasionKnobs[name];
      expect(usual).toBeGreaterThanOrEqual(least);
      expect(usual).toBeLessThanOrEqual(most);
      expect(meaning).not.toBe("");
    }
  });

  test.each([1, 5, 20])("accountsPerCard %d: so many pay with one card", (accountsPerCard) => {
    const { happened } = ringAt({ accountsPerCard });
    expect(sharersOf(happened, "payment_instrument")).toEqual(Array(60 / accountsPerCard).fill(accountsPerCard));
  });

  test("accountsPerExit 1: no address is used by two members; 20: most are", () => {
    const alone = sharersOf(ringAt({ accountsPerExit: 1 }).happened, "ip");
    expect(alone.filter((sharers) => sharers > 1).length).toBeLessThan(alone.length / 20);
    const crowded = sharersOf(ringAt({ accountsPerExit: 20, eventsPerDay: 20 }).happened, "ip");
    expect(crowded.filter((sharers) => sharers > 1).length).toBeGreaterThan(crowded.length / 4);
  });

  test("exitsPerAccount: an account is seen at more addresses", () => {
    const addressesPerAccount = (exitsPerAccount: number) => {
      const sharers = sharersOf(ringAt({ exitsPerAccount, accountsPerExit: 10 }).happened, "ip");
      return sharers.reduce((sum, count) => sum + count, 0) / 60;
    };
    expect(addressesPerAccount(6)).toBeGreaterThan(addressesPerAccount(1) * 2);
  });

  test("privateShare 1: every member has lines of its own", () => {
    const sharers = sharersOf(ringAt({ privateShare: 1, accountsPerExit: 20 }).happened, "ip");
    expect(sharers.filter((count) => count > 1).length).toBeLessThan(sharers.length / 20);
  });

  test("coverShare: so large a part of the prompts is innocuous", () => {
    const templateShare = (coverShare: number) => {
      const { happened } = ringAt({ coverShare, templatesPerAccount: 1 });
      const sent = usage(happened).flatMap(({ prompt_fingerprint }) => [prompt_fingerprint ?? []].flat());
      return Math.max(...countEach(sent).values()) / sent.length;
    };
    expect(templateShare(0)).toBe(1);
    expect(templateShare(0.8)).toBeCloseTo(0.2, 1);
    expect(templateShare(1)).toBeLessThan(0.02);
  });

  test("accountsPerTemplate: so many fill in one template", () => {
    const { happened } = ringAt({ accountsPerTemplate: 3, templatesPerAccount: 2, coverShare: 0, eventsPerDay: 20 });
    expect(sharersOf(happened, "prompt_fingerprint")).toEqual(Array(40).fill(3));
  });

  test("paraphraseShare 1: no template is left", () => {
    const sharers = sharersOf(ringAt({ paraphraseShare: 1, coverShare: 0 }).happened, "prompt_fingerprint");
    expect(sharers[0]).toBe(1);
  });

  test.each([6, 12, 24])("hoursPerDay %d: the ring is awake for so long", (hoursPerDay) => {
    const { happened } = ringAt({ hoursPerDay, eventsPerDay: 10 });
    const hours = countEach(usage(happened).map(({ occurred_at }) => occurred_at.slice(11, 13)));
    // The first try after a sign-up is not bound to the hours, but those are few.
    const busy = [...hours.values()].filter((count) => count > usage(happened).length / 100);
    expect(busy.length).toBe(hoursPerDay);
  });

  test.each([0.1, 3, 20])("signupDays %d: the sign-ups are spread over so many days", (signupDays) => {
    const times = signups(ringAt({ signupDays }).happened).map(
      ({ occurred_at }) => Date.parse(occurred_at) / 86_400_000,
    );
    const spread = Math.max(...times) - Math.min(...times);
    expect(spread).toBeLessThanOrEqual(signupDays);
    expect(spread).toBeGreaterThan(signupDays * 0.8);
  });

  test("eventsPerDay and requestsPerEvent: the ring works so much", () => {
    const work = (evasion: Partial<Record<EvasionKnob, number>>) => {
      const used = usage(ringAt({ signupDays: 0.1, ...evasion }).happened);
      return { events: used.length, requests: used.reduce((sum, { requests = 0 }) => sum + requests, 0) };
    };
    const usual = work({ eventsPerDay: 2, requestsPerEvent: 4 });
    expect(work({ eventsPerDay: 8, requestsPerEvent: 4 }).events / usual.events).toBeCloseTo(4, 0);
    const busier = work({ eventsPerDay: 2, requestsPerEvent: 40 });
    expect(busier.requests / busier.events / (usual.requests / usual.events)).toBeGreaterThan(7);
  });
});
