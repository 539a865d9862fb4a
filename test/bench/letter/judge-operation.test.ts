import { describe, expect, test } from "vitest";
import type { Label } from "../../../src/model/label.ts";
import type { WorldTruth } from "../../../src/simulate/tally-rings.ts";
import { listFaults, toClaims, toHits } from "./judge-operation.ts";
import type { Operation } from "./read-operations.ts";

const truth: WorldTruth = {
  events: 9000,
  accounts: 1100,
  honest_accounts: 900,
  rings: [],
  fakes: {
    accounts: 200,
    exchanges: 10_000,
    first_event_at: "2026-04-22T00:00:00.000Z",
    last_event_at: "2026-05-02T00:00:00.000Z",
    capabilities: { agentic_reasoning: 0.6, long_horizon_tasks: 0.4 },
  },
};

const right: Operation = {
  rings: [{ id: "ring_1" }, { id: "ring_2" }] as unknown as Operation["rings"],
  found: [],
  accountIds: new Set(Array.from({ length: 200 }, (_, account) => `fake_${account}`)),
  exchanges: 10_000,
  firstEventAt: "2026-04-22T00:00:00.000Z",
  lastEventAt: "2026-05-02T00:00:00.000Z",
  aims: ["agentic_reasoning", "long_horizon_tasks"],
  lineage: ["ring_2 takes over 3 cards of ring_1"],
};

const labels: Label[] = [
  ...Array.from({ length: 200 }, (_, account) => ({
    accountId: `fake_${account}`,
    isFake: true,
    group: account < 100 ? "pool-1" : "pool-2",
    groupKind: "ring:campaign",
  })),
  ...Array.from({ length: 900 }, (_, account) => ({
    accountId: `honest_${account}`,
    isFake: false,
    group: account < 10 ? "office-1" : "",
    groupKind: account < 10 ? "office" : "",
  })),
];

const faultsOf = (...operations: Operation[]) =>
  listFaults({ scale: 0.5, claims: toClaims(operations, truth), hits: toHits(operations, labels) });

describe("what the report says of the letter's operation", () => {
  test("is without fault where it is the truth", () => {
    expect(toClaims([right], truth).map(({ off }) => off)).toEqual([0, 0, 0, 0, 0]);
    expect(faultsOf(right)).toEqual([]);
  });

  test.each<[string, Partial<Operation>, number]>([
    ["accounts", { accountIds: new Set(["fake_1", "fake_2"]) }, 0.99],
    ["exchanges", { exchanges: 9850 }, 0.015],
    ["exchanges", { exchanges: 10_150 }, 0.015],
    ["first event", { firstEventAt: "2026-04-22T12:00:00.000Z" }, 0.05],
    ["last event", { lastEventAt: "2026-05-04T00:00:00.000Z" }, 0.2],
    ["aimed at", { aims: ["agentic_reasoning"] }, 0.5],
    ["aimed at", { aims: ["agentic_reasoning", "chat", "long_horizon_tasks"] }, 0.5],
  ])("is off in the %s with %j", (name, wrong, off) => {
    const claim = toClaims([{ ...right, ...wrong }], truth).find((said) => said.name === name);
    expect(claim?.off).toBeCloseTo(off, 10);
    expect(faultsOf({ ...right, ...wrong }).join()).toContain(name);
  });

  test("may be off by 1 %", () => {
    expect(faultsOf({ ...right, exchanges: 10_100 })).toEqual([]);
  });

  test("is nothing at all where nothing was flagged", () => {
    expect(toClaims([], truth).map(({ off }) => off)).toEqual([1, 1, 1, 1, 1]);
    expect(faultsOf()).toHaveLength(6);
  });

  test("must show one ring with its successor", () => {
    expect(faultsOf({ ...right, rings: right.rings.slice(1) })).toEqual([expect.stringContaining("lineage: 1 of 1")]);
    expect(faultsOf({ ...right, lineage: [] })).toEqual([expect.stringContaining("lineage: 2 of 2")]);
    const half = { ...right, accountIds: new Set(["fake_1"]), rings: right.rings.slice(1) };
    expect(toHits([right, half], labels)).toMatchObject({ flaggedRings: 3, rings: 2 });
  });

  test("must accuse no honest group, whichever operation it is in", () => {
    const accused = { ...right, accountIds: new Set(["honest_1", "honest_2", "honest_3"]) };
    expect(toHits([right, accused], labels)).toMatchObject({ honestAccounts: 3, honestGroups: ["office-1"] });
    expect(faultsOf(right, accused)).toEqual([expect.stringContaining("office-1")]);
  });

  test("says which rings accuse honest accounts, and by what", () => {
    const signals = [{ name: "mesh", weight: 1.2, summary: "A mesh" }];
    const found = [
      { ring: { risk: 0.9, signals }, accountIds: ["honest_1", "honest_20", "fake_1"] },
      { ring: { risk: 0.8, signals }, accountIds: ["fake_2"] },
    ] as unknown as Operation["found"];
    expect(toHits([{ ...right, found }], labels).wrongRings).toEqual([
      {
        risk: 0.9,
        honestAccounts: 2,
        fakeAccounts: 1,
        groups: ["office-1", "nothing"],
        signals: [{ name: "mesh", weight: 1.2 }],
      },
    ]);
  });

  test("names how many were missed, by pool", () => {
    const some = { ...right, accountIds: new Set([...right.accountIds].slice(3, 180)) };
    expect(toHits([some], labels).missedAccounts).toEqual({ "pool-1": 3, "pool-2": 20 });
  });
});
