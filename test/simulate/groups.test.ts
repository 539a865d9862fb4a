import { describe, expect, test } from "vitest";
import type { WorldEvent } from "../../src/simulate/world-event.ts";
import { type RingKind, ringKinds, worldOptions } from "../../src/simulate/world-options.ts";
import { readWorld } from "./read-world.ts";

const twoOfEach = Object.fromEntries(ringKinds.map((kind) => [kind, 2])) as Record<RingKind, number>;
const { world, events, groupsOf, eventsOf } = readWorld({ seed: 3, people: 9000, rings: twoOfEach });
const hourMilliseconds = 3_600_000;

const signups = (of: readonly WorldEvent[]) => of.filter(({ type }) => type === "signup");
const usage = (of: readonly WorldEvent[]) => of.filter(({ type }) => type === "usage");

function spanOf(of: readonly WorldEvent[]): number {
  const times = of.map((event) => Date.parse(event.occurred_at));
  return Math.max(...times) - Math.min(...times);
}

/** Values of a field, the most frequent first, with how many different accounts show each. */
function accountsByValue(
  of: readonly WorldEvent[],
  field: "ip" | "payment_instrument" | "device_id" | "prompt_fingerprint",
) {
  const accounts = new Map<string, Set<string>>();
  for (const event of of) {
    for (const value of [event[field] ?? []].flat()) {
      accounts.set(value, (accounts.get(value) ?? new Set()).add(event.account_id));
    }
  }
  return [...accounts].map(([value, users]) => ({ value, users: users.size })).sort((a, b) => b.users - a.users);
}

/** Entropy in bits of the UTC hours, 4.585 where all are alike. */
function hourEntropy(of: readonly WorldEvent[]): number {
  const hours = new Array<number>(24).fill(0);
  for (const event of of)
    hours[Number(event.occurred_at.slice(11, 13))] = (hours[Number(event.occurred_at.slice(11, 13))] ?? 0) + 1;
  return hours.reduce(
    (sum, count) => (count === 0 ? sum : sum - (count / of.length) * Math.log2(count / of.length)),
    0,
  );
}

