import { pino } from "pino";
import { describe, expect, test } from "vitest";
import type { DecisionOutcome } from "../../src/model/decision.ts";
import type { Ring, RingId } from "../../src/model/ring.ts";
import { decideRing } from "../../src/rings/decide-ring.ts";
import { listHistory } from "../../src/rings/history-queries.ts";
import { listRings } from "../../src/rings/list-rings.ts";
import { requireRing } from "../../src/rings/require-ring.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { type DetectedGroup, detectGroups } from "../support/detect-groups.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { type TestDatabase, useTestDatabase } from "../support/test-database.ts";

const clock = stoppedAt("2026-06-06T00:00:00Z");
const logger = pino({ level: "silent" });

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** What these tests do to a database. Groups are given by the places of their accounts. */
function historyOn(database: TestDatabase) {
  const db = () => database.database.db;
  const run = async (groups: readonly DetectedGroup[], asOf?: string) => {
    const detect = detectGroups(groups);
    const dependencies = { database: database.database, clock, logger, detect };
    const { finished } = await startRun(dependencies, asOf === undefined ? {} : { asOf: new Date(asOf) });
    expect(await finished).toMatchObject({ failure: null });
  };
  return {
    run: (...groups: readonly number[][]) => run(groups.map((members) => ({ members }))),
    runWith: run,
    rings: () => listRings(db(), { sort: { by: "member_count", descending: true }, limit: 1000 }),
    ring: (id: string) => requireRing(db(), id),
    decide: (ringId: string, outcome: DecisionOutcome) =>
      decideRing({ database: database.database, clock }, { ringId, outcome, reason: "we looked", decidedBy: "ada" }),
    history: async (id: RingId) =>
      (await listHistory(db(), id, { limit: 1000 })).map(({ kind, reason }) => `${kind}: ${reason}`),
    changes: (id: RingId) => listHistory(db(), id, { limit: 1000 }),
  };
}

describe("a ring's history", () => {
  const database = useTestDatabase();
  const { run, runWith, rings, ring, decide, history, changes } = historyOn(database);
  let first: Ring;
  let second: Ring;

  test("begins when it is found", async () => {
    await takeIn(database.database, someEvents(60));
    await run(range(0, 12), range(12, 20));
    [first, second] = (await rings()) as [Ring, Ring];
    expect(await history(first.id)).toEqual([
      "flagged: Risk 95.0 %",
      "appeared: Found for the first time: 12 accounts tied together by network and payment",
    ]);
    const [, appeared] = await changes(first.id);
    expect(appeared).toMatchObject({ runId: "run_1", memberCount: 12, risk: 0.95, status: "open", joinedCount: 12 });
    expect(appeared?.joined).toEqual(range(0, 12).map((index) => `a${String(index).padStart(2, "0")}`));
  });

  test("says nothing of a run that found the same", async () => {
    await run(range(0, 12), range(12, 20));
    expect(await history(first.id)).toHaveLength(2);
  });

  test("notes who joined and left, and growth that matters apart", async () => {
    await run([...range(1, 12), 30, 31], range(12, 20));
    await run([...range(1, 12), ...range(30, 34)], range(12, 20));
    expect((await history(first.id)).slice(0, 2)).toEqual([
      "grown: 2 joined: 15 accounts now, 12 when that was last noted",
      "members: 2 joined and 1 left: 13 accounts now",
    ]);
    const [grown, members] = await changes(first.id);
    expect(grown).toMatchObject({ joined: ["a32", "a33"], left: [], joinedCount: 2, leftCount: 0, memberCount: 15 });
    expect(members).toMatchObject({ joined: ["a30", "a31"], left: ["a00"], joinedCount: 2, leftCount: 1 });
  });

  test("notes risk when it has moved by a step, and when it crosses the threshold", async () => {
    const members = [...range(1, 12), ...range(30, 34)];
    const others = { members: range(12, 20) };
    for (const risk of [0.93, 0.91, 0.89, 0.87, 0.83]) await runWith([{ members, risk }, others]);
    expect((await history(first.id)).slice(0, 2)).toEqual([
      "risk: Risk 83.0 %, 89.0 % when that was last noted",
      "released: Risk 89.0 %, 95.0 % when that was last noted",
    ]);
  });

  test("notes a decision with its reason and its author", async () => {
    await decide(second.id, "confirmed");
    const [decided] = await changes(second.id);
    expect(decided).toMatchObject({
      kind: "decided",
      runId: null,
      status: "confirmed",
      reason: "confirmed by ada: we looked",
    });
  });

  test("tells where a part came from, and in the history of the ring that it came off too", async () => {
    await run(range(1, 9), [9, 10, 11, ...range(30, 34)], range(12, 20));
    const part = (await rings()).find(({ memberCount }) => memberCount === 7) as Ring;
    const sentence = `split: 7 of the 7 accounts of ${part.id} were among the 15 of ${first.id}`;
    expect(await history(part.id)).toContain(sentence);
    expect(await history(first.id)).toContain(sentence);
    expect(await history(first.id)).toContain("members: 7 left: 8 accounts now");
  });

  test("tells what went into another ring, and that it is no more", async () => {
    await run([...range(1, 9), ...range(12, 16)], [9, 10, 11, ...range(30, 34)], range(16, 20));
    await run([...range(1, 9), ...range(12, 16), 9, 10, 11, ...range(30, 34)], range(16, 20));
    const [merged] = await rings();
    const part = (await ring(merged?.id ?? "")).id;
    expect(merged?.memberCount).toBe(19);
    expect((await history(part))[0]).toMatch(/^grown: 7 joined: 19 accounts now/);
    const gone = (await changes(part))[1]?.otherRingId as RingId;
    expect((await history(part))[1]).toBe(`merged: 7 of the 7 accounts of ${gone} are in ${part} now`);
    expect(await ring(gone)).toMatchObject({ status: "dissolved" });
    expect(await history(gone)).toContain(`dissolved: Its 7 accounts are no longer together: 7 in ${part}`);
  });
});

