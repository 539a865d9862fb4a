import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { BackgroundWork } from "../../src/background-work.ts";
import type { Ring, RingId } from "../../src/model/ring.ts";
import { decideRing } from "../../src/rings/decide-ring.ts";
import { findAccount } from "../../src/rings/find-account.ts";
import { listRings } from "../../src/rings/list-rings.ts";
import { loadRingReport } from "../../src/rings/load-ring-report.ts";
import type { Detect } from "../../src/runs/detect.ts";
import { takeRunLock } from "../../src/runs/run-lock.ts";
import { findRun, insertRun } from "../../src/runs/run-queries.ts";
import { type RunDependencies, startRun } from "../../src/runs/start-run.ts";
import { detectGroups } from "../support/detect-groups.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const clock = stoppedAt("2026-06-06T00:00:00Z");
const logger = pino({ level: "silent" });
const sort = { by: "risk", descending: true } as const;

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

describe("a run over nothing", () => {
  const database = useTestDatabase();

  test("publishes no rings, as of now", async () => {
    const { run, finished } = await startRun({ database: database.database, clock, logger });
    expect(run).toMatchObject({ id: "run_1", status: "running", stage: "load", progress: 0, asOf: clock.now() });
    expect(await finished).toMatchObject({
      status: "published",
      progress: 1,
      finishedAt: clock.now(),
      counts: { accounts: 0, sightings: 0, rings: 0, flaggedRings: 0 },
    });
  });
});