describe("honest groups", () => {
  test("of every kind occur", () => {
    const kinds = new Set(world.labels.filter(({ isFake }) => !isFake).map(({ groupKind }) => groupKind));
    expect([...kinds].sort()).toEqual([
      "",
      "build_farm",
      "cafe",
      "carrier",
      "class",
      "conference",
      "family_plan",
      "gateway",
      "household",
      "launch_rush",
      "library",
      "office",
      "tool_crowd",
      "university",
      "vpn",
    ]);
  });

  test("a class of 10 - 60 signs up within an hour at one school address and shares its exercise", () => {
    for (const pupils of groupsOf("class").values()) {
      expect(pupils.length).toBeGreaterThanOrEqual(10);
      expect(pupils.length).toBeLessThanOrEqual(60);
      const happened = eventsOf(pupils);
      expect(spanOf(signups(happened))).toBeLessThanOrEqual(hourMilliseconds);
      expect(new Set(signups(happened).map(({ ip }) => ip)).size).toBe(1);
      expect(accountsByValue(happened, "prompt_fingerprint")[0]?.users).toBeGreaterThan(pupils.length / 3);
    }
  });

  test("an office of 5 - 150 shares an address, and sleeps", () => {
    for (const staff of groupsOf("office").values()) {
      expect(staff.length).toBeGreaterThanOrEqual(5);
      expect(staff.length).toBeLessThanOrEqual(150);
      const used = usage(eventsOf(staff));
      expect(accountsByValue(used, "ip")[0]?.users).toBeGreaterThan(staff.length / 5);
      expect(hourEntropy(used)).toBeLessThan(4.5);
    }
  });

  test("about half of the offices are verified organisations", () => {
    const offices = [...groupsOf("office").values()];
    const verified = offices.filter((staff) => signups(eventsOf(staff)).some((event) => event.organization_id));
    expect(verified.length / offices.length).toBeGreaterThan(0.2);
    expect(verified.length / offices.length).toBeLessThan(0.8);
  });

  test("a household is 2 - 6 people, and the addresses of many are shared", () => {
    const households = [...groupsOf("household").values()];
    expect(households.every(({ length }) => length >= 2 && length <= 6)).toBe(true);
    const sharing = households
      .slice(0, 60)
      .filter((people) => (accountsByValue(eventsOf(people), "ip")[0]?.users ?? 0) > 1);
    expect(sharing.length).toBeGreaterThan(30);
  });

  test("an address of a carrier is used by a great many people", () => {
    const shared = accountsByValue(eventsOf([...groupsOf("carrier").values()].flat()), "ip");
    expect(shared[0]?.users).toBeGreaterThan(150);
  });

  test("a popular tool's template is sent by a great many people who share nothing else", () => {
    const [crowd] = groupsOf("tool_crowd").values();
    const happened = eventsOf(crowd ?? []);
    expect(accountsByValue(happened, "prompt_fingerprint")[0]?.users).toBeGreaterThan(200);
    expect(accountsByValue(happened, "payment_instrument")[0]?.users).toBeLessThanOrEqual(2);
  });

  test("a build farm works on one card of a verified organisation", () => {
    for (const runners of groupsOf("build_farm").values()) {
      const happened = eventsOf(runners);
      expect(accountsByValue(happened, "payment_instrument")).toHaveLength(1);
      expect(signups(happened).every((event) => event.organization_id !== undefined)).toBe(true);
    }
  });

  test("customers of a gateway share its address and nothing else", () => {
    for (const customers of groupsOf("gateway").values()) {
      const happened = eventsOf(customers);
      expect(accountsByValue(happened, "ip")[0]?.users).toBeGreaterThan(customers.length / 5);
      expect(accountsByValue(happened, "payment_instrument")[0]?.users).toBe(1);
    }
  });

  test("hundreds of strangers rush to a launch within an hour, from everywhere", () => {
    for (const strangers of groupsOf("launch_rush").values()) {
      const came = signups(eventsOf(strangers));
      expect(came.length).toBeGreaterThan(100);
      expect(spanOf(came)).toBeLessThanOrEqual(hourMilliseconds);
      expect(new Set(came.map(({ ip }) => ip)).size).toBeGreaterThan(came.length / 2);
    }
  });

  test("readers of a library take turns at its machines", () => {
    for (const readers of groupsOf("library").values()) {
      expect(accountsByValue(eventsOf(readers), "device_id")[0]?.users).toBeGreaterThan(3);
    }
  });

  test("addresses change hands: many are used by strangers, at different times", () => {
    const loners = world.labels.filter(({ group }) => group === "");
    const shared = accountsByValue(eventsOf(loners), "ip").filter(({ users }) => users === 2 || users === 3);
    expect(shared.length).toBeGreaterThan(100);
  });
});