describe("a ring that is gone", () => {
  const database = useTestDatabase();
  const { run, runWith, rings, ring, decide, history } = historyOn(database);

  test("and was dismissed comes back dismissed, after one run or more", async () => {
    await takeIn(database.database, someEvents(60));
    await run(range(0, 12));
    const [office] = (await rings()) as [Ring];
    await decide(office.id, "dismissed");
    await run(range(20, 30));
    expect(await ring(office.id)).toMatchObject({ status: "dissolved", memberCount: 12 });
    await run(range(20, 30));
    await run(range(0, 11), range(20, 30));
    expect(await ring(office.id)).toMatchObject({ status: "dismissed", memberCount: 11 });
    expect((await history(office.id)).slice(0, 3)).toEqual([
      "flagged: Risk 95.0 %, 95.0 % when that was last noted",
      "returned: It is back: 11 of its 12 accounts are together again; it stays dismissed, as decided on 2026-06-06",
      "dissolved: Its 12 accounts are no longer together: 12 in none",
    ]);
  });

  test("and was dismissed does not excuse twice as many", async () => {
    const office = (await rings()).find(({ status }) => status === "dismissed") as Ring;
    await run(range(20, 30));
    await run(range(0, 12), range(20, 30));
    expect((await ring(office.id)).status).toBe("dismissed");
    await run([...range(0, 12), ...range(30, 42)], range(20, 30));
    expect((await ring(office.id)).status).toBe("dismissed");
    await run([...range(0, 12), ...range(30, 43)], range(20, 30));
    expect((await ring(office.id)).status).toBe("dissolved");
    const large = (await rings()).find(({ memberCount }) => memberCount === 25) as Ring;
    expect(large.status).toBe("open");
    expect(await history(large.id)).toContain(
      `merged: 24 of the 24 accounts of ${office.id} (dismissed) are in ${large.id} now`,
    );
  });

  test("without having been flagged or decided on is forgotten, with the names of who was in it", async () => {
    await runWith([{ members: range(45, 50), risk: 0.3 }]);
    const [harmless] = (await rings()) as [Ring];
    await run(range(20, 30));
    const { rows } = await database.database.pool.query("select 1 from ring_memberships where ring_id = $1", [
      harmless.id,
    ]);
    expect(rows).toEqual([]);
    await runWith([{ members: range(45, 50), risk: 0.3 }], "2026-04-24T00:00:00Z");
    expect((await rings())[0]?.id).not.toBe(harmless.id);
  });

  test("for longer than the policy remembers is forgotten", async () => {
    await run(range(0, 12));
    const [old] = (await rings()) as [Ring];
    await runWith([], "2030-01-01T00:00:00Z");
    await run(range(0, 12));
    expect((await ring(old.id)).status).toBe("dissolved");
    expect((await rings())[0]).toMatchObject({ memberCount: 12 });
    expect((await rings())[0]?.id).not.toBe(old.id);
  });

  test("keeps its id to itself: the same accounts at the same moment get another", async () => {
    const ids = new Set<string>();
    for (const _ of range(0, 3)) {
      await runWith([{ members: range(50, 56), risk: 0.2 }]);
      for (const { id } of await rings()) ids.add(id);
      await run();
    }
    expect(ids.size).toBe(3);
  });
});

