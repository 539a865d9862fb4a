import { describe, expect, test } from "vitest";
import type { Label } from "../../src/model/label.ts";
import type { WorldEvent } from "../../src/simulate/world-event.ts";
import { ordinaryRingKinds, type RingKind, ringKinds, worldOptions } from "../../src/simulate/world-options.ts";
import { readWorld } from "./read-world.ts";

const twoOfEach = Object.fromEntries(ringKinds.map((kind) => [kind, 2])) as Record<RingKind, number>;
const { world, events, groupsOf, eventsOf } = readWorld({ seed: 3, people: 9000, rings: twoOfEach });
const hourMilliseconds = 3_600_000;

const signups = (of: readonly WorldEvent[]) => of.filter(({ type }) => type === "signup");
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
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
      "ci_runners",
      "class",
      "conference",
      "family_plan",
      "gateway",
      "gateway_operator",
      "household",
      "launch_rush",
      "library",
      "nightly_evaluation",
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

  test("of the addresses that two strangers use, most pass from one to the other, many after two weeks or more", () => {
    const loners = world.labels.filter(({ group }) => group === "");
    const visits = new Map<string, Map<string, number[]>>();
    for (const { ip, account_id, occurred_at } of eventsOf(loners)) {
      if (ip === undefined) continue;
      const byAccount = visits.get(ip) ?? new Map<string, number[]>();
      byAccount.set(account_id, [...(byAccount.get(account_id) ?? []), Date.parse(occurred_at)]);
      visits.set(ip, byAccount);
    }
    const gapsInDays = [...visits.values()].flatMap((byAccount) => {
      if (byAccount.size !== 2) return [];
      const [one, other] = [...byAccount.values()] as [number[], number[]];
      const gap = Math.max(Math.min(...one) - Math.max(...other), Math.min(...other) - Math.max(...one));
      return [gap / (24 * hourMilliseconds)];
    });
    expect(gapsInDays.filter((gap) => gap > 0).length).toBeGreaterThan(gapsInDays.length / 2);
    expect(gapsInDays.filter((gap) => gap >= 14).length).toBeGreaterThan(gapsInDays.length / 10);
  });

  test("households often share a card or a device, and sometimes both", () => {
    const households = [...groupsOf("household").values()].map((people) => eventsOf(people));
    const sharesCard = households.filter((of) => (accountsByValue(of, "payment_instrument")[0]?.users ?? 0) > 1);
    const sharesDevice = households.filter((of) => (accountsByValue(of, "device_id")[0]?.users ?? 0) > 1);
    for (const sharing of [sharesCard, sharesDevice]) {
      expect(sharing.length).toBeGreaterThan(households.length / 8);
      expect(sharing.length).toBeLessThan((households.length * 3) / 4);
    }
    expect(sharesCard.filter((of) => sharesDevice.includes(of)).length).toBeGreaterThan(5);
  });

  test("a class is done within minutes: half of it signs up within half an hour, on one address", () => {
    for (const pupils of groupsOf("class").values()) {
      const came = signups(eventsOf(pupils))
        .map(({ occurred_at }) => Date.parse(occurred_at))
        .sort((a, b) => a - b);
      const half = came.slice(0, Math.ceil(came.length / 2));
      expect((half.at(-1) ?? 0) - (half[0] ?? 0)).toBeLessThan(hourMilliseconds / 2);
    }
  });

  describe("of machines", () => {
    const firms = readWorld({ seed: 4, people: 600, ciFirms: 12, nightlyEvaluations: 12, gatewayOperators: 12 });
    const runnersOf = (members: readonly Label[]) => {
      const happened = firms.eventsOf(members);
      const companyCard = accountsByValue(happened, "payment_instrument")[0]?.value;
      const runners = new Set(
        happened.flatMap((event) => (event.payment_instrument === companyCard ? event.account_id : [])),
      );
      return happened.filter(({ account_id }) => runners.has(account_id));
    };

    test("build runners work round the clock, at addresses of a cloud where strangers' jobs run too", () => {
      const firmsByAddress = new Map<string, Set<string>>();
      for (const [name, members] of firms.groupsOf("ci_runners")) {
        const ofMachines = usage(runnersOf(members));
        if (ofMachines.length > 300) expect(hourEntropy(ofMachines)).toBeGreaterThan(4.5);
        for (const { ip = "" } of ofMachines) firmsByAddress.set(ip, (firmsByAddress.get(ip) ?? new Set()).add(name));
      }
      const shared = [...firmsByAddress.values()].filter(({ size }) => size > 1);
      expect(shared.length).toBeGreaterThan(firmsByAddress.size / 10);
    });

    test.each(["ci_runners", "nightly_evaluation", "gateway_operator"])(
      "%s: some firms are verified and some are not; each signs up with one domain",
      (kind) => {
        const came = [...firms.groupsOf(kind).values()].map((members) => signups(firms.eventsOf(members)));
        const verified = came.filter((of) => of.some(({ organization_id }) => organization_id !== undefined));
        expect(verified.length).toBeGreaterThan(1);
        expect(verified.length).toBeLessThan(11);
        for (const of of came) expect(new Set(of.map(({ email }) => email?.split("@")[1])).size).toBeLessThanOrEqual(1);
      },
    );
  });

  test("a nightly evaluation runs one suite of prompts, at night, many requests at a time", () => {
    for (const members of groupsOf("nightly_evaluation").values()) {
      const used = usage(eventsOf(members));
      expect(accountsByValue(used, "prompt_fingerprint")[5]?.users).toBeGreaterThan(members.length / 2);
      expect(hourEntropy(used)).toBeLessThan(3.9);
      expect(sum(used.map(({ requests = 0 }) => requests)) / used.length).toBeGreaterThan(25);
    }
  });

  test("the operator of a gateway sends hundreds of end users' prompts through a few accounts, whichever is free", () => {
    for (const members of groupsOf("gateway_operator").values()) {
      const prompts = accountsByValue(usage(eventsOf(members)), "prompt_fingerprint");
      expect(members.length).toBeLessThanOrEqual(30);
      expect(prompts.length).toBeGreaterThan(300);
      expect(prompts.filter(({ users }) => users > 1).length).toBeGreaterThan(20);
    }
  });

  test("hubs are heavy-tailed: ten times the users are less than a hundred times rarer, over three orders of magnitude", () => {
    const honest = world.labels.filter(({ isFake }) => !isFake);
    const users = accountsByValue(eventsOf(honest), "ip").map((address) => address.users);
    const withAtLeast = (count: number) => users.filter((value) => value >= count).length;
    for (const count of [2, 5, 20]) expect(withAtLeast(count * 10)).toBeGreaterThan(withAtLeast(count) / 100);
    expect(users[0]).toBeGreaterThan(200);
  });
});