describe("rings", () => {
  test("of every kind occur in the demo, ten or more", () => {
    const counts = Object.values(worldOptions({ seed: 1, people: 20_000, scenario: "demo" }).rings);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(10);
  });

  test("are as many as were asked for, none smaller than twelve", () => {
    const rings = ringKinds.map((kind) => groupsOf(`ring:${kind}`));
    expect(rings.every(({ size }) => size === 2)).toBe(true);
    for (const groups of rings)
      for (const members of groups.values()) expect(members.length).toBeGreaterThanOrEqual(12);
  });

  test("a naive ring signs up within an hour on one or two cards, and never sleeps", () => {
    for (const members of groupsOf("ring:naive").values()) {
      const happened = eventsOf(members);
      expect(spanOf(signups(happened))).toBeLessThanOrEqual(hourMilliseconds);
      expect(accountsByValue(happened, "payment_instrument").length).toBeLessThanOrEqual(2);
      if (usage(happened).length > 500) expect(hourEntropy(usage(happened))).toBeGreaterThan(4.5);
    }
  });

  test("a card pool hides behind homes whose owners use them too", () => {
    const honest = new Set(world.labels.filter(({ isFake }) => !isFake).map(({ accountId }) => accountId));
    const homes = new Set(events.filter(({ account_id }) => honest.has(account_id)).map(({ ip }) => ip));
    for (const members of groupsOf("ring:card_pool").values()) {
      const exits = accountsByValue(eventsOf(members), "ip");
      expect(exits.filter(({ value }) => homes.has(value)).length).toBeGreaterThan(exits.length / 10);
      expect(accountsByValue(eventsOf(members), "payment_instrument")[0]?.users).toBeGreaterThan(2);
    }
  });

  test("cover traffic pays with a card for each account and sends mostly prompts of its own", () => {
    for (const members of groupsOf("ring:cover_traffic").values()) {
      const happened = eventsOf(members);
      expect(accountsByValue(happened, "payment_instrument")[0]?.users).toBe(1);
      const prompts = accountsByValue(happened, "prompt_fingerprint");
      const templates = new Set(
        prompts.filter(({ users, value }) => users > 3 && !value.includes("common")).map(({ value }) => value),
      );
      const sent = usage(happened).flatMap((event) => [event.prompt_fingerprint ?? []].flat());
      const share = sent.filter((prompt) => templates.has(prompt)).length / sent.length;
      expect(share).toBeGreaterThan(0.05);
      expect(share).toBeLessThan(0.35);
    }
  });

  test("a subnet ring has an address for each account, in one block or a few", () => {
    for (const members of groupsOf("ring:subnet").values()) {
      const addresses = accountsByValue(eventsOf(members), "ip");
      const blocks = new Set(addresses.map(({ value }) => value.split(".").slice(0, 3).join(".")));
      expect(blocks.size).toBeLessThanOrEqual(Math.ceil(members.length / 250) + 1);
      expect(addresses[0]?.users).toBeLessThanOrEqual(1 + Math.ceil(members.length / 254));
    }
  });

  test("trial abuse shares machines or cards, and hardly works", () => {
    for (const members of groupsOf("ring:trial_abuse").values()) {
      const happened = eventsOf(members);
      const shared = Math.max(
        accountsByValue(happened, "device_id")[0]?.users ?? 0,
        accountsByValue(happened, "payment_instrument")[0]?.users ?? 0,
      );
      expect(shared).toBeGreaterThan(2);
      expect(happened.length / members.length).toBeLessThan(16);
    }
  });

  test.each(["ring:staggered", "ring:slow_growth"])("%s takes weeks to sign up", (kind) => {
    for (const members of groupsOf(kind).values())
      expect(spanOf(signups(eventsOf(members)))).toBeGreaterThan(14 * 24 * hourMilliseconds);
  });

  test("a slowly growing ring gets most of its members in the second half of its time", () => {
    for (const members of groupsOf("ring:slow_growth").values()) {
      const days = signups(eventsOf(members)).map(({ occurred_at }) => Date.parse(occurred_at));
      const middle = (Math.min(...days) + Math.max(...days)) / 2;
      expect(days.filter((time) => time > middle).length).toBeGreaterThan(members.length * 0.6);
    }
  });

  test("a ring that keeps human hours sleeps", () => {
    for (const members of groupsOf("ring:human_hours").values())
      expect(hourEntropy(usage(eventsOf(members)))).toBeLessThan(4.4);
  });

  test("a ring behind a commercial VPN shares its exits with honest customers", () => {
    const customers = new Set(eventsOf([...groupsOf("vpn").values()].flat()).map(({ ip }) => ip));
    for (const members of groupsOf("ring:vpn_cover").values()) {
      const exits = accountsByValue(eventsOf(members), "ip");
      expect(exits.filter(({ value }) => customers.has(value)).length).toBeGreaterThan(exits.length / 2);
    }
  });
});
