import { pino } from "pino";
import { expect, test } from "vitest";
import type { DecisionOutcome } from "../../src/model/decision.ts";
import { decideRing } from "../../src/rings/decide-ring.ts";
import { listRings } from "../../src/rings/list-rings.ts";
import { startRun } from "../../src/runs/start-run.ts";
import { type DetectedGroup, detectGroups } from "../support/detect-groups.ts";
import { stoppedAt } from "../support/stopped-at.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";

const clock = stoppedAt("2026-06-06T00:00:00Z");
const logger = pino({ level: "silent" });
const inOrder = useTestDatabase();
const shuffled = useTestDatabase();

/** Lehmer's generator: whole numbers below a limit, the same for the same seed. */
function numbersFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
}

/** Sixty accounts in groups that persist, lose and gain members, split, merge, vanish and come back. */
function makeHistory(seed: number, runs: number): DetectedGroup[][] {
  const next = numbersFrom(seed);
  let groupOf = Array.from({ length: 60 }, (_, account) => Math.floor(account / 10));
  const homes = groupOf;
  return Array.from({ length: runs }, () => {
    const event = next(5);
    const [from, to] = [groupOf[next(60)] as number, next(12)];
    if (event === 0) groupOf = groupOf.map((group) => (group === from ? to : group));
    if (event === 1) groupOf = groupOf.map((group) => (group === from && next(2) === 0 ? to : group));
    if (event === 2) groupOf = groupOf.map((group) => (group === from ? -1 : group));
    if (event === 3) groupOf = groupOf.map((group, account) => (next(3) === 0 ? (homes[account] as number) : group));
    groupOf = groupOf.map((group) => (next(30) === 0 ? next(12) : group));
    return Array.from({ length: 12 }, (_, group): DetectedGroup => {
      const members = groupOf.flatMap((place, account) => (place === group ? [account] : []));
      return { members, risk: [0.3, 0.85, 0.95][next(3)] as number };
    }).filter(({ members }) => members.length > 2);
  });
}

test("in a long history no account is in two rings, no id is used twice, nothing descends from itself, and no order matters", async () => {
  const states: Record<string, unknown[]>[] = [];
  for (const [place, { database }] of [inOrder, shuffled].entries()) {
    await takeIn(database, place === 0 ? someEvents(60) : someEvents(60).reverse());
    const next = numbersFrom(7);
    for (const groups of makeHistory(11, 60)) {
      const detect = detectGroups(place === 0 ? groups : [...groups].reverse());
      const { finished } = await startRun({ database, clock, logger, detect });
      expect(await finished).toMatchObject({ failure: null });
      if (next(4) > 0) continue;
      const open = await listRings(database.db, {
        sort: { by: "member_count", descending: true },
        status: "open",
        limit: 9,
      });
      const ring = open[next(9)];
      const outcome = (["confirmed", "dismissed"] as const)[next(2)] as DecisionOutcome;
      if (ring)
        await decideRing({ database, clock }, { ringId: ring.id, outcome, reason: "we looked", decidedBy: "ada" });
    }
    const read = async (query: string) => (await database.pool.query(query)).rows;
    states.push({
      changes: await read("select * from ring_changes order by id"),
      rings: await read("select * from rings order by id"),
      memberships: await read(`select accounts.id, ring_id, joined_run_id, joined_at, left_run_id
        from ring_memberships join accounts on key = account_key order by 1, 2, 3`),
    });
    // Each account's memberships follow each other: none begins before the one before has ended.
    expect(
      await read(`select * from (
          select account_key, joined_run_id, lag(coalesce(left_run_id, 1e9)) over (partition by account_key order by joined_run_id) as ended
          from ring_memberships) spells
        where joined_run_id < ended`),
    ).toEqual([]);
    expect(
      await read(`select account_key, ring_id from ring_members
        except select account_key, ring_id from ring_memberships where left_run_id is null`),
    ).toEqual([]);
    // Each ring begins once, and is found anew only after it had dissolved.
    const begun = await read("select ring_id from ring_changes where kind = 'appeared'");
    expect(new Set(begun.map(({ ring_id }) => ring_id)).size).toBe(begun.length);
    const ups = await read(`select ring_id, string_agg(left(kind, 1), '' order by id) as life from ring_changes
      where kind in ('appeared', 'returned', 'dissolved') group by ring_id`);
    for (const { life } of ups) expect(life).toMatch(/^a(dr)*d?$/);
    const descents = await read(`
      with recursive descents (descendant, ancestor) as (
        select ring_id, other_ring_id from ring_changes where kind in ('split', 'succeeded')
        union
        select descendant, other_ring_id from descents join ring_changes on ring_id = ancestor and kind in ('split', 'succeeded')
      ) select * from descents`);
    expect(descents.length).toBeGreaterThan(10);
    expect(descents.filter(({ descendant, ancestor }) => descendant === ancestor)).toEqual([]);
    // What went into another ring is gone with the same run.
    expect(
      await read(`select * from ring_changes merged where kind = 'merged' and not exists (
        select from ring_changes where kind = 'dissolved' and ring_id = merged.other_ring_id and run_id <= merged.run_id)`),
    ).toEqual([]);
    const kinds = await read("select distinct kind from ring_changes order by 1");
    expect(kinds.length).toBeGreaterThan(9);
  }
  expect(states[1]).toEqual(states[0]);
}, 120_000);
