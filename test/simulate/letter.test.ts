import { describe, expect, test } from "vitest";
import { createWorld } from "../../src/simulate/create-world.ts";
import { letterOptions } from "../../src/simulate/letter.ts";
import { RingTally } from "../../src/simulate/tally-rings.ts";
import type { WorldEvent } from "../../src/simulate/world-event.ts";
import { eventLines } from "../../src/simulate/write-world.ts";

const scale = 0.004;
const world = createWorld(letterOptions({ seed: 3, scale }));
const events = [...world.days()].flat();
const poolOf = new Map(world.labels.filter(({ isFake }) => isFake).map(({ accountId, group }) => [accountId, group]));
const eventsOf = (pool: string) => events.filter(({ account_id }) => poolOf.get(account_id) === `ring-letter-${pool}`);
const [first, second] = [eventsOf("pool-1"), eventsOf("pool-2")];
const ban = "2026-05-14T00:00:00.000Z";

const valuesOf = (ofPool: readonly WorldEvent[], field: "payment_instrument" | "ip" | "prompt_fingerprint") =>
  new Set(ofPool.flatMap((event) => (event[field] as string | undefined) ?? []));
const shareIn = (values: Set<string>, others: Set<string>) =>
  [...values].filter((value) => others.has(value)).length / values.size;
const requestsOf = (ofPool: readonly WorldEvent[]) => ofPool.reduce((sum, { requests = 0 }) => sum + requests, 0);