describe("rings", () => {
  test("of every ordinary kind occur in the demo, ten or more", () => {
    const { rings } = worldOptions({ seed: 1, people: 20_000, scenario: "demo" });
    const counts = ordinaryRingKinds.map((kind) => rings[kind]);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(counts.reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(10);
  });

  test("are as many as were asked for, none smaller than twelve", () => {
    for (const kind of ringKinds) {
      const groups = groupsOf(`ring:${kind}`);
      // A ring with a successor is two groups.
      expect(groups.size).toBe(kind === "succession" ? 4 : 2);
      for (const members of groups.values()) expect(members.length).toBeGreaterThanOrEqual(12);
    }
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

  test("private addresses: hardly any is used by a second member, or by anybody at the same time", () => {
    for (const members of groupsOf("ring:private_addresses").values()) {
      const addresses = accountsByValue(eventsOf(members), "ip");
      expect(addresses.filter(({ users }) => users === 1).length).toBeGreaterThan(addresses.length * 0.9);
      expect(accountsByValue(eventsOf(members), "payment_instrument")[0]?.users).toBeGreaterThan(2);
    }
  });

  test("paraphrased: hardly ever does a member send what another sends, but for what the whole world sends", () => {
    for (const members of groupsOf("ring:paraphrased").values()) {
      const happened = eventsOf(members);
      const shared = new Set(
        accountsByValue(happened, "prompt_fingerprint").flatMap(({ value, users }) => (users > 1 ? value : [])),
      );
      const sent = usage(happened)
        .flatMap((event) => [event.prompt_fingerprint ?? []].flat())
        .filter((prompt) => !prompt.includes("common"));
      expect(sent.filter((prompt) => shared.has(prompt)).length).toBeLessThan(sent.length * 0.05);
      expect(accountsByValue(happened, "ip")[0]?.users).toBeGreaterThan(1);
    }
  });

  test("crowded proxies: two rings use the same exits, and neither card nor template of the other", () => {
    const [one, other] = [...groupsOf("ring:crowded_proxies").values()].map(eventsOf) as [WorldEvent[], WorldEvent[]];
    const inCommon = (field: "ip" | "payment_instrument") => {
      const values = new Set(accountsByValue(one, field).map(({ value }) => value));
      return accountsByValue(other, field).filter(({ value }) => values.has(value)).length;
    };
    expect(inCommon("ip")).toBeGreaterThan(5);
    expect(inCommon("payment_instrument")).toBe(0);
    expect(accountsByValue(one, "payment_instrument")[0]?.users).toBe(1);
  });

  test("succession: the second pool comes after the first is banned, with something of the first but none of its accounts", () => {
    const pools = groupsOf("ring:succession");
    for (const name of [...pools.keys()].filter((group) => group.endsWith("-pool-1"))) {
      const first = eventsOf(pools.get(name) ?? []);
      const second = eventsOf(pools.get(name.replace(/1$/, "2")) ?? []);
      expect(second.length).toBeGreaterThan(0);
      expect((first.at(-1)?.occurred_at ?? "") < (second[0]?.occurred_at ?? "")).toBe(true);
      const taken = (["ip", "payment_instrument", "prompt_fingerprint"] as const).map((field) => {
        const before = new Set(accountsByValue(first, field).map(({ value }) => value));
        return accountsByValue(second, field).filter(({ value, users }) => users > 1 && before.has(value)).length;
      });
      expect(Math.max(...taken)).toBeGreaterThan(0);
    }
  });

  test("disguised: a card each, hardly any templates, asleep at night, and no busier than people", () => {
    const honest = usage(eventsOf(world.labels.filter(({ isFake }) => !isFake)));
    const requestsPerEvent = sum(honest.map(({ requests = 0 }) => requests)) / honest.length;
    for (const members of groupsOf("ring:disguised").values()) {
      const happened = eventsOf(members);
      expect(accountsByValue(happened, "payment_instrument")[0]?.users).toBe(1);
      expect(hourEntropy(usage(happened))).toBeLessThan(3.6);
      expect(sum(usage(happened).map(({ requests = 0 }) => requests)) / usage(happened).length).toBeLessThan(
        2 * requestsPerEvent,
      );
    }
  });
});