describe.each(["confirmed", "undecided", "dismissed"] as const)(
  "a ring that is %s and whose members fell silent",
  (outcome) => {
    const database = useTestDatabase();
    const { run, runWith, rings, ring, decide, history } = historyOn(database);
    const people = (name: string, count: number) => range(0, count).map((index) => `${name}${100 + index}`);

    /** Two pools of accounts on the same cards from one address, five months apart; a crowd that is there all the time. */
    function twoPools(): object[] {
      const crowd = { ip: "203.0.113.9", prompt_fingerprint: "tool" };
      const address = { ip: "198.51.100.1" };
      const [early, late] = ["2025-12-01T09:00:00Z", "2026-05-01T09:00:00Z"];
      const uses = [
        ...people("a-first", 10).map((id, index) => [id, early, { ...address, payment_instrument: `pm_${index % 3}` }]),
        ...people("b-second", 8).map((id, index) => [id, late, { ...address, payment_instrument: `pm_${index % 2}` }]),
        ...people("b-second", 3).map((id) => [id, late, crowd]),
        ...people("c-crowd", 80).flatMap((id) => [early, late].map((time) => [id, time, crowd])),
        ...people("d-others", 6).map((id) => [id, late, crowd]),
      ] as [string, string, object][];
      return uses.map(([account_id, occurred_at, seenWith], index) => {
        return { id: `e${index}`, type: "usage", account_id, occurred_at, ...seenWith };
      });
    }

    test("is succeeded by who comes months later on its cards, unless it was dismissed; never by a crowd's members", async () => {
      await takeIn(database.database, twoPools());
      await runWith([{ members: range(0, 10) }], "2025-12-15T00:00:00Z");
      const [silent] = (await rings()) as [Ring];
      if (outcome !== "undecided") await decide(silent.id, outcome);
      await run(range(0, 8), range(88, 94));
      expect(await ring(silent.id)).toMatchObject({ status: "dissolved" });
      const [second, others] = (await rings()) as [Ring, Ring];
      const standing = outcome === "confirmed" ? " (confirmed)" : "";
      const sentence = [
        `succeeded: ${second.id} takes over 1 address and 2 cards of ${silent.id}${standing}: 8 of its 8 accounts use them`,
        "(address 198.51.100.1: 8 now, 10 then, nobody else; card pm_0: 4 now, 4 then, nobody else;",
        "card pm_1: 4 now, 3 then, nobody else). Together that says 10.2 bits",
      ].join(" ");
      expect((await history(second.id)).filter((line) => line.startsWith("succeeded"))).toEqual(
        outcome === "dismissed" ? [] : [sentence],
      );
      expect((await history(silent.id)).includes(sentence)).toBe(outcome !== "dismissed");
      expect((await history(others.id)).join()).not.toContain("succeeded");
    });
  },
);

describe("what the database refuses", () => {
  const database = useTestDatabase();
  const { run, rings } = historyOn(database);
  const refusal = (query: string) =>
    database.database.pool.query(query).then(
      () => "nothing",
      (error) => error.constraint,
    );

  test("by the name of what it would break", async () => {
    await takeIn(database.database, someEvents(30));
    await run(range(0, 12));
    await run(range(0, 12), range(12, 20));
    const [older, younger] = (await rings()).map(({ id }) => id);
    const change = (kind: string, ring: string | undefined, born: number, other?: string, otherBorn?: number) => `
      insert into ring_changes (ring_id, kind, at, run_id, member_count, risk, status, joined_count, left_count, reason,
        born_run_id, other_ring_id, other_born_run_id)
      values ('${ring}', '${kind}', now(), 2, 1, 0.5, 'open', 0, 0, 'because', ${other ? born : null},
        ${other ? `'${other}'` : null}, ${otherBorn ?? null})`;
    expect({
      twoRings: await refusal(`insert into ring_memberships select account_key, '${younger}', 2, now() from ring_members
        where ring_id = '${older}'`),
      idTwice: await refusal(`insert into rings select * from rings where id = '${older}'`),
      ancestorOfItsAncestor: await refusal(change("split", older, 1, younger, 2)),
      wrongBirth: await refusal(change("split", younger, 2, older, 0)),
      itself: await refusal(change("merged", older, 1, older, 1)),
      lineageAlone: await refusal(change("succeeded", younger, 2)),
      leftBeforeJoined: await refusal("update ring_memberships set left_run_id = joined_run_id"),
      goneWithoutARun: await refusal(`update rings set status = 'dissolved' where id = '${older}'`),
      saidTwice: await refusal(change("appeared", younger, 2)),
    }).toEqual({
      twoRings: "ring_memberships_one_ring_each",
      idTwice: "rings_pkey",
      ancestorOfItsAncestor: "ring_changes_descends_from_the_older",
      wrongBirth: "ring_changes_other_birth",
      itself: "ring_changes_merges_with_another",
      lineageAlone: "ring_changes_lineage_has_two_rings",
      leftBeforeJoined: "ring_memberships_end_after_start",
      goneWithoutARun: "rings_dissolved_by_a_run",
      saidTwice: "ring_changes_once_a_run",
    });
  });
});