describe("the world of the letter", () => {
  test("has the accounts, the exchanges and the people of the record, in proportion", () => {
    expect(poolOf.size).toBe(25_000 * scale);
    expect(Math.abs(requestsOf([...first, ...second]) / (28_800_000 * scale) - 1)).toBeLessThan(0.05);
    const honest = world.labels.length - poolOf.size;
    expect(honest).toBeGreaterThanOrEqual(1_000_000 * scale);
    expect(honest).toBeLessThan(1_000_000 * scale * 1.05);
  });

  test("comes close to the exchanges of the record: within 2 % at a hundredth", () => {
    const larger = createWorld(letterOptions({ seed: 3, scale: 0.01 }));
    const tally = new RingTally(larger);
    for (let day = 0; day < larger.options.days; day += 1) larger.visitDay(day, (event) => tally.note(event));
    expect(Math.abs(tally.read().fakes.exchanges / 288_000 - 1)).toBeLessThan(0.02);
  });

  test("lasts from 22 April to 5 June, for the campaign too, and aims at three things alike", () => {
    const campaign = events.filter(({ account_id }) => poolOf.has(account_id));
    for (const ofAll of [events, campaign]) {
      expect(ofAll[0]?.occurred_at.slice(0, 10)).toBe("2026-04-22");
      expect(ofAll.at(-1)?.occurred_at.slice(0, 10)).toBe("2026-06-05");
    }
    const total = requestsOf(campaign);
    for (const capability of ["agentic_reasoning", "software_engineering", "long_horizon_tasks"])
      expect(requestsOf(campaign.filter((event) => event.capability === capability)) / total).toBeCloseTo(1 / 3, 1);
  });

  test("has the first pool banned at once, and a second that has signed up within two days", () => {
    expect(first.every(({ occurred_at }) => occurred_at < ban)).toBe(true);
    expect(first.at(-1)?.occurred_at.slice(0, 10)).toBe("2026-05-13");
    expect(second.every(({ occurred_at }) => occurred_at >= ban)).toBe(true);
    const signups = second.filter(({ type }) => type === "signup");
    expect(signups).toHaveLength(12_500 * scale);
    expect(signups.at(-1)?.occurred_at.slice(0, 10) ?? "").toBeOneOf(["2026-05-14", "2026-05-15"]);
  });

  test("has the second pool go on with a part of what the first used, and no account of it", () => {
    for (const field of ["payment_instrument", "ip", "prompt_fingerprint"] as const) {
      const [used, uses] = [valuesOf(first, field), valuesOf(second, field)];
      expect(shareIn(uses, used), field).toBeGreaterThan(0);
      expect(shareIn(uses, used), field).toBeLessThan(0.6);
    }
    const accounts = new Set(first.map(({ account_id }) => account_id));
    expect(second.filter(({ account_id }) => accounts.has(account_id))).toEqual([]);
  });

  test("keeps every account of the campaign far below any limit: 26 exchanges a day of the campaign", () => {
    const perAccountDay = requestsOf([...first, ...second]) / poolOf.size / world.options.days;
    expect(perAccountDay).toBeGreaterThan(25);
    expect(perAccountDay).toBeLessThan(27);
  });

  test("sends usage as counts by the hour: no two for one hour of the same in every respect", () => {
    const usage = events.filter(({ type }) => type === "usage");
    const signedUpAt = new Map(
      events.filter(({ type }) => type === "signup").map(({ account_id, occurred_at }) => [account_id, occurred_at]),
    );
    const offTheHour = usage.filter(
      ({ account_id, occurred_at }) =>
        !occurred_at.endsWith(":00:00.000Z") && occurred_at !== signedUpAt.get(account_id),
    );
    expect(offTheHour).toEqual([]);
    const keys = usage.map(({ account_id, occurred_at, ip, device_id, prompt_fingerprint, model, capability }) =>
      JSON.stringify([account_id, occurred_at, ip, device_id, prompt_fingerprint, model, capability]),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(usage.every(({ prompt_fingerprint }) => !Array.isArray(prompt_fingerprint))).toBe(true);
    expect(usage.some(({ requests = 0 }) => requests > 20)).toBe(true);
  });

  test("has every kind of honest groups, and no other ring", () => {
    const kinds = new Set(world.labels.map(({ groupKind }) => groupKind));
    const rings = [...kinds].filter((kind) => kind.startsWith("ring:"));
    expect(rings).toEqual(["ring:campaign"]);
    for (const kind of ["office", "household", "carrier", "vpn", "tool_crowd", "gateway", "ci_runners", "build_farm"])
      expect(kinds).toContain(kind);
  });

  test.each([0, 0.0009, 1.1, Number.NaN])("is refused at a scale of %d", (wrong) => {
    expect(() => letterOptions({ seed: 1, scale: wrong })).toThrow(RangeError);
  });
});

describe("the lines of a world", () => {
  test("are its events in the order of time, however they are packed meanwhile", () => {
    const lines = [...eventLines(world)].join("").trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toEqual(events);
  });
});

describe("the tally of a world's rings", () => {
  test("counts what its events say", () => {
    const tally = new RingTally(world);
    for (const _ of eventLines(world, { onEvent: (event) => tally.note(event) }));
    const { rings, fakes, ...totals } = tally.read();
    expect(totals).toEqual({
      events: events.length,
      accounts: world.labels.length,
      honest_accounts: world.labels.length - poolOf.size,
    });
    expect(rings.map(({ group }) => group)).toEqual(["ring-letter-pool-1", "ring-letter-pool-2"]);
    for (const [pool, ofPool] of [first, second].entries()) {
      expect(rings[pool]).toMatchObject({
        group_kind: "ring:campaign",
        accounts: 50,
        exchanges: requestsOf(ofPool),
        first_event_at: ofPool[0]?.occurred_at,
        last_event_at: ofPool.at(-1)?.occurred_at,
      });
    }
    expect(fakes).toMatchObject({
      accounts: 100,
      exchanges: requestsOf(first) + requestsOf(second),
      first_event_at: first[0]?.occurred_at,
      last_event_at: second.at(-1)?.occurred_at,
    });
    const shares = Object.values(fakes.capabilities);
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1, 10);
    expect(shares).toEqual(shares.toSorted((left, right) => right - left));
  });
});