describe("a run", () => {
  const database = useTestDatabase();
  const dependencies = (detect?: Detect): RunDependencies => ({
    database: database.database,
    clock,
    logger,
    ...(detect && { detect }),
  });
  const runWith = async (...groups: readonly number[][]) => {
    const { finished } = await startRun(dependencies(detectGroups(groups.map((members) => ({ members })))));
    return finished;
  };
  const openRings = () => listRings(database.database.db, { sort, limit: 100 });
  const membersOf = async (id: string) => {
    const { members } = await loadRingReport(database.database.db, id);
    return members.map(({ accountId }) => accountId as string);
  };

  test("hands detection the accounts in the order of their ids, with what they did in the window", async () => {
    await takeIn(database.database, someEvents(30).reverse());
    let seen: Parameters<Detect>[0] | undefined;
    const { finished } = await startRun(
      dependencies(async (input) => {
        seen = input;
        return { rings: [], linkCount: 0, communityCount: 0 };
      }),
    );
    const run = await finished;
    expect(run.failure).toBe(null);
    expect(run.asOf).toEqual(new Date("2026-04-23T10:29:00Z"));
    const { accounts, sightings, windowDays } = seen as Parameters<Detect>[0];
    expect(windowDays).toBe(90);
    // 15 addresses in one /24, and a card.
    expect(sightings).toMatchObject({ accountCount: 30, identifierCount: 17 });
    expect(sightings.account).toHaveLength(90);
    expect([...accounts.requests]).toEqual(range(1, 31));
    expect([...accounts.usageEvents]).toEqual(range(0, 30).map(() => 1));
    expect([...accounts.activeDays]).toEqual(range(0, 30).map(() => 1));
    expect(accounts.activeHours[10]).toBe(1);
    expect(accounts.signedUpAt[3]).toBe(Date.parse("2026-04-22T09:03:00Z") / 1000);
    expect(accounts.organization[0]).toBe(-1);
  });

  test("looks at nothing before the window and nothing after its end", async () => {
    const counts: number[] = [];
    const detect: Detect = async ({ accounts }) => {
      counts.push(
        accounts.count,
        accounts.requests.reduce((sum, requests) => sum + requests, 0),
      );
      return { rings: [], linkCount: 0, communityCount: 0 };
    };
    const first = await startRun(dependencies(detect), { asOf: new Date("2026-04-22T09:09:30Z"), windowDays: 1 });
    await first.finished;
    const second = await startRun(dependencies(detect), { asOf: new Date("2026-04-30T00:00:00Z"), windowDays: 5 });
    await second.finished;
    expect(counts).toEqual([10, 0, 0, 0]);
  });

  test("publishes rings with members, evidence and links, and says how risky an account is", async () => {
    const run = await runWith(range(0, 10), range(10, 16));
    expect(run).toMatchObject({ status: "published", counts: { rings: 2, flaggedRings: 2, flaggedAccounts: 16 } });
    const rings = await openRings();
    const [first] = rings.filter(({ memberCount }) => memberCount === 10);
    expect(first).toMatchObject({
      id: expect.stringMatching(/^ring_[0-9a-f]{16}$/),
      status: "open",
      flagged: true,
      requestCount: 55,
      firstEventAt: new Date("2026-04-22T09:00:00Z"),
      lastEventAt: new Date("2026-04-23T10:09:00Z"),
      firstFlaggedAt: run.asOf,
      families: ["network", "payment"],
    });
    const report = await loadRingReport(database.database.db, first?.id ?? "");
    expect(report.members.map(({ accountId }) => accountId)).toEqual(range(0, 10).map((index) => `a0${index}`));
    expect(report.evidence).toHaveLength(2);
    expect(await findAccount(database.database.db, "a00")).toMatchObject({
      risk: 0.95,
      ringId: first?.id,
      activity: { requestCount: 1, activeDays: 1 },
      links: [{ partnerId: "a01", bits: 12.5, byFamily: { network: 8, payment: 4 }, timing: 0.5 }],
    });
    const { links } = await findAccount(database.database.db, "a00");
    expect(links[0]?.shared.map(({ kind }) => kind).sort()).toEqual(["ip", "ip_prefix", "payment_instrument"]);
    expect(await findAccount(database.database.db, "a20")).toMatchObject({ risk: 0, ringId: null, links: [] });
  });

  test("keeps the ids of rings that grow, shrink and split, and the day when a member joined", async () => {
    const before = await openRings();
    const idOf = (size: number) => before.find(({ memberCount }) => memberCount === size)?.id as RingId;
    const [ten, six] = [idOf(10), idOf(6)];
    await takeIn(database.database, [
      { id: "later", type: "usage", account_id: "a00", occurred_at: "2026-05-01T00:00:00Z" },
    ]);
    await runWith(range(10, 20), range(0, 6), range(6, 10));
    const after = await openRings();
    expect(await membersOf(six)).toHaveLength(10);
    expect(await membersOf(ten)).toEqual(range(0, 6).map((index) => `a0${index}`));
    expect(after).toHaveLength(3);
    expect(after.find(({ id }) => id === ten)?.firstFlaggedAt).toEqual(new Date("2026-04-23T10:29:00Z"));
    const { members } = await loadRingReport(database.database.db, six);
    expect(new Set(members.slice(0, 6).map(({ joinedAt }) => joinedAt.toISOString()))).toEqual(
      new Set(["2026-04-23T10:29:00.000Z"]),
    );
    expect(new Set(members.slice(6).map(({ joinedAt }) => joinedAt.toISOString()))).toEqual(
      new Set(["2026-05-01T00:00:00.000Z"]),
    );
  });

  test("leaves a dismissed ring dismissed and a confirmed one confirmed", async () => {
    const rings = await openRings();
    const [dismissed, confirmed] = rings as [Ring, Ring, ...Ring[]];
    const command = { reason: "we know them", decidedBy: "ada" };
    await decideRing(
      { database: database.database, clock },
      { ringId: dismissed.id, outcome: "dismissed", ...command },
    );
    await decideRing(
      { database: database.database, clock },
      { ringId: confirmed.id, outcome: "confirmed", ...command },
    );
    await runWith(range(6, 10), range(0, 6), range(10, 20));
    const after = new Map((await openRings()).map(({ id, status }) => [id, status]));
    expect(after.get(dismissed.id)).toBe("dismissed");
    expect(after.get(confirmed.id)).toBe("confirmed");
    expect(after.size).toBe(3);
  });

  test("dissolves what is no more, and knows it again when it is back", async () => {
    const before = await openRings();
    await runWith(range(20, 30));
    for (const { id } of before) {
      const { ring, members, evidence } = await loadRingReport(database.database.db, id);
      expect({ status: ring.status, members, evidence }).toEqual({ status: "dissolved", members: [], evidence: [] });
    }
    const ids: string[] = [];
    for (const { id, status } of before) {
      ids.push(id);
      const size = before.find((ring) => ring.id === id)?.memberCount;
      const members = [range(6, 10), range(0, 6), range(10, 20)].find(({ length }) => length === size) ?? [];
      await runWith(members, range(20, 30));
      const { ring } = await loadRingReport(database.database.db, id);
      expect(ring).toMatchObject({ id, status, memberCount: size });
    }
    expect(ids).toHaveLength(3);
    expect(new Set(before.map(({ status }) => status))).toEqual(new Set(["open", "confirmed", "dismissed"]));
    await runWith(range(0, 6), range(20, 30));
  });

  test("that fails leaves everything as it was, and says why", async () => {
    const before = await openRings();
    const { finished } = await startRun(
      dependencies(async () => {
        throw new Error("out of tea");
      }),
    );
    expect(await finished).toMatchObject({ status: "failed", failure: "out of tea", finishedAt: clock.now() });
    expect(await openRings()).toEqual(before);
  });

  test("that fails in the midst of publishing leaves everything as it was", async () => {
    const before = await openRings();
    // An account in two rings: the members' primary key refuses it after the rings were written.
    const run = await runWith(range(0, 6), range(5, 9));
    expect(run).toMatchObject({ status: "failed", stage: "publish" });
    expect(run.failure).toContain("ring_members_pkey");
    expect(await openRings()).toEqual(before);
    expect(await membersOf(before[0]?.id ?? "")).toHaveLength(before[0]?.memberCount ?? 0);
  });

  test("refuses a second one at the same time", async () => {
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const { run, finished } = await startRun(
      dependencies(async () => {
        await held;
        return { rings: [], linkCount: 0, communityCount: 0 };
      }),
    );
    await expect(startRun(dependencies())).rejects.toMatchObject({
      kind: "conflict",
      code: "run-in-progress",
      message: `Run ${run.id} is under way; only one runs at a time`,
    });
    letGo();
    expect(await finished).toMatchObject({ status: "published" });
  });

  test("takes the place of one whose process has died", async () => {
    const dead = await insertRun(database.database.db, {
      asOf: clock.now(),
      windowDays: 90,
      policyVersion: "1",
      codeVersion: "0",
      startedAt: clock.now(),
    });
    const run = await runWith();
    expect(run.status).toBe("published");
    expect(await findRun(database.database.db, dead.id)).toMatchObject({
      status: "failed",
      failure: "the process ended",
    });
  });

  test("ends when the service stops, and lets the next one run", async () => {
    const background = new BackgroundWork();
    const endless: Detect = (_input, { signal }) =>
      new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    const { run } = await startRun({ ...dependencies(endless), background });
    await background.stop();
    expect(await findRun(database.database.db, run.id)).toMatchObject({
      status: "failed",
      failure: "the service was stopped",
    });
    const lock = await takeRunLock(database.database);
    expect(lock).toBeDefined();
    await lock?.release();
  });

  test("that another process took for dead does not publish", async () => {
    const before = await openRings();
    const detect = detectGroups([{ members: range(12, 18) }]);
    const { finished } = await startRun(
      dependencies(async (input, options) => {
        await database.database.db
          .updateTable("runs")
          .set({ status: "failed", failure: "the process ended", finished_at: clock.now() })
          .where("status", "=", "running")
          .execute();
        return detect(input, options);
      }),
    );
    expect(await finished).toMatchObject({ status: "failed", failure: "the process ended" });
    expect(await openRings()).toEqual(before);
  });

  test("detects in a thread of its own", async () => {
    const { finished } = await startRun(dependencies());
    expect(await finished).toMatchObject({ status: "published", failure: null, counts: { accounts: 30 } });
  });
});
